using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Fragments: where they are, what they are of, and whether they end.</summary>
static class FragmentMutations
{
    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        DocumentMutation.OfSet(
            "a fragment of a type that does not exist",
            (broken, type, set) =>
                Add(broken, type, set, broken.Chance.Of("Nowhere", $"{type}x", type[1..], "Querry", "string"))
        ),
        DocumentMutation.OfSet(
            "a fragment of a type without fields",
            (broken, type, set) =>
                Add(broken, type, set, broken.Chance.OneIn(3) ? "String" : broken.Any("scalar", "enum", "input").Name)
        ),
        DocumentMutation.OfSet(
            "a fragment of a type that the value cannot have",
            (broken, type, set) => Add(broken, type, set, broken.Any("type", "interface", "union").Name)
        ),
        DocumentMutation.OfSet(
            "a fragment of an object that the value is not",
            (broken, type, set) => Add(broken, type, set, broken.Any("type").Name)
        ),
        DocumentMutation.OfSet(
            "spread a fragment that does not exist",
            (_, type, set) => set.Add(BrokenDocument.Spread(type, "Nothing"))
        ),
        new("add a fragment that is not used", AddUnused),
        new("two fragments of one name", Double),
        DocumentMutation.OfSet("fragments in a circle", Circle),
    ];

    /// <summary>In line, or by a spread.</summary>
    static void Add(BrokenDocument broken, string parent, List<SelectionText> set, string condition)
    {
        if (broken.Chance.OneIn(2))
        {
            set.Add(BrokenDocument.Inline(parent, condition, [BrokenDocument.TypeName(condition)]));
            return;
        }

        var name = $"Added{broken.Document.Fragments.Count}";
        broken.Document.Fragments.Add(broken.Fragment(name, condition));
        set.Add(BrokenDocument.Spread(parent, name));
    }

    static bool AddUnused(BrokenDocument broken)
    {
        var type = broken.Any("type", "interface", "union").Name;
        var name = $"Unused{broken.Document.Fragments.Count}";
        broken.Document.Fragments.Add(broken.Fragment(name, type));
        if (broken.Chance.OneIn(3))
        {
            broken.Document.Fragments.Add(broken.Fragment($"{name}Too", type, BrokenDocument.Spread(type, name)));
        }

        return true;
    }

    static bool Double(BrokenDocument broken)
    {
        var first = broken.Chance.Any(broken.Document.Fragments);
        if (first is null)
        {
            AddUnused(broken);
            first = broken.Document.Fragments[^1];
        }

        broken.Document.Fragments.Add(broken.Fragment(first.Name!, first.Type));
        return true;
    }

    static void Circle(BrokenDocument broken, string type, List<SelectionText> set)
    {
        var length = broken.Chance.From(1, 3);
        for (var number = 0; number < length; number++)
        {
            var next = BrokenDocument.Spread(type, $"Circle{(number + 1) % length}");
            var fragment = broken.Fragment(
                $"Circle{number}",
                type,
                broken.Chance.OneIn(2) ? next : BrokenDocument.Inline(type, null, [next])
            );
            if (broken.Chance.OneIn(4))
                fragment.Selections.Add(BrokenDocument.Spread(type, $"Circle{broken.Chance.Below(length)}"));
            broken.Document.Fragments.Add(fragment);
        }

        set.Add(BrokenDocument.Spread(type, "Circle0"));
    }
}
