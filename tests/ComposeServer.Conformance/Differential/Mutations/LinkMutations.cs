using ComposeServer.Conformance.Differential.Generation;

namespace ComposeServer.Conformance.Differential.Mutations;

/// <summary>What can be wrong about relations and views.</summary>
static class LinkMutations
{
    static readonly string[] Directives =
    [
        "@accountReference",
        "@documentReference(model: \"Node\")",
        "@documentAccount",
        "@documentVersion",
        "@relationDocument(property: \"p\")",
        "@relationFrom(property: \"p\")",
        "@relationCountFrom(model: \"Node\", property: \"p\")",
        "@relationSetFrom(property: \"p\")",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Mutation.OfField(
            "a link on another type",
            (type, field) => type.IsModel && !field.IsView,
            (field, chance) => field.Directives.Insert(chance.Below(field.Directives.Count + 1), chance.Of(Directives))
        ),
        Mutation.OfField(
            "two links",
            (_, field) => field.IsView || field.Has("documentReference") || field.Has("accountReference"),
            (field, chance) => field.Directives.Insert(chance.Below(field.Directives.Count + 1), chance.Of(Directives))
        ),
        Mutation.OfField(
            "a view of another type",
            (_, field) => field.IsView,
            (field, chance) =>
                field.Type = chance.Of(
                    "Int",
                    "DID",
                    "CommitID",
                    "Node",
                    "[Node]",
                    "Float",
                    "[DID]",
                    $"[{field.Type}]",
                    $"{field.Type.Trim('[', ']', '!')}"
                )
        ),
        Mutation.OfField("a link without an argument", HasLinkArgument, (field, _) => Rewrite(field, @"\(.*\)$", "")),
        Mutation.OfField(
            "a link with an argument of another type",
            HasLinkArgument,
            (field, chance) =>
                Rewrite(field, "\"[^\"]*\"", chance.Of("1", "null", "NAME", "true", "[\"a\"]", "{a: \"b\"}"))
        ),
        Mutation.OfField(
            "a link with an unknown argument",
            HasLinkArgument,
            (field, chance) => Rewrite(field, "property|model", chance.Of("propery", "modle", "field", "Model"))
        ),
        Mutation.OfField(
            "a link with another argument too",
            HasLinkArgument,
            (field, chance) => Rewrite(field, @"\)$", chance.Of(", property: \"p\")", ", model: \"Node\")", ", to: 1)"))
        ),
        Mutation.OfField(
            "a property that is missing",
            (_, field) => field.Has("relationDocument"),
            (field, _) => Rewrite(field, "property: \"[^\"]*\"", "property: \"absent\"")
        ),
        Mutation.OfField(
            "a model that is missing",
            (_, field) => field.Has("documentReference") || field.Has("relationCountFrom"),
            (field, _) => Rewrite(field, "model: \"[^\"]*\"", "model: \"Absent\"")
        ),
        Mutation.OfField(
            "a count of any model",
            (_, field) => field.Has("relationCountFrom"),
            (field, _) => Rewrite(field, "model: \"[^\"]*\"", "model: \"Node\"")
        ),
        Mutation.OfField(
            "documents of any model",
            (_, field) => field.Has("relationFrom"),
            (field, chance) => field.Type = chance.Of("[Node]", "[Node]!", "[Node!]", "Node")
        ),
        Mutation.OfField(
            "items that are never null",
            (_, field) => field.Has("relationFrom"),
            (field, _) => field.Type = field.Type.Replace("]", "!]", StringComparison.Ordinal)
        ),
        new("a relation to another type", ToAnother),
        new("a relation to itself", ToItself),
        new("two models that need each other", Circle),
        Mutation.AddField(
            "an embedded model",
            type => type.IsModel || type.IsEmbedded,
            (_, text, chance) =>
                chance.Any(text.Types.Where(one => one.IsModel)) is { } model ? Content(model, chance) : null
        ),
        Mutation.AddField(
            "a view of an embedded type",
            type => type.IsEmbedded,
            (_, _, chance) => new("seen", chance.Of("DID", "Node"), chance.Of(Directives))
        ),
        Mutation.AddField(
            "a set view of what is no set",
            type => type.IsModel,
            (_, text, chance) =>
                chance.Any(text.Types.Where(one => one.IsModel)) is { } model
                    ? new("seen", model.Name, "@relationSetFrom(property: \"p\")")
                    : null
        ),
        Mutation.AddField(
            "a view of an embedded type's documents",
            type => type.IsModel,
            (_, text, chance) =>
                chance.Any(text.Types.Where(one => one.IsEmbedded || one.IsEnum)) is { } type
                    ? new("seen", chance.Of($"[{type.Name}]", type.Name), chance.Of(Directives))
                    : null
        ),
    ];

    static GeneratedField Content(GeneratedType model, Chance chance) =>
        chance.OneIn(2) ? new("inner", model.Name) : new("inner", $"[{model.Name}]", "@list(maxLength: 2)");

    static bool HasLinkArgument(GeneratedType type, GeneratedField field) =>
        field.Directives.Exists(IsLinkWithArgument);

    static bool IsLinkWithArgument(string written) =>
        written.StartsWith("@relation", StringComparison.Ordinal)
        || written.StartsWith("@documentReference", StringComparison.Ordinal);

    static void Rewrite(GeneratedField field, string pattern, string replacement)
    {
        var name = field.Directives.Find(IsLinkWithArgument)!.Split('(')[0][1..];
        Mutation.Rewrite(field.Directives, name, pattern, replacement);
    }

    static bool ToAnother(GeneratedText text, Chance chance)
    {
        var field = chance.Any(text.Types.SelectMany(type => type.Fields.Where(one => one.Has("documentReference"))));
        if (field is not null)
            Rewrite(field, "\"[^\"]*\"", $"\"{chance.Of(text.Types).Name}\"");
        return field is not null;
    }

    static bool ToItself(GeneratedText text, Chance chance)
    {
        var type = chance.Any(text.Types.Where(type => type.IsCreated));
        type?.Fields.Add(new("self", "StreamID", $"@documentReference(model: \"{type.Name}\")"));
        return type is not null;
    }

    /// <summary>Rings of two or three, through relations and, for interfaces, through views.</summary>
    static bool Circle(GeneratedText text, Chance chance)
    {
        var types = chance.Some([.. text.Types.Where(type => type.IsCreated)], 3).ToList();
        if (types.Count < 2)
            return false;
        chance.Shuffle(types);
        for (var at = 0; at < types.Count; at++)
        {
            var next = types[(at + 1) % types.Count].Name;
            types[at]
                .Fields.Add(
                    types[at].IsInterface && chance.OneIn(2)
                        ? new($"ring{at}", $"[{next}]", "@relationFrom(property: \"p\")")
                        : new($"ring{at}", "StreamID", $"@documentReference(model: \"{next}\")")
                );
        }
        return true;
    }
}
