using ComposeServer.Conformance.Differential.Generation;

namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>What can be wrong about a field as such.</summary>
static class FieldMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.OfField(
            "a list without @list",
            (_, field) => field.Has("list"),
            (field, _) => field.Directives.RemoveAll(IsList)
        ),
        Mutation.OfField("@list on what is no list", Plain, (field, _) => field.Directives.Add("@list(maxLength: 3)")),
        Mutation.OfField(
            "a list of lists",
            (_, field) => field.Has("list"),
            (field, chance) => field.Type = chance.Of("[[Int]]", "[[Int!]!]!", "[[[Int]]]")
        ),
        Mutation.OfField(
            "an unknown type",
            Plain,
            (field, chance) =>
                field.Type = chance.Of(
                    "Nowhere",
                    "Strin",
                    "StreamId",
                    "Did",
                    "Nod",
                    "Int32",
                    "__Typ",
                    "String_",
                    "Floot"
                )
        ),
        Mutation.OfField(
            "a type of introspection",
            Plain,
            (field, chance) => field.Type = chance.Of("ModelAccountRelation", "IndexField", "Node")
        ),
        new("a near name of a type", NearName),
        Mutation.OfField(
            "an unknown directive",
            Any,
            (field, chance) => field.Directives.Add(chance.Of("@zap", "@String", "@docAccount", "@relation(from: 1)"))
        ),
        Mutation.OfField(
            "a directive of another place",
            Any,
            (field, chance) =>
                field.Directives.Add(
                    chance.Of(
                        "@createModel(description: \"d\")",
                        "@loadModel(id: \"k\")",
                        "@createIndex(fields: [])",
                        "@skip(if: true)",
                        "@specifiedBy(url: \"u\")"
                    )
                )
        ),
        Mutation.OfField(
            "a directive twice",
            (_, field) => field.Directives.Count > 0,
            (field, chance) => field.Directives.Add(chance.Of(field.Directives))
        ),
        Mutation.OfField(
            "a standard directive",
            Any,
            (field, chance) => field.Directives.Add(chance.Of("@deprecated", "@deprecated(reason: 1)"))
        ),
        new("a field twice", Twice),
        new("a field with the name of another", Renamed),
        Mutation.OfField(
            "@immutable in the wrong place",
            (type, _) => !type.IsCreated,
            (field, _) => field.Directives.Add("@immutable")
        ),
        Mutation.OfField(
            "@immutable on a view",
            (_, field) => field.IsView,
            (field, _) => field.Directives.Add("@immutable")
        ),
        Mutation.OfField("a reserved word for a name", Any, (field, _) => field.Name = "id"),
        Mutation.OfField(
            "an argument of an unknown type",
            Any,
            (field, chance) =>
                field.Arguments = chance.Of(
                    "(a: Nowhere)",
                    "(a: Int, a: Int)",
                    "(a: Int @zap)",
                    "(a: Int = {b: 1, b: 2})",
                    "()"
                )
        ),
        Mutation.OfField(
            "no type",
            Any,
            (field, chance) => field.Type = chance.Of("", "!", "[", "[]", "Int!!", "[Int", "123", "\"Int\"")
        ),
        Mutation.OfField(
            "no name",
            Any,
            (field, chance) => field.Name = chance.Of("", "1", "a-b", "a b", "@", "a.b", "$a")
        ),
    ];

    static bool Any(GeneratedType type, GeneratedField field) => true;

    static bool Plain(GeneratedType type, GeneratedField field) =>
        field is { IsList: false, IsView: false, Directives.Count: 0 };

    static bool IsList(string directive) => directive.StartsWith("@list", StringComparison.Ordinal);

    static bool NearName(GeneratedText text, Chance chance)
    {
        var field = chance.Any(text.Types.SelectMany(type => type.Fields.Where(field => Plain(type, field))));
        var name = chance.Of(text.Types).Name;
        if (field is null)
            return false;
        field.Type = chance.Of(
            name + "s",
            name.ToUpperInvariant() + "x",
            $"x{name}",
            name.Length > 2 ? name[1..] : name + "0"
        );
        return true;
    }

    static bool Twice(GeneratedText text, Chance chance)
    {
        var type = chance.Any(text.Types.Where(type => type.Fields.Count > 0));
        type?.Fields.Add(chance.Of(type.Fields).Copy());
        return type is not null;
    }

    static bool Renamed(GeneratedText text, Chance chance)
    {
        var type = chance.Any(text.Types.Where(type => type.Fields.Count > 1));
        if (type is not null)
            type.Fields[^1].Name = type.Fields[0].Name;
        return type is not null;
    }
}
