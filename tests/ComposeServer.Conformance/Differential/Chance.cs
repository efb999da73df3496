using System.Globalization;

namespace ComposeServer.Conformance.Differential;

/// <summary>Seeded chance: what one seed makes is made again by it.</summary>
sealed class Chance(int seed)
{
    /// <summary>Environment variable: another seed for the whole run than the usual one.</summary>
    public const string Variable = "COMPOSESERVER_SEED";

    readonly Random _random = new(seed);

    /// <summary>The seed of the run.</summary>
    public static int RunSeed { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : 20_260_101;

    /// <summary>The chance of one numbered case of the run, which does not depend on the cases before it.</summary>
    public static Chance ForCase(int number) => new(unchecked((RunSeed * 1_000_003) + number));

    /// <summary>True once in <paramref name="times"/> times.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => _random.Next(end);

    /// <summary>A number with both ends included.</summary>
    public int From(int least, int most) => _random.Next(least, most + 1);

    public T Of<T>(params IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    /// <summary>One of a list, or nothing of an empty one.</summary>
    public T? Any<T>(IEnumerable<T> items)
        where T : class => items.ToArray() is { Length: > 0 } list ? Of(list) : null;

    /// <summary>At most so many of a list, in its order.</summary>
    public IReadOnlyList<T> Some<T>(IReadOnlyList<T> list, int most)
    {
        var picks = Enumerable.Range(0, list.Count).ToArray();
        _random.Shuffle(picks);
        return [.. picks.Take(_random.Next(most + 1)).Order().Select(at => list[at])];
    }

    public void Shuffle<T>(List<T> list) =>
        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
}
