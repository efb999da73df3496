using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Intake;

/// <summary>What becomes of a log that forks.</summary>
static class Forks
{
    /// <summary>The tip: the last event of the branch that the family chooses.</summary>
    public static StoredEntry Choose(ILogFamily family, Branches branches)
    {
        var leaves = branches.ToLeaves();
        var chosen = leaves.Count == 1 ? 0 : family.ChooseBranch([.. leaves.Select(ToLogEntries)]);
        return leaves[chosen][^1];
    }

    /// <summary>A flood of events on one parent is refused before their signatures are looked at.</summary>
    public static Refusal TooMany(Cid prev, int limit) =>
        new(RefusalCode.TooManyForks, $"{limit} events build on {prev} already, limit {limit}");

    static IReadOnlyList<LogEntry> ToLogEntries(IReadOnlyList<StoredEntry> branch) =>
        [.. branch.Select(entry => entry.ToLogEntry())];
}
