namespace ComposeServer.GraphQL.Types;

/// <summary>"Did you mean" hints, with the distances, order and wording of the reference implementation.</summary>
public static class Suggestion
{
    const int SuggestionsMax = 5;

    /// <summary>The options close to <paramref name="input"/>, nearest first.</summary>
    public static IReadOnlyList<string> Near(string input, IEnumerable<string> options)
    {
        var threshold = (int)Math.Floor(input.Length * 0.4) + 1;
        var distance = new LexicalDistance(input);
        var found = new List<(int Distance, string Option)>();
        foreach (var option in options.Distinct(StringComparer.Ordinal))
        {
            if (distance.Measure(option, threshold) is { } measured)
            {
                found.Add((measured, option));
            }
        }

        return [.. found.OrderBy(f => f.Distance).ThenBy(f => f.Option, NaturalOrder.Instance).Select(f => f.Option)];
    }

    /// <summary>The sentence for a list of suggestions: <c> Did you mean "a" or "b"?</c></summary>
    /// <returns>Empty without suggestions, otherwise starting with a space.</returns>
    public static string Hint(string? what, IReadOnlyList<string> suggestions)
    {
        if (suggestions.Count == 0)
        {
            return "";
        }

        var start = what is null ? " Did you mean " : $" Did you mean {what} ";
        var quoted = suggestions.Take(SuggestionsMax).Select(s => $"\"{s}\"").ToArray();
        return quoted.Length switch
        {
            1 => $"{start}{quoted[0]}?",
            2 => $"{start}{quoted[0]} or {quoted[1]}?",
            _ => $"{start}{string.Join(", ", quoted[..^1])}, or {quoted[^1]}?",
        };
    }

    /// <summary>As <see cref="Hint(string?, IReadOnlyList{string})"/> without a word for what is suggested.</summary>
    public static string Hint(IReadOnlyList<string> suggestions) => Hint(what: null, suggestions);
}
