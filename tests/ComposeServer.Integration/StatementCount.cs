using System.Collections.Concurrent;
using System.Diagnostics;

namespace ComposeServer.Integration;

/// <summary>Statements that this process sends to one database, as the driver tells of them.</summary>
sealed class StatementCount : IDisposable
{
    /// <summary>What the server looks for by itself, every so often, whoever listens and whoever asks.</summary>
    static readonly string[] OwnLooks =
    [
        "plan_cache_mode",
        "where e.position > ",
        "from deployment",
        "from commit_head",
        "from parked",
        "max(stamp), 0) from trusted_document",
    ];

    readonly ConcurrentQueue<string> _seen = new();
    readonly ActivityListener _listener;

    /// <summary>Begins to count.</summary>
    /// <param name="database">Its name.</param>
    public StatementCount(string database)
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (
                    !activity.DisplayName.StartsWith("CONNECT", StringComparison.Ordinal)
                    && activity.TagObjects.Any(tag => tag.Value is string text && text == database)
                    && !activity.TagObjects.Any(tag => tag.Value is string text && IsOwnLook(text))
                )
                    _seen.Enqueue(string.Join(' ', activity.TagObjects.Select(tag => tag.Value).OfType<string>()));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Statements so far, beside <see cref="OwnLooks"/>.</summary>
    public int Count => _seen.Count;

    /// <summary>What was sent, with what else the driver tells of it.</summary>
    public IReadOnlyList<string> Texts => [.. _seen];

    public void Dispose() => _listener.Dispose();

    static bool IsOwnLook(string text) => OwnLooks.Any(look => text.Contains(look, StringComparison.Ordinal));
}
