namespace ComposeServer.Json.Schema.Patterns;

/// <summary>Sorts code points into as few classes as the sets of one pattern can tell apart.</summary>
sealed class CodePointClasses
{
    const int CellsMax = 1_000_000;

    readonly byte[] ascii = new byte[128];
    readonly int[] starts;
    readonly int[] classes;

    CodePointClasses(int[] starts, int[] classes, int count)
    {
        this.starts = starts;
        this.classes = classes;
        Count = count;
        for (var c = 0; c < ascii.Length; c++)
            ascii[c] = (byte)Find(c);
    }

    public int Count { get; }

    /// <summary>One class per code point below 128, for the fast loop.</summary>
    public ReadOnlySpan<byte> Ascii => ascii;

    /// <param name="sets">The sets of the pattern.</param>
    /// <param name="classesMax">At most 256.</param>
    /// <param name="classes">The partition.</param>
    /// <param name="members">For each set and class: whether the class lies in the set.</param>
    /// <returns>False when more classes would be needed.</returns>
    public static bool TryMake(
        IReadOnlyList<CodePointSet> sets,
        int classesMax,
        out CodePointClasses classes,
        out bool[][] members
    )
    {
        var starts = sets.SelectMany(set => set.Ranges)
            .SelectMany(range => new[] { range.From, range.To + 1 })
            .Append(0)
            .Where(start => start <= 0x10FFFF)
            .Distinct()
            .Order()
            .ToArray();
        members = [];
        classes = null!;
        if ((long)starts.Length * sets.Count > CellsMax)
            return false;
        var inside = sets.Select(set => Inside(set, starts)).ToArray();
        var bySignature = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofStart = new int[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            var signature = string.Concat(inside.Select(set => set[i] ? '1' : '0'));
            if (!bySignature.TryGetValue(signature, out ofStart[i]))
                bySignature[signature] = ofStart[i] = bySignature.Count;
        }
        if (bySignature.Count > classesMax)
            return false;
        classes = new(starts, ofStart, bySignature.Count);
        members = Array.ConvertAll(inside, _ => new bool[bySignature.Count]);
        for (var set = 0; set < inside.Length; set++)
        {
            for (var i = 0; i < starts.Length; i++)
                members[set][ofStart[i]] = inside[set][i];
        }
        return true;
    }

    public int Find(int codePoint)
    {
        var at = Array.BinarySearch(starts, codePoint);
        return classes[at >= 0 ? at : ~at - 1];
    }

    /// <summary>Whether each interval lies in the set; both are sorted.</summary>
    static bool[] Inside(CodePointSet set, int[] starts)
    {
        var inside = new bool[starts.Length];
        var next = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            while (next < set.Ranges.Count && set.Ranges[next].To < starts[i])
                next++;
            inside[i] = next < set.Ranges.Count && set.Ranges[next].From <= starts[i];
        }
        return inside;
    }
}
