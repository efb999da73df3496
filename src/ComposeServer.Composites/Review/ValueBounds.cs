using System.Globalization;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>The smallest and largest that values may be: numbers themselves, lengths of texts, numbers of items.</summary>
/// <param name="Values">By the word of JSON Schema.</param>
sealed record ValueBounds(IReadOnlyDictionary<string, double> Values)
{
    static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
    static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

    /// <summary>The words.</summary>
    public static IReadOnlySet<string> Names { get; } = Lower.Concat(Upper).ToHashSet(StringComparer.Ordinal);

    public static ValueBounds Of(IpldMap schema) =>
        new(
            schema
                .Entries.Where(entry => Names.Contains(entry.Key))
                .Select(entry => (entry.Key, Number: NumberOf(entry.Value)))
                .Where(entry => entry.Number is not null)
                .ToDictionary(entry => entry.Key, entry => entry.Number!.Value, StringComparer.Ordinal)
        );

    /// <summary>Each bound that differs: whether fewer values are allowed than before, and what it was and is.</summary>
    public static IEnumerable<(bool IsNarrower, string Text)> Compare(ValueBounds before, ValueBounds after)
    {
        foreach (var name in Lower.Concat(Upper))
        {
            var (was, now) = (before.Find(name), after.Find(name));
            if (was == now)
                continue;
            // A bound that is not there forbids nothing.
            var isNarrower = now is not null && (was is null || (Lower.Contains(name) ? now > was : now < was));
            yield return (isNarrower, $"{name} {Text(was)}, now {Text(now)}");
        }
    }

    double? Find(string name) => Values.TryGetValue(name, out var value) ? value : null;

    static string Text(double? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "none";

    static double? NumberOf(IpldValue value) =>
        value switch
        {
            IpldInteger integer => (double)integer.Value,
            IpldFloat number => number.Value,
            _ => null,
        };
}
