using ComposeServer.Ipld;

namespace ComposeServer.Streams.Conflict;

/// <summary>
/// The order that settles ties between forks: a CID's bytes printed as decimal numbers with commas between, compared as text. The JS
/// node does so by comparing byte arrays with a relational operator; comparing bytes would choose other winners, so all nodes must
/// (ceramic.md 5.3 rule 4). Byte 9 stands after byte 10 here.
/// </summary>
sealed class TieOrder : IComparer<Cid>
{
    const int PrintedMax = 4;

    public static TieOrder Instance { get; } = new();

    public int Compare(Cid left, Cid right)
    {
        var shared = left.Bytes.CommonPrefixLength(right.Bytes);
        if (shared == left.Bytes.Length || shared == right.Bytes.Length)
            return left.Bytes.Length.CompareTo(right.Bytes.Length);
        Span<char> first = stackalloc char[PrintedMax];
        Span<char> second = stackalloc char[PrintedMax];
        // What follows the first difference counts only if one number begins with the other, and then the comma or the end decides.
        return Print(left.Bytes[shared..], first).SequenceCompareTo(Print(right.Bytes[shared..], second));
    }

    /// <summary>The first number, with the comma behind it if more follow.</summary>
    static ReadOnlySpan<char> Print(ReadOnlySpan<byte> bytes, Span<char> target)
    {
        bytes[0].TryFormat(target, out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
        if (bytes.Length > 1)
            target[written++] = ',';
        return target[..written];
    }
}
