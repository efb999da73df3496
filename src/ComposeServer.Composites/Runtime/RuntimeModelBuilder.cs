using System.Text.Json;

namespace ComposeServer.Composites.Runtime;

/// <summary>Builds the fields of one model, and the embedded objects and enums it uses, from its JSON Schema.</summary>
sealed class RuntimeModelBuilder
{
    readonly string modelName;
    readonly RuntimeSchema schema;
    readonly HashSet<string> immutable;
    readonly IReadOnlySet<string> commonEmbeds;
    readonly OrderedDictionary<string, OrderedMap<RuntimeField>> objects = new(StringComparer.Ordinal);
    readonly OrderedDictionary<string, IReadOnlyList<string>> enums = new(StringComparer.Ordinal);

    public RuntimeModelBuilder(
        string modelName,
        JsonPlace model,
        RuntimeAccountRelation relation,
        IReadOnlySet<string> commonEmbeds
    )
    {
        this.modelName = modelName;
        this.commonEmbeds = commonEmbeds;
        schema = new(model.Member("schema"));
        // A SET document's key never changes. Names count at every depth, also inside embedded objects: schemas depend on it.
        immutable = [.. model.Optional("immutableFields")?.Texts() ?? []];
        if (relation is RuntimeAccountRelation.Set set)
            immutable.UnionWith(set.Fields);
    }

    /// <summary>Embedded objects in the order in which they were first met; of two with one name the first stays.</summary>
    public IEnumerable<KeyValuePair<string, OrderedMap<RuntimeField>>> Objects => objects;

    /// <summary>Enums in the order in which they were first met.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Enums => enums;

    /// <summary>The content fields of the model, in schema order.</summary>
    public OrderedDictionary<string, RuntimeField> BuildFields() => BuildFields(schema.Root, depth: 0);

    OrderedDictionary<string, RuntimeField> BuildFields(JsonPlace owner, int depth)
    {
        if (depth > CompositeLimits.EmbeddedDepthMax)
            throw Invalid($"Embedded objects of {modelName} lie more than {CompositeLimits.EmbeddedDepthMax} deep");
        var required = owner.Optional("required")?.Texts().ToHashSet(StringComparer.Ordinal) ?? [];
        var fields = new OrderedDictionary<string, RuntimeField>(StringComparer.Ordinal);
        foreach (var (name, property) in owner.Optional("properties")?.Members() ?? [])
        {
            if (Build(name, property, required.Contains(name), immutable.Contains(name), depth) is { } field)
                fields[name] = field;
        }
        return fields;
    }

    /// <returns>Null for a type that has no field kind (<c>null</c>, several types): the JS tools pass it over.</returns>
    RuntimeField? Build(string name, JsonPlace property, bool required, bool immutable, int depth)
    {
        var (target, isReference) = schema.Follow(property);
        return RuntimeSchema.TypeOf(target) == "array"
            ? new RuntimeField.List(required, immutable, BuildItem(name, target, required, immutable, depth))
            : BuildSingle(name, target, isReference, required, immutable, depth);
    }

    RuntimeField.Single BuildItem(string name, JsonPlace list, bool required, bool immutable, int depth)
    {
        if (list.Optional("items") is not { Json.ValueKind: JsonValueKind.Object } items)
            throw Invalid("Unsupported items schema in array");
        if (items.Optional("$ref") is null && items.Optional("type") is null)
            throw Invalid("Missing schema $ref or type for array items");
        var (item, isReference) = schema.Follow(items);
        if (RuntimeSchema.TypeOf(item) == "array")
            throw Invalid(isReference ? "Unsupported array in array reference" : "Unsupported array in array");
        return BuildSingle(name, item, isReference, required, immutable, depth) ?? throw Invalid("Missing scalar type");
    }

    RuntimeField.Single? BuildSingle(
        string name,
        JsonPlace value,
        bool isReference,
        bool required,
        bool immutable,
        int depth
    )
    {
        if (RuntimeSchema.TypeOf(value) == "object")
            return new RuntimeField.Object(AddObject(name, value, depth), required, immutable, Indexed: false);
        // An enum written in place is a plain string to the JS tools; only a shared one is an enum. Its flags stay false.
        if (isReference && value.Optional("enum") is { } values && value.Optional("title") is { } title)
            return new RuntimeField.Enum(AddEnum(title.Text(), values), false, false, Indexed: false);
        return RuntimeSchema.ScalarOf(value) is { } scalar
            ? new RuntimeField.Scalar(scalar, required, immutable, Indexed: false)
            : null;
    }

    string AddObject(string fieldName, JsonPlace value, int depth)
    {
        var name = value.Optional("title") is { } title ? NestedName(title.Text()) : fieldName;
        if (!objects.ContainsKey(name))
        {
            // Known by name before its fields are, so that an object may contain itself.
            objects.Add(name, OrderedMap<RuntimeField>.Empty);
            objects[name] = new(BuildFields(value, depth + 1));
        }
        return name;
    }

    string AddEnum(string title, JsonPlace values)
    {
        var name = NestedName(title);
        enums[name] = values.Texts();
        return name;
    }

    string NestedName(string title)
    {
        if (commonEmbeds.Contains(title))
            return title;
        var name = NameCase.Pascal(title);
        return name.StartsWith(modelName, StringComparison.Ordinal) ? name : modelName + name;
    }

    static CompositeException Invalid(string message) =>
        CompositeException.Because(CompositeErrorCode.RuntimeInvalid, message);
}
