using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams.Conflict;

/// <summary>Which of two branches of a log wins. All nodes must agree on it (ceramic.md 5.3).</summary>
public static class ForkRule
{
    /// <summary>Judges two branches by what they hold after their last shared event.</summary>
    /// <param name="left">Events of one branch, oldest first; at least one.</param>
    /// <param name="right">Events of the other; none of them in the first.</param>
    /// <returns>True when the first wins.</returns>
    public static bool LeftWins(ReadOnlySpan<LogEntry> left, ReadOnlySpan<LogEntry> right)
    {
        Invariant.Holds(!left.IsEmpty && !right.IsEmpty);
        var (leftAnchor, rightAnchor) = (FirstAnchor(left), FirstAnchor(right));
        if (leftAnchor < 0 != rightAnchor < 0)
            return rightAnchor < 0;
        if (leftAnchor >= 0 && left[leftAnchor].TimestampSeconds != right[rightAnchor].TimestampSeconds)
            return TimeOf(left[leftAnchor]) < TimeOf(right[rightAnchor]);
        var (leftLength, rightLength) = (LengthToAnchor(left, leftAnchor), LengthToAnchor(right, rightAnchor));
        if (leftLength != rightLength)
            return leftLength > rightLength;
        return TieOrder.Instance.Compare(left[^1].Cid, right[^1].Cid) < 0;
    }

    /// <summary>Chooses among all branches of a log.</summary>
    /// <param name="branches">Each from the init event to its last event; none begins with another.</param>
    /// <returns>The index of the one that beats every other.</returns>
    /// <remarks>
    /// Branches of one fork are in a total order. Nested forks whose first anchors have equal times can beat each other in a circle;
    /// then the tie order decides on the events at the first anchor, so that the answer does not depend on who came first.
    /// </remarks>
    public static int Winner(IReadOnlyList<IReadOnlyList<LogEntry>> branches)
    {
        Invariant.Holds(branches.Count > 0);
        for (var candidate = 0; candidate < branches.Count; candidate++)
        {
            if (BeatsAll(branches, candidate))
                return candidate;
        }

        return FirstByTie(branches);
    }

    static bool BeatsAll(IReadOnlyList<IReadOnlyList<LogEntry>> branches, int candidate)
    {
        for (var other = 0; other < branches.Count; other++)
        {
            if (other == candidate)
                continue;
            var shared = SharedLength(branches[candidate], branches[other]);
            if (!LeftWins([.. branches[candidate].Skip(shared)], [.. branches[other].Skip(shared)]))
                return false;
        }

        return true;
    }

    /// <summary>Branches that share the deciding event are judged again among themselves; they are fewer, for their fork is later.</summary>
    static int FirstByTie(IReadOnlyList<IReadOnlyList<LogEntry>> branches)
    {
        var shared = branches.Skip(1).Min(branch => SharedLength(branches[0], branch));
        var deciding = branches.Select(branch => DecidingEntry(branch, shared)).ToList();
        var first = deciding.Min(TieOrder.Instance);
        int[] left = [.. Enumerable.Range(0, branches.Count).Where(index => deciding[index] == first)];
        Invariant.Holds(left.Length < branches.Count);
        return left[Winner([.. left.Select(index => branches[index])])];
    }

    static Cid DecidingEntry(IReadOnlyList<LogEntry> branch, int shared)
    {
        ReadOnlySpan<LogEntry> rest = [.. branch.Skip(shared)];
        var anchor = FirstAnchor(rest);
        return (anchor < 0 ? rest[^1] : rest[anchor]).Cid;
    }

    static int SharedLength(IReadOnlyList<LogEntry> left, IReadOnlyList<LogEntry> right)
    {
        var length = 0;
        while (length < left.Count && length < right.Count && left[length].Cid == right[length].Cid)
            length++;
        return length;
    }

    /// <summary>A time event whose time nobody verified orders nothing.</summary>
    static int FirstAnchor(ReadOnlySpan<LogEntry> entries)
    {
        for (var at = 0; at < entries.Length; at++)
        {
            if (entries[at] is { Kind: EventKind.Time, TimestampSeconds: not null })
                return at;
        }

        return -1;
    }

    static int LengthToAnchor(ReadOnlySpan<LogEntry> entries, int anchor) => anchor < 0 ? entries.Length : anchor + 1;

    static long TimeOf(LogEntry anchor)
    {
        Invariant.Holds(anchor.TimestampSeconds is not null);
        return anchor.TimestampSeconds.Value;
    }
}
