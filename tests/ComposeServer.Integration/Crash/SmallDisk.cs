using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Integration.Crash;

/// <summary>A file system of its own that can be filled to the last byte. Mounting takes root, as on a machine of continuous integration.</summary>
sealed class SmallDisk : IDisposable
{
    const int Megabyte = 1 << 20;

    readonly string _ballast;

    /// <param name="megabytes">Its size.</param>
    public SmallDisk(int megabytes)
    {
        Folder = Directory.CreateTempSubdirectory("composeserver-disk-").FullName;
        _ballast = Path.Combine(Folder, "ballast");
        Run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"),
            "none",
            Folder
        );
    }

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        var zeros = new byte[Megabyte];
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = zeros.Length; size > 0; size /= 2)
        {
            try
            {
                while (true)
                    file.Write(zeros, 0, size);
            }
            catch (IOException)
            {
                // That much is not free any more; perhaps half of it is.
            }
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    static void Run(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
        )!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
    }
}
