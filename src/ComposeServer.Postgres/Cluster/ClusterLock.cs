using System.Globalization;
using System.Text;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Held by the one server that owns a data folder. The system lets go of it when the process dies, however it dies.</summary>
sealed class ClusterLock : IDisposable
{
    readonly FileStream held;

    ClusterLock(FileStream held) => this.held = held;

    /// <summary>Takes the folder for this process, or says who has it.</summary>
    /// <exception cref="PrivateClusterException"><c>FOLDER_IN_USE</c>, with the process that holds it.</exception>
    public static ClusterLock Take(ClusterFolder folder)
    {
        FileStream file;
        try
        {
            file = new FileStream(folder.Lock, Exclusive());
        }
        catch (IOException) when (File.Exists(folder.Lock) && HolderOf(folder.Lock) is var holder)
        {
            throw PrivateClusterException.InUse(folder.Root, holder, "another ComposeServer");
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new(file);
    }

    /// <summary>The file stays: to delete it would let a third process lock a file that nobody sees any more.</summary>
    public void Dispose() => held.Dispose();

    static FileStreamOptions Exclusive()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>Null in the moment before the holder has written its number.</summary>
    static int? HolderOf(string path)
    {
        using var file = Posix.OpenLocked(path);
        using var reader = new StreamReader(file, Encoding.ASCII);
        return int.TryParse(reader.ReadToEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? pid
            : null;
    }
}
