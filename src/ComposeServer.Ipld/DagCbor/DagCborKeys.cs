namespace ComposeServer.Ipld.DagCbor;

/// <summary>The canonical order of map keys: shorter encoded keys first, then bytewise.</summary>
static class DagCborKeys
{
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    /// <summary>Bytewise order of the UTF-8 forms, found on UTF-16 without making them.</summary>
    public static int CompareUtf8(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        return Rank(left[same]).CompareTo(Rank(right[same]));
    }

    /// <summary>UTF-16 puts surrogates before U+E000…U+FFFF; UTF-8 puts what they stand for behind.</summary>
    static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
