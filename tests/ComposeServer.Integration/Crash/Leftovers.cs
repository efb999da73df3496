using System.Diagnostics;
using System.Globalization;

namespace ComposeServer.Integration.Crash;

/// <summary>
/// A data folder, and a shell that outlives the test process by a moment, however that ends: it kills the last server and its Postgres and
/// removes the folder.
/// </summary>
sealed class Leftovers : IDisposable
{
    /// <summary>Reads the number of each new server; the system closes the pipe when the test process is gone.</summary>
    const string Script = """
        trap '' INT TERM HUP
        while read -r next; do server=$next; done
        [ -n "$server" ] && kill -9 "$server" 2>/dev/null
        postgres=$(head -n 1 "$1/postgres/pg/postmaster.pid" 2>/dev/null)
        if [ -n "$postgres" ]; then
            kill -QUIT "$postgres" 2>/dev/null
            tries=0
            while kill -0 "$postgres" 2>/dev/null && [ "$tries" -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
        fi
        rm -rf -- "$1"
        """;

    readonly Process _shell;

    public Leftovers()
        : this(Testing.Postgres.TemporaryFolder.Parent) { }

    /// <param name="parent">Where the data folder is made.</param>
    public Leftovers(string parent)
    {
        DataFolder = Path.Combine(parent, "composeserver-crash-" + Path.GetRandomFileName());
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", DataFolder])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        _shell = Process.Start(start) ?? throw new InvalidOperationException("there is no shell");
    }

    /// <summary>For the servers, one after the other.</summary>
    public string DataFolder { get; }

    /// <summary>Notes the server that now owns the folder.</summary>
    public void Watch(int processId)
    {
        _shell.StandardInput.WriteLine(processId.ToString(CultureInfo.InvariantCulture));
        _shell.StandardInput.Flush();
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }
}
