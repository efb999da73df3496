using System.Diagnostics;

namespace ComposeServer.Testing.Postgres;

/// <summary>A shell that outlives the test process by a moment, however that ends, and clears away its Postgres.</summary>
public static class Watchdog
{
    /// <summary>The shell waits on a pipe that nobody writes to; the system closes it when the test process is gone.</summary>
    const string Script = """
        trap '' INT TERM HUP
        read -r nothing
        pid=$(head -n 1 "$1/pg/postmaster.pid" 2>/dev/null)
        if [ -n "$pid" ]; then
            kill -QUIT "$pid" 2>/dev/null
            tries=0
            while kill -0 "$pid" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
        fi
        rm -rf -- "$1"
        """;

    /// <summary>Kept, so that the pipe is not closed by a finaliser before its time.</summary>
    static readonly List<Process> Watching = [];

    public static void CleanUpAfterThisProcess(string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        lock (Watching)
            Watching.Add(Process.Start(start)!);
    }
}
