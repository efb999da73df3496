namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>Which members or items of one value have been looked at by a schema that accepted them, by position.</summary>
/// <remarks>Exists only under a schema that has <c>unevaluatedProperties</c> or <c>unevaluatedItems</c>.</remarks>
sealed class EvaluatedMarks(int count)
{
    readonly ulong[] bits = new ulong[(count + 63) / 64];
    bool all;

    public bool this[int at] => all || (bits[at >> 6] & (1UL << at)) != 0;

    /// <summary>Items at the front that have been looked at, as ajv counts them.</summary>
    public int Prefix { get; private set; }

    public bool IsAll => all;

    public void Mark(int at) => bits[at >> 6] |= 1UL << at;

    public void MarkPrefix(int length)
    {
        Prefix = Math.Max(Prefix, length);
        for (var i = 0; i < Math.Min(length, count); i++)
            Mark(i);
    }

    public void MarkAll() => all = true;

    /// <summary>Empty marks for the same value.</summary>
    public EvaluatedMarks Fresh() => new(count);

    public void Add(EvaluatedMarks other)
    {
        all |= other.all;
        Prefix = Math.Max(Prefix, other.Prefix);
        for (var i = 0; i < bits.Length; i++)
            bits[i] |= other.bits[i];
    }
}
