using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Heads;

/// <summary>Earlier states of other logs that an event asks for; most ask for none.</summary>
static class LogVersions
{
    public static IReadOnlyDictionary<LogVersion, LogState> None { get; } = new Dictionary<LogVersion, LogState>();

    /// <summary>Reads those that are here.</summary>
    public static async ValueTask<IReadOnlyDictionary<LogVersion, LogState>> ReadAsync(
        LogStates states,
        ILogFamily family,
        LogState? before,
        IReadOnlyCollection<RawEvent> events,
        CancellationToken cancel
    )
    {
        var wanted = new HashSet<LogVersion>();
        family.CollectVersions(before, events, wanted);
        if (wanted.Count == 0)
            return None;
        var versions = new Dictionary<LogVersion, LogState>();
        foreach (var version in wanted)
            if (await states.AtAsync(version.Log, version.Commit, cancel) is { } state)
                versions.Add(version, state);
        return versions;
    }
}
