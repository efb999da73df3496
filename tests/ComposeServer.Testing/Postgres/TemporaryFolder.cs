namespace ComposeServer.Testing.Postgres;

/// <summary>An empty folder that goes with the test, and that other accounts may pass through, as a Postgres started by root needs.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TemporaryFolder()
    {
        FullName = Directory.CreateTempSubdirectory("composeserver-folder-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                FullName,
                File.GetUnixFileMode(FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute
            );
    }

    /// <summary>Absolute path.</summary>
    public string FullName { get; }

    /// <summary>Removes it with all that is in it.</summary>
    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
