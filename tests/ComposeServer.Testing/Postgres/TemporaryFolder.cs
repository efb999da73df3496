namespace ComposeServer.Testing.Postgres;

/// <summary>An empty folder that goes with the test, and that other accounts may pass through, as a Postgres started by root needs.</summary>
public sealed class TemporaryFolder : IDisposable
{
    const string MemoryDisk = "/dev/shm";
    const long MemoryDiskBytesMin = 2L << 30;

    /// <summary>Where the data of tests goes: memory, when the system offers enough as a disk, for initdb writes a thousand files.</summary>
    public static string Parent { get; } =
        Directory.Exists(MemoryDisk) && new DriveInfo(MemoryDisk).AvailableFreeSpace >= MemoryDiskBytesMin
            ? MemoryDisk
            : Path.GetTempPath();

    /// <summary>Makes the folder.</summary>
    public TemporaryFolder()
    {
        FullName = Directory
            .CreateDirectory(Path.Combine(Parent, "composeserver-folder-" + Path.GetRandomFileName()))
            .FullName;
    }

    /// <summary>Absolute path.</summary>
    public string FullName { get; }

    /// <summary>Removes it with all that is in it.</summary>
    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
