using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Fields: whether they exist, what is selected of them, and whether they can be merged.</summary>
static class FieldMutations
{
    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        DocumentMutation.OfSelection(
            "a misspelled field",
            (_, one) => one is { IsField: true, Name.Length: > 1 },
            (broken, one) => one.Name = Misspelled(broken, one.Name!)
        ),
        DocumentMutation.OfSet("a field of another type", AddForeign),
        DocumentMutation.OfSelection(
            "a selection of what has no fields",
            (_, one) => one is { IsField: true, Selections: null },
            (broken, one) =>
                one.Selections = broken.Chance.OneIn(3)
                    ? []
                    : [BrokenDocument.TypeName(TypeText.Named(one.Field!.Type!))]
        ),
        DocumentMutation.OfSelection(
            "no selection of what has fields",
            (_, one) => one is { IsField: true, Selections: not null },
            (_, one) => one.Selections = null
        ),
        DocumentMutation.OfSet("two fields under one key", AddConflict),
        DocumentMutation.OfSelection(
            "one key for many",
            (_, one) => one.IsField,
            (broken, one) =>
            {
                foreach (
                    var other in broken.Document.Selections.Where(other => other.IsField && broken.Chance.OneIn(3))
                )
                    other.Alias = "same";
                one.Alias = "same";
            }
        ),
        DocumentMutation.OfSelection(
            "one field with other arguments",
            (_, one) => one is { IsField: true, Field.Arguments.Count: > 0 },
            AddOtherArguments
        ),
    ];

    public static string Misspelled(BrokenDocument broken, string name) =>
        broken.Chance.Below(4) switch
        {
            0 => $"{name}s",
            1 => name[1..] is { } rest && char.IsAsciiLetter(rest[0]) ? rest : $"x{name}",
            2 => $"{name[..^1]}q",
            _ => "unknownField",
        };

    /// <summary>A field that other types have, so that a fragment is suggested.</summary>
    static void AddForeign(BrokenDocument broken, string type, List<SelectionText> set)
    {
        var other = broken.Any("type", "interface").Name;
        var field = broken.Chance.Of(broken.Schema.MembersOf(other));
        set.Add(BrokenDocument.Field(type, field.Name));
        if (broken.Schema.IsComposite(field.Type!))
            set[^1].Selections = [BrokenDocument.TypeName(field.Type!)];
    }

    static void AddConflict(BrokenDocument broken, string type, List<SelectionText> set)
    {
        var own = broken.Schema.MembersOf(type).Where(field => field.Type is not null).ToList();
        var inner = broken.Schema.PossibleTypes(type);
        foreach (var key in new[] { "x", "y" }[..broken.Chance.From(1, 2)])
        {
            for (var count = broken.Chance.From(2, 3); count > 0; count--)
            {
                var selection =
                    own.Count > 0 && broken.Chance.OneIn(2)
                        ? Whole(broken, type, broken.Chance.Of(own), key)
                        : BrokenDocument.Field(type, "__typename", key);
                set.Add(
                    inner.Count > 0 && broken.Chance.OneIn(3)
                        ? BrokenDocument.Inline(type, broken.Chance.Of(inner), [selection])
                        : selection
                );
            }
        }
    }

    /// <summary>A field with a selection that may be in conflict with another of its kind.</summary>
    static SelectionText Whole(BrokenDocument broken, string parent, MemberText field, string key)
    {
        var selection = BrokenDocument.Field(parent, field.Name, key);
        if (!broken.Schema.IsComposite(field.Type!))
            return selection;
        var type = TypeText.Named(field.Type!);
        var leaves = broken
            .Schema.MembersOf(type)
            .Where(one => one.Type is not null && !broken.Schema.IsComposite(one.Type));
        string[] names = ["__typename", .. leaves.Select(one => one.Name)];
        selection.Selections =
        [
            BrokenDocument.Field(type, broken.Chance.Of(names), "z"),
            BrokenDocument.Field(type, broken.Chance.Of(names), broken.Chance.Of("z", "w")),
        ];
        return selection;
    }

    static void AddOtherArguments(BrokenDocument broken, SelectionText one)
    {
        var argument = broken.Chance.Of(one.Field!.Arguments);
        var twin = new SelectionText
        {
            Parent = one.Parent,
            Field = one.Field,
            Name = one.Name,
            Alias = one.Alias,
            Arguments =
            [
                .. one.Arguments.Where(given => given.Name != argument.Name),
                (argument.Name, new Literals(broken.Schema, broken.Chance).Of(argument.Type!)),
            ],
            Selections = one.Selections,
        };
        var home = broken
            .Document.Parts.Select(part => part.Selections)
            .Concat(broken.Document.Selections.Select(other => other.Selections).OfType<List<SelectionText>>())
            .First(list => list.Contains(one));
        home.Add(twin);
    }
}
