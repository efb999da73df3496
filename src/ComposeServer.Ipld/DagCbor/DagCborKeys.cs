using System.Text;

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

    /// <summary>True if these distinct keys are in canonical order.</summary>
    public static bool AreInOrder(ReadOnlySpan<KeyValuePair<string, IpldValue>> entries)
    {
        var previousLength = -1;
        for (var i = 0; i < entries.Length; i++)
        {
            var length = Encoding.UTF8.GetByteCount(entries[i].Key);
            if (length < previousLength)
                return false;
            if (length == previousLength && CompareUtf8(entries[i - 1].Key, entries[i].Key) > 0)
                return false;
            previousLength = length;
        }

        return true;
    }

    /// <summary>UTF-16 puts surrogates before U+E000…U+FFFF; UTF-8 puts what they stand for behind.</summary>
    static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
