using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Log.Heads;

/// <summary>Applies stored events again.</summary>
/// <param name="states">States of the other logs that families ask for, as they are now.</param>
/// <param name="families">Families as they judge history.</param>
sealed class LogReplay(LogStates states, FamilyRegistry families)
{
    /// <summary>The state after the last event of a path.</summary>
    /// <param name="name">The log.</param>
    /// <param name="now">Its state now; null when there is none to say what its events need.</param>
    /// <param name="path">The events.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvariantBroken">An event was taken once and does not apply again.</exception>
    public async ValueTask<LogState> AfterAsync(LogName name, LogState? now, LogPath path, CancellationToken cancel)
    {
        var family = families[path.Family];
        var events = path.Events.Select(Decode).ToList();
        var state = path.Snapshot is { } snapshot ? family.Decode(name, snapshot) : null;
        var view = await ReplayView.ForAsync(states, family, state ?? now, events, cancel);
        foreach (var raw in state is null ? events : events.Skip(1))
        {
            if (family.Apply(state, raw, view) is not ApplyResult.Applied applied)
                throw new InvariantBroken($"event {raw.Cid} of log {name} was taken once and does not apply again");
            state = applied.State;
        }

        Invariant.Holds(state is not null);
        return state;
    }

    static RawEvent Decode(StoredEvent stored)
    {
        Invariant.Holds(EventDecoder.TryDecodeStored(stored.Blocks, out var raw));
        return raw;
    }
}
