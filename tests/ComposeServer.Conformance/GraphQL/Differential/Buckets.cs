using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Counts what cases had in them: a generator that leaves something out proves nothing about it.</summary>
sealed class Buckets
{
    readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public void Count(string bucket) => counts[bucket] = counts.GetValueOrDefault(bucket) + 1;

    public void Count(IEnumerable<string> buckets)
    {
        foreach (var bucket in buckets)
            Count(bucket);
    }

    /// <summary>Says what was counted, and fails when something wanted came too seldom.</summary>
    /// <param name="least">How often it has to come; see <see cref="CaseCount.Wanted"/>.</param>
    /// <param name="wanted">The buckets.</param>
    public void AssertFilled(int least, params IEnumerable<string> wanted)
    {
        StandardOutput.WriteLine($"  {string.Join(", ", counts.Select(one => $"{one.Key} {one.Value}"))}");
        Assert.Empty(
            wanted
                .Where(bucket => counts.GetValueOrDefault(bucket) < CaseCount.Wanted(least))
                .Select(bucket => $"{bucket}: {counts.GetValueOrDefault(bucket)}")
        );
    }
}
