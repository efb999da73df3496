using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Tests.Simulation;

/// <summary>A log that others wrote, and what must come of it in whatever order it arrives.</summary>
/// <param name="Name">The log.</param>
/// <param name="Events">All its events, on all branches.</param>
/// <param name="Good">Those that the log must hold when all have arrived; the others it must not hold.</param>
/// <param name="Tip">The tip by the rule of the family alone.</param>
sealed record History(LogName Name, IReadOnlyList<EventBlocks> Events, IReadOnlyList<Cid> Good, Cid Tip)
{
    public IEnumerable<Cid> Bad => Events.Select(blocks => blocks.Event.Cid).Except(Good);
}
