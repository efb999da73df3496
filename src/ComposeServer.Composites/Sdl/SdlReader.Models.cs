using ComposeServer.Composites.Format;
using ComposeServer.GraphQL.Language;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlReader
{
    SdlModel.Created ReadCreated(SdlType type, SdlObject fields, SdlDirective directive, List<ModelIndex> indices)
    {
        var isInterface = type.Kind == SdlKind.Interface;
        var relation = isInterface ? OfType("none") : ReadAccountRelation(type, fields, directive);
        if (directive.Text("description") is not { Length: > 0 } description)
        {
            throw document.Unsupported(
                $"Missing description value for @createModel directive on object {type.Name}",
                directive.At
            );
        }
        if (fields.Content.TryGetValue("id", out var id) || fields.Views.ContainsKey("id"))
        {
            throw document.Unsupported(
                $"Unsupported id field on model {type.Name}, the id field is reserved by ComposeDB",
                id?.At ?? fields.Views["id"].At
            );
        }
        if (fields.Content.Count == 0)
        {
            throw document.Unsupported(
                $"Invalid model {type.Name}: at least one content property must be defined",
                type.NameLocation
            );
        }
        return new(
            fields,
            isInterface,
            indices,
            description,
            relation,
            [.. type.Interfaces.Select(implemented => implemented.Name)],
            ReadImmutableFields(type, fields)
        );
    }

    IpldMap ReadAccountRelation(SdlType type, SdlObject fields, SdlDirective directive) =>
        directive.Text("accountRelation") switch
        {
            null or "LIST" => OfType("list"),
            "SINGLE" => OfType("single"),
            "SET" => OfType("set").With("fields", ReadSetFields(type, fields, directive)),
            var other => throw document.Unsupported(
                $"Unsupported accountRelation value {other} for @createModel directive on object {type.Name}",
                directive.At
            ),
        };

    static IpldMap OfType(string type) => IpldMap.Of(("type", type));

    IpldList ReadSetFields(SdlType type, SdlObject fields, SdlDirective directive)
    {
        var place = $"accountRelationFields argument for @createModel directive on object {type.Name}";
        var names = directive.Texts("accountRelationFields");
        if (names is null)
            throw document.Unsupported($"Missing {place}", directive.At);
        if (names.Count == 0)
        {
            throw document.Unsupported(
                $"The accountRelationFields argument must specify at least one field for @createModel directive on object {type.Name}",
                directive.At
            );
        }
        foreach (var name in names)
        {
            if (fields.Views.TryGetValue(name, out var view))
            {
                // Views of one document may be missing, whatever their type says.
                throw view.Type is "relationDocument" or "relationSetFrom"
                    ? Optional(name, view.At)
                    : WrongKind(name, view.At);
            }
            if (!fields.Content.TryGetValue(name, out var field))
                throw document.Unsupported($"Missing property {name} defined in {place}", directive.At);
            if (!field.IsRequired)
                throw Optional(name, field.At);
            if (field.Value is not (SdlValue.Scalar or SdlValue.Enum))
                throw WrongKind(name, field.At);
        }
        return new([.. names.Select(name => (IpldValue)name)]);

        CompositeException Optional(string name, Location at) =>
            document.Unsupported($"Property {name} defined in {place} must have a required value", at);

        CompositeException WrongKind(string name, Location at) =>
            document.Unsupported($"Property {name} defined in {place} must use an enum or scalar type", at);
    }

    /// <summary>Own fields in order, then what the interfaces named by the type itself mark and the type does not repeat.</summary>
    /// <remarks>Of an interface's fields its views count too, though not among its own: stored models depend on it.</remarks>
    List<string> ReadImmutableFields(SdlType type, SdlObject fields)
    {
        var names = fields.Content.Values.Where(field => field.IsImmutable).Select(field => field.Name).ToList();
        foreach (var implemented in type.Interfaces)
        {
            if (!document.Types.TryGetValue(implemented.Name, out var parent))
                continue;
            foreach (var field in parent.Fields)
            {
                if (field.Directives.Any(node => node.Name == "immutable") && !names.Contains(field.Name))
                    names.Add(field.Name);
            }
        }
        return names;
    }
}
