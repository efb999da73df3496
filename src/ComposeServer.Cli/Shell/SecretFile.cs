using System.Security.Cryptography;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Shell;

/// <summary>A private key of 32 bytes in a file that only its owner may read: 64 hexadecimal digits and a line end, mode 0600.</summary>
static class SecretFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key; the first time it is made.</summary>
    /// <exception cref="CliException">
    /// <see cref="CliErrorCode.FileUnreadable"/>, <see cref="CliErrorCode.FileUnwritable"/>, or
    /// <see cref="CliErrorCode.InvalidPrivateKey"/> when the file holds something else.
    /// </exception>
    public static byte[] ReadOrMake(string path)
    {
        if (!File.Exists(path))
            Make(path);
        try
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, OwnerOnly);
            return PrivateKeyText.TryRead(File.ReadAllText(path).Trim(), out var key)
                ? key
                : throw new CliException(
                    CliErrorCode.InvalidPrivateKey,
                    $"{path} does not hold 64 hexadecimal digits. Remove it to have a new key made."
                );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrorCode.FileUnreadable, $"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Written beside its place and moved there, so that a run that is cut short leaves no half of a key.</summary>
    static void Make(string path)
    {
        var fresh = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        try
        {
            DataFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var writer = new StreamWriter(fresh, options))
                writer.WriteLine(PrivateKeyText.Generate());
            File.Move(fresh, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another run was faster; its key is as good.
            File.Delete(fresh);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrorCode.FileUnwritable, $"{path}: {fault.Message}", fault);
        }
    }
}
