using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>Reads the JSON Schema of a model's content, its definitions followed.</summary>
/// <param name="root">The whole schema.</param>
/// <param name="shared">Names of types that models share.</param>
sealed class SchemaReading(IpldMap root, IReadOnlySet<string> shared)
{
    /// <summary>Values that are read; definitions that refer to others twice and again would grow without end.</summary>
    const int ValuesMax = 20_000;

    const string DefinitionPrefix = "#/$defs/";

    /// <summary>Members that are compared on their own, or that change nothing.</summary>
    static readonly HashSet<string> Told = new(StringComparer.Ordinal)
    {
        "type",
        "title",
        "description",
        "default",
        "enum",
        "properties",
        "required",
        "items",
        "additionalProperties",
        "$defs",
        "$schema",
    };

    readonly HashSet<string> path = new(StringComparer.Ordinal);
    int values;

    /// <summary>What a document of the model holds.</summary>
    /// <exception cref="CompositeException"><c>MODEL_UNUSABLE</c>: the schema refers to itself, or is too large.</exception>
    public ReviewedObject Read() => ReadObject(root);

    ReviewedObject ReadObject(IpldMap schema)
    {
        if (!schema.TryGet<IpldMap>("properties", out var properties))
            return ReviewedObject.Empty;
        var required = schema.TryGet<IpldList>("required", out var list) ? Texts(list) : [];
        return new(
            new(
                properties.Entries.Select(property =>
                    KeyValuePair.Create(
                        property.Key,
                        new ReviewedField(ReadValue(property.Value), required.Contains(property.Key))
                    )
                )
            )
        );
    }

    ReviewedValue ReadValue(IpldValue value)
    {
        if (++values > ValuesMax)
            throw Unusable($"The schema has more than {ValuesMax} values");
        var schema = value as IpldMap ?? IpldMap.Empty;
        var target = Text(schema, "$ref");
        if (!TryResolve(target, out var definition))
            return ReadPlain(schema);
        if (!path.Add(target))
            throw Unusable($"The definition {target} refers to itself");
        var read = ReadPlain(definition);
        path.Remove(target);
        return read;
    }

    ReviewedValue ReadPlain(IpldMap schema)
    {
        var title = Text(schema, "title");
        var type = Text(schema, "type");
        var kind =
            schema.Has("enum") ? "enum"
            : type == "array" ? "list"
            : type == "object" ? "object"
            : title.Length > 0 ? title
            : type;
        var rules = schema.Entries.Where(entry => !Told.Contains(entry.Key) && !ValueBounds.Names.Contains(entry.Key));
        var value = new ReviewedValue(kind, ValueBounds.Of(schema), IpldMap.From(rules));
        return kind switch
        {
            "enum" => value with
            {
                TypeName = NameOf(title),
                EnumValues = schema.TryGet<IpldList>("enum", out var list) ? Texts(list) : [],
            },
            "object" => value with { TypeName = NameOf(title), Fields = ReadObject(schema) },
            "list" => value with { Item = ReadValue(schema.TryGet("items", out var items) ? items : IpldMap.Empty) },
            _ => value,
        };
    }

    /// <summary>A type that models share has its own name in the API; another one goes by the model's name and its own.</summary>
    string NameOf(string title) => shared.Contains(title) ? $"{title} (shared)" : title;

    bool TryResolve(string target, out IpldMap definition)
    {
        definition = IpldMap.Empty;
        if (
            !target.StartsWith(DefinitionPrefix, StringComparison.Ordinal)
            || !root.TryGet<IpldMap>("$defs", out var definitions)
            || !definitions.TryGet<IpldMap>(target[DefinitionPrefix.Length..], out var found)
        )
            return false;
        definition = found;
        return true;
    }

    static string Text(IpldMap map, string name) => map.TryGet<IpldString>(name, out var text) ? text.Value : "";

    static string[] Texts(IpldList list) =>
        [.. list.Items.Select(item => item is IpldString text ? text.Value : item.ToString())];

    static CompositeException Unusable(string message) =>
        CompositeException.Because(CompositeErrorCode.ModelUnusable, message);
}
