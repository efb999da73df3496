namespace ComposeServer.Fuzz.Mutation;

/// <summary>Inputs worth changing: the seeds, and those that reached something new.</summary>
sealed class Corpus(IEnumerable<byte[]> seeds)
{
    /// <summary>Larger ones are slow to change and rarely tell more.</summary>
    const int EntryBytesMax = 1 << 17;

    const int EntriesMax = 20_000;
    const int Recent = 32;

    readonly List<byte[]> _entries = [.. seeds];

    /// <summary>Number of inputs.</summary>
    public int Count => _entries.Count;

    public IReadOnlyList<byte[]> Entries => _entries;

    public void Add(byte[] input)
    {
        if (input.Length <= EntryBytesMax && _entries.Count < EntriesMax)
            _entries.Add(input);
    }

    /// <summary>One of the newest half of the time.</summary>
    public byte[] Pick(Random chance) =>
        chance.Next(2) == 0
            ? _entries[chance.Next(int.Max(0, _entries.Count - Recent), _entries.Count)]
            : _entries[chance.Next(_entries.Count)];
}
