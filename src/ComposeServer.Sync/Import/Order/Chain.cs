using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Sync.Import.Blocks;

namespace ComposeServer.Sync.Import.Order;

/// <summary>Events of one log in causal order.</summary>
/// <param name="log">Its init event, as far as is known.</param>
/// <param name="events">At least one.</param>
sealed class Chain(Cid log, IReadOnlyList<ArrivedEvent> events)
{
    public Cid Log => log;

    public IReadOnlyList<ArrivedEvent> Events => events;

    public long SizeBytes => events.Sum(one => one.SizeBytes);

    /// <summary>Chains of one log, one after the other.</summary>
    public static IReadOnlyList<Chain> Merge(IEnumerable<Chain> chains) =>
        [
            .. chains
                .GroupBy(chain => chain.Log)
                .Select(same => new Chain(same.Key, [.. same.SelectMany(chain => chain.Events)])),
        ];

    /// <summary>True when it begins a model, which documents of the same batch may need.</summary>
    public bool IsModel => events[0].Links.IsModel;

    /// <summary>The event that names the log when it begins one.</summary>
    public Cid First => events[0].Cid;

    /// <summary>Interfaces that the model needs.</summary>
    public IReadOnlyList<Cid> Interfaces => events[0].Links.Interfaces;
}

/// <summary>An event and what became of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Evidence">What stood behind it, of a time event that was handed over.</param>
sealed record HandedOver(ArrivedEvent Event, Log.Intake.Outcome Outcome, TimeEvidence? Evidence = null);
