using ComposeServer.GraphQL.Language;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlReader
{
    SdlObject ReadFields(SdlType type, bool isCreated)
    {
        var content = new List<KeyValuePair<string, SdlField>>();
        var views = new List<KeyValuePair<string, SdlView>>();
        var relations = new List<KeyValuePair<string, SdlRelation>>();
        foreach (var node in type.Fields)
        {
            var field = new FieldUse(
                type,
                node,
                node.Type is NonNullTypeNode nonNull ? nonNull.Type : node.Type,
                SdlDirective.ReadAll(node.Directives, document)
            );
            if (ReadRelation(field) is { } relation)
                relations.Add(new(field.Name, relation));
            if (ReadView(field) is { } view)
                views.Add(new(field.Name, view));
            else
                content.Add(new(field.Name, ReadContent(field, isCreated)));
        }
        return new(type.Name, type.NameLocation, Map(content), Map(views), Map(relations));
    }

    static OrderedMap<T> Map<T>(List<KeyValuePair<string, T>> entries) =>
        entries.Count == 0 ? OrderedMap<T>.Empty : new(entries);

    SdlField ReadContent(FieldUse field, bool isCreated)
    {
        var bounds = field.Find("list");
        if (field.Type is ListTypeNode && bounds is null)
            throw document.Unsupported($"Missing @list directive on list {field.Of}", field.At);
        if (field.Type is not ListTypeNode && bounds is not null)
            throw document.Unsupported($"Unexpected @list directive on {field.Of}", bounds.At);

        var immutable = field.Find("immutable");
        if (immutable is not null && !isCreated)
        {
            throw document.Unsupported(
                $"Unsupported immutable directive for {field.Name} on nested object {field.Owner.Name}",
                immutable.At
            );
        }
        var value = field.Type is ListTypeNode list ? ReadList(field, list, bounds!) : ReadValue(field, field.Type);
        return new(field.Name, field.At, field.Node.Type is NonNullTypeNode, immutable is not null, value);
    }

    SdlValue.List ReadList(FieldUse field, ListTypeNode list, SdlDirective bounds)
    {
        var item = list.Type is NonNullTypeNode nonNull ? nonNull.Type : list.Type;
        if (item is ListTypeNode)
            throw document.Unsupported($"Unsupported nested list on {field.Of}", field.At);
        var schema = IpldMap.Of(("maxItems", bounds["maxLength"]!));
        return new(bounds["minLength"] is { } least ? schema.With("minItems", least) : schema, ReadValue(field, item));
    }

    SdlValue ReadValue(FieldUse field, TypeNode type)
    {
        var name = type.Innermost.Name;
        if (SdlScalar.Find(name) is { } scalar)
            return ReadScalar(field, scalar);
        return document.Types.GetValueOrDefault(name) switch
        {
            { Kind: SdlKind.Scalar } => throw document.Unsupported($"Unsupported scalar name: {name}", field.At),
            { Kind: SdlKind.Enum, Name: BuiltInSdl.AccountRelationEnum } => throw document.Unsupported(
                $"Missing enum {name} referenced in {field.Of}",
                field.At
            ),
            { Kind: SdlKind.Enum } => new SdlValue.Enum(name),
            { Kind: SdlKind.Object } target => target.Directives.Any(node => node.Name is "createModel" or "loadModel")
                ? throw document.Unsupported(
                    $"Unsupported reference to model {name} in {field.Of}. References can only be made to embedded objects.",
                    field.At
                )
                : new SdlValue.Object(name),
            _ => throw document.Unsupported($"Unsupported type {name} on {field.Of}", field.At),
        };
    }

    /// <summary>A field and what is asked about it again and again.</summary>
    /// <param name="Owner">The type it belongs to.</param>
    /// <param name="Node">The field in the syntax tree.</param>
    /// <param name="Type">Its type without the outer exclamation mark.</param>
    /// <param name="Directives">Its directives.</param>
    sealed record FieldUse(
        SdlType Owner,
        FieldDefinitionNode Node,
        TypeNode Type,
        IReadOnlyList<SdlDirective> Directives
    )
    {
        public string Name => Node.Name;

        public Location At => Node.NameLocation;

        /// <summary>The words for this field in messages.</summary>
        public string Of => $"field {Name} of object {Owner.Name}";

        public SdlDirective? Find(string name) => Directives.FirstOrDefault(directive => directive.Name == name);
    }
}
