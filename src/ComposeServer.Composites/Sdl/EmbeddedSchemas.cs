using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>JSON Schemas of the enums and embedded types of a text. Source: <c>composedb.md</c> 2.3.</summary>
sealed class EmbeddedSchemas
{
    readonly SdlDocument document;
    readonly SdlDefinition definition;
    readonly Dictionary<string, EmbeddedSchema> known = new(StringComparer.Ordinal);

    EmbeddedSchemas(SdlDocument document, SdlDefinition definition)
    {
        this.document = document;
        this.definition = definition;
    }

    /// <summary>Makes the schema of every enum and embedded type, used or not, or throws <c>SDL_UNSUPPORTED</c>.</summary>
    public static EmbeddedSchemas Of(SdlDocument document, SdlDefinition definition)
    {
        var schemas = new EmbeddedSchemas(document, definition);
        foreach (var (name, values) in definition.Enums)
            schemas.known.Add(name, new(EnumSchema(name, [.. values]), []));
        foreach (var embedded in definition.Objects.Values)
            schemas.AddObject(embedded, []);
        return schemas;
    }

    /// <summary>The members of an object schema that describe its fields, and the names it refers to, in order.</summary>
    public (IpldMap Schema, IReadOnlyList<string> References) ObjectSchema(
        SdlObject owner,
        params ReadOnlySpan<(string, IpldValue)> opening
    )
    {
        var references = new List<string>();
        var properties = owner.Content.Select(field =>
            KeyValuePair.Create<string, IpldValue>(field.Key, ValueSchema(field.Value.Value, references))
        );
        var schema = IpldMap
            .Of(opening)
            .With("properties", IpldMap.From(properties))
            .With("additionalProperties", false);
        var required = owner.Content.Values.Where(field => field.IsRequired).Select(field => (IpldValue)field.Name);
        return (required.Any() ? schema.With("required", new IpldList([.. required])) : schema, references);
    }

    /// <summary>Adds what is referred to, and what that refers to in turn, in the order in which it is first met.</summary>
    public void Collect(IReadOnlyList<string> references, OrderedDictionary<string, IpldValue> definitions)
    {
        foreach (var name in references)
        {
            if (definitions.ContainsKey(name))
                continue;
            if (known.TryGetValue(name, out var embedded))
            {
                definitions.Add(name, embedded.Schema);
                Collect(embedded.References, definitions);
            }
        }
    }

    void AddObject(SdlObject owner, IReadOnlyList<string> around)
    {
        if (known.ContainsKey(owner.Name))
            return;
        if (owner.Views.FirstOrDefault() is { Value: { } view } entry)
        {
            throw document.Unsupported(
                $"Unsupported view on field {entry.Key} of object {owner.Name}. Views can only be set on models.",
                view.At
            );
        }
        foreach (var field in owner.Content.Values)
        {
            if (EmbeddedIn(field.Value) is not { } inner)
                continue;
            // The JS tools run out of stack here.
            if (inner == owner.Name || around.Contains(inner))
            {
                throw document.Unsupported(
                    $"Unsupported recursive reference to object {inner} in field {field.Name} of object {owner.Name}",
                    field.At
                );
            }
            if (around.Count == CompositeLimits.EmbeddedDepthMax)
                throw document.Unsupported(
                    $"Embedded objects lie more than {CompositeLimits.EmbeddedDepthMax} deep",
                    field.At
                );
            AddObject(definition.Objects[inner], [.. around, owner.Name]);
        }
        var (schema, references) = ObjectSchema(owner, ("type", "object"), ("title", owner.Name));
        known.Add(owner.Name, new(schema, references));
    }

    static string? EmbeddedIn(SdlValue value) =>
        value switch
        {
            SdlValue.Object embedded => embedded.Name,
            SdlValue.List list => EmbeddedIn(list.Item),
            _ => null,
        };

    IpldMap ValueSchema(SdlValue value, List<string> references)
    {
        switch (value)
        {
            case SdlValue.List list:
                var items = ValueSchema(list.Item, references);
                return IpldMap.From([new("type", "array"), .. list.Bounds.Entries, new("items", items)]);
            case SdlValue.Scalar { Type.Title: { } title } scalar when scalar.Schema.Equals(scalar.Type.Schema):
                known.TryAdd(title, new(scalar.Schema, []));
                return Refer(title, references);
            case SdlValue.Scalar scalar:
                return scalar.Schema;
            case SdlValue.Enum reference:
                return Refer(reference.Name, references);
            case SdlValue.Object reference:
                return Refer(reference.Name, references);
            default:
                throw new InvalidOperationException($"No schema for {value.GetType().Name}.");
        }
    }

    static IpldMap Refer(string name, List<string> references)
    {
        references.Add(name);
        return IpldMap.Of(("$ref", $"#/$defs/{name}"));
    }

    static IpldMap EnumSchema(string name, IEnumerable<string> values) =>
        IpldMap.Of(
            ("type", "string"),
            ("title", name),
            ("enum", new IpldList([.. values.Select(value => (IpldValue)value)]))
        );

    sealed record EmbeddedSchema(IpldMap Schema, IReadOnlyList<string> References);
}
