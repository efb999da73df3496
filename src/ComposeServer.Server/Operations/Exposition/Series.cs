namespace ComposeServer.Server.Operations.Exposition;

/// <summary>The numbers of a metric for one set of labels. Any thread may add.</summary>
/// <param name="labels">As they stand in the text.</param>
/// <param name="bounds">Of a histogram's buckets; null for other kinds.</param>
sealed class Series(string labels, double[]? bounds)
{
    readonly long[] _buckets = bounds is null ? [] : new long[bounds.Length + 1];
    double _value;
    long _round;

    /// <summary>As they stand in the text.</summary>
    public string Labels => labels;

    /// <summary>The number; of a histogram the sum of all numbers.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>The round of questions in which it was last answered; for what is asked and not told.</summary>
    public long Round => _round;

    /// <summary>Adds to the number.</summary>
    public void Add(double change)
    {
        double before;
        double seen = Volatile.Read(ref _value);
        do
        {
            before = seen;
            seen = Interlocked.CompareExchange(ref _value, before + change, before);
        } while (BitConverter.DoubleToInt64Bits(seen) != BitConverter.DoubleToInt64Bits(before));
    }

    /// <summary>Sets the number.</summary>
    public void Set(double value) => Volatile.Write(ref _value, value);

    /// <summary>Sets the number in a round; several who answer alike in one round are added up.</summary>
    public void Answer(double value, long round)
    {
        Volatile.Write(ref _value, _round == round ? _value + value : value);
        _round = round;
    }

    /// <summary>Sorts a number into its bucket.</summary>
    public void Observe(double value)
    {
        var bucket = 0;
        while (bucket < bounds!.Length && value > bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _buckets[bucket]);
        Add(value);
    }

    /// <summary>How many numbers are in each bucket and those below; the last is all of them.</summary>
    public long[] Cumulative()
    {
        var counts = new long[_buckets.Length];
        long below = 0;
        for (var i = 0; i < counts.Length; i++)
            counts[i] = below += Interlocked.Read(ref _buckets[i]);
        return counts;
    }
}
