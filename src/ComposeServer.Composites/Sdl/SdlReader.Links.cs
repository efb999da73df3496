using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

sealed partial class SdlReader
{
    /// <summary>The relation of a field, from the first directive that makes one.</summary>
    SdlRelation? ReadRelation(FieldUse field)
    {
        foreach (var directive in field.Directives)
        {
            switch (directive.Name)
            {
                case "accountReference":
                    Require(IsScalar(field, "DID"), field, directive, "a DID scalar");
                    return new SdlRelation.Account(directive.At);
                case "documentReference":
                    Require(IsScalar(field, "StreamID"), field, directive, "a StreamID scalar");
                    return new SdlRelation.Document(directive.At, directive.Text("model")!);
            }
        }
        return null;
    }

    /// <summary>The view of a field, from the first directive that makes one; null for a content field.</summary>
    SdlView? ReadView(FieldUse field)
    {
        foreach (var directive in field.Directives)
        {
            if (ReadView(field, directive) is { } view)
                return view;
        }
        return null;
    }

    SdlView? ReadView(FieldUse field, SdlDirective directive)
    {
        switch (directive.Name)
        {
            case "documentAccount":
                Require(IsScalar(field, "DID"), field, directive, "a DID scalar");
                return new(directive.Name, directive.At, null, null);

            case "documentVersion":
                Require(IsScalar(field, "CommitID"), field, directive, "a CommitID scalar");
                return new(directive.Name, directive.At, null, null);

            case "relationDocument":
                var related = ReferencedObject(field.Type, interfaces: true);
                Require(related is not null, field, directive, "a referenced object");
                RequireProperty(field, directive);
                return Relation(related);

            case "relationFrom":
                // The type of the items decides; the argument model is not looked at.
                var items = field.Type is ListTypeNode list ? ReferencedObject(list.Type, interfaces: true) : null;
                Require(items is not null, field, directive, "a list of referenced object");
                return Relation(items);

            case "relationCountFrom":
                Require(IsScalar(field, "Int"), field, directive, "a Int scalar");
                return Relation(directive.Text("model"));

            case "relationSetFrom":
                var member = ReferencedObject(field.Type, interfaces: false);
                Require(member is not null, field, directive, "a referenced object");
                return Relation(member);

            default:
                return null;
        }

        SdlView Relation(string? model) => new(directive.Name, directive.At, model, directive.Text("property")!);
    }

    static bool IsScalar(FieldUse field, string name) => field.Type is NamedTypeNode type && type.Name == name;

    /// <summary>Name of the object type, or where allowed the interface, that a type refers to without lists or marks.</summary>
    string? ReferencedObject(TypeNode type, bool interfaces) =>
        type is NamedTypeNode named
        && document.Types.TryGetValue(named.Name, out var target)
        && (target.Kind == SdlKind.Object || interfaces && target.Kind == SdlKind.Interface)
            ? named.Name
            : null;

    void Require(bool fits, FieldUse field, SdlDirective directive, string place)
    {
        if (!fits)
        {
            throw document.Unsupported(
                $"Unsupported @{directive.Name} directive on {field.Of}, @{directive.Name} can only be set on {place}",
                directive.At
            );
        }
    }

    void RequireProperty(FieldUse field, SdlDirective directive)
    {
        var property = directive.Text("property");
        if (field.Owner.Fields.All(other => other.Name != property))
        {
            throw document.Unsupported(
                $"Missing referenced property {property} for @{directive.Name} directive on {field.Of}",
                directive.At
            );
        }
    }
}
