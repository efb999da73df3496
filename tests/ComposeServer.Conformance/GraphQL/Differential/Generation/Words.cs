using ComposeServer.Conformance.Differential;

namespace ComposeServer.Conformance.GraphQL.Differential.Generation;

/// <summary>Names that are like each other now and then, so that something is suggested for a wrong one.</summary>
sealed class Words(Chance chance)
{
    static readonly string[] OfTypes =
    [
        "Person",
        "Persona",
        "Post",
        "Pet",
        "Dog",
        "Dot",
        "Shape",
        "Circle",
        "Event",
        "Item",
        "Node",
        "Named",
        "Filter",
        "Point",
        "Color",
        "Mood",
        "_Hidden",
    ];
    static readonly string[] OfFields =
    [
        "id",
        "name",
        "names",
        "nick",
        "size",
        "mood",
        "owner",
        "friends",
        "tags",
        "score",
        "text",
        "count",
        "first",
        "date",
        "link",
        "parent",
        "on",
        "type",
        "fragment",
        "query",
        "input",
        "_private",
    ];
    static readonly string[] OfValues = ["RED", "REED", "GREEN", "BLUE", "on", "fragment", "_X", "low", "High"];
    static readonly string?[] OfDescriptions =
    [
        "\"A short one.\"",
        "\"\"\"A block\n  with an indented line and \\\"\"\" inside\"\"\"",
        "\"quotes \\\" and \\\\ é😀\"",
        "\"\"",
        "\"\"\"\n\n   leading\n\"\"\"",
    ];

    readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>A name that no type and no directive has yet.</summary>
    public string Type()
    {
        var word = chance.Of(OfTypes);
        var name = word;
        for (var number = 2; !taken.Add(name); number++)
            name = $"{word}{number}";
        return name;
    }

    /// <summary>Different names of fields or arguments.</summary>
    public IEnumerable<string> Fields(int least, int most) => Different(OfFields, least, most);

    public IEnumerable<string> Values(int least, int most) => Different(OfValues, least, most);

    public string? Description() => chance.OneIn(4) ? chance.Of(OfDescriptions) : null;

    List<string> Different(string[] words, int least, int most)
    {
        List<string> all = [.. words];
        chance.Shuffle(all);
        return all[..chance.From(least, most)];
    }
}
