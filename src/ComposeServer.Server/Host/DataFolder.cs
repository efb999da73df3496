namespace ComposeServer.Server.Host;

/// <summary>The folder of the private database and of keys.</summary>
public static class DataFolder
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    const UnixFileMode OthersPass = OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>
    /// Makes it when it is absent, closed to others (0700). Of a server that root starts, the account of Postgres may pass through to its own
    /// folder (0711), and still list nothing. A folder that is there stays as its owner made it; what is secret in it is closed by itself.
    /// </summary>
    /// <exception cref="IOException">A file is in the way.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not.</exception>
    public static void Make(string path)
    {
        if (Directory.Exists(path))
            return;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerOnly);
        // Set apart from the making, which the process' mask would narrow.
        if (Environment.IsPrivilegedProcess)
            File.SetUnixFileMode(path, OthersPass);
    }
}
