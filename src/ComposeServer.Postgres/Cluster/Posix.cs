using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ComposeServer.Postgres.Cluster;

/// <summary>The few system calls that .NET does not offer.</summary>
static partial class Posix
{
    const int PathMax = 4096;

    /// <summary>Asks a process to do something; a process that is gone already is no error.</summary>
    public static void Send(int processId, PostmasterSignal signal) => _ = Kill(processId, (int)signal);

    /// <summary>Whether the number names a process, a zombie included.</summary>
    public static bool Exists(int processId)
    {
        const int notPermitted = 1;
        return Kill(processId, 0) == 0 || Marshal.GetLastPInvokeError() == notPermitted;
    }

    /// <summary>Opens a file to read it although someone has locked it, which .NET does not do.</summary>
    public static FileStream OpenLocked(string path)
    {
        var descriptor = Open(path, flags: 0);
        return descriptor >= 0
            ? new(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read)
            : throw new IOException($"cannot open {path} (errno {Marshal.GetLastPInvokeError()})");
    }

    /// <summary>Forces a folder's entries (a rename) to the disk.</summary>
    public static void SyncFolder(string folder)
    {
        var descriptor = Open(folder, flags: 0);
        if (descriptor < 0)
            throw new IOException($"cannot open {folder} (errno {Marshal.GetLastPInvokeError()})");
        var failed = FSync(descriptor) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(descriptor);
        if (failed != 0)
            throw new IOException($"cannot sync {folder} (errno {failed})");
    }

    /// <summary>The path without links, or null when it leads nowhere.</summary>
    public static unsafe string? RealPath(string path)
    {
        // realpath(3) writes at most PATH_MAX bytes, its closing zero included.
        var buffer = stackalloc byte[PathMax + 1];
        return RealPath(path, buffer) is null ? null : Marshal.PtrToStringUTF8((nint)buffer);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial byte* RealPath(string path, byte* resolved);
}

/// <summary>What Postgres understands a signal to mean. The numbers are the same on Linux and macOS.</summary>
enum PostmasterSignal
{
    /// <summary>SIGINT: end sessions, write a checkpoint, stop.</summary>
    FastStop = 2,

    /// <summary>SIGQUIT: stop at once; the next start recovers.</summary>
    ImmediateStop = 3,

    /// <summary>SIGKILL: for a Postgres that does not answer to anything.</summary>
    Kill = 9,
}
