using Microsoft.Extensions.Logging;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Reads what Postgres says, passes it to our log, and notices when it is ready.</summary>
sealed class PostmasterOutput
{
    const string ReadyLine = "database system is ready to accept connections";
    const int LineLengthMax = 512;
    const int LinesKept = 12;

    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Lock gate = new();
    readonly Queue<string> last = new();
    readonly ILogger logger;

    public PostmasterOutput(StreamReader source, ILogger logger)
    {
        this.logger = logger;
        Ended = ReadAsync(source);
    }

    /// <summary>Completes when Postgres takes connections; never, when it ends before.</summary>
    public Task Ready => ready.Task;

    /// <summary>Completes when neither Postgres nor a child of it can say anything more.</summary>
    public Task Ended { get; }

    /// <summary>The last lines, for an error message.</summary>
    public string Last
    {
        get
        {
            lock (gate)
                return string.Join(' ', last);
        }
    }

    async Task ReadAsync(StreamReader source)
    {
        while (await source.ReadLineAsync() is { } line)
        {
            if (line.Length > LineLengthMax)
                line = line[..LineLengthMax];
            lock (gate)
            {
                last.Enqueue(line.Trim());
                if (last.Count > LinesKept)
                    last.Dequeue();
            }

            ClusterLog.Said(logger, LevelOf(line), line);
            if (line.Contains(ReadyLine, StringComparison.Ordinal))
                ready.TrySetResult();
        }
    }

    /// <summary>An ERROR belongs to a statement, and whoever sent it is told.</summary>
    static LogLevel LevelOf(string line) =>
        line.StartsWith("PANIC", StringComparison.Ordinal) ? LogLevel.Critical
        : line.StartsWith("FATAL", StringComparison.Ordinal) || line.StartsWith("WARNING", StringComparison.Ordinal)
            ? LogLevel.Warning
        : LogLevel.Debug;
}
