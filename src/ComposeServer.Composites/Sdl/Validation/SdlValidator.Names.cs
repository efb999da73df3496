using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Composites.Sdl.Validation;

sealed partial class SdlValidator
{
    static readonly string[] StandardTypes =
    [
        "String",
        "Int",
        "Float",
        "Boolean",
        "ID",
        "__Schema",
        "__Directive",
        "__DirectiveLocation",
        "__Type",
        "__Field",
        "__InputValue",
        "__EnumValue",
        "__TypeKind",
    ];

    void CheckTypeName(NamedTypeNode type)
    {
        if (
            StandardTypes.Contains(type.Name)
            || document.Types.TryGetValue(type.Name, out var found) && found.IsDefined
        )
            return;
        var known = StandardTypes.Concat(document.Types.Values.Where(t => t.IsDefined).Select(t => t.Name));
        Add($"Unknown type \"{type.Name}\".{Suggestion.Hint(Suggestion.Near(type.Name, known))}", type.Location);
    }

    void CannotExtend(SdlType type)
    {
        var known = document.Types.Values.Where(t => t.IsDefined).Select(t => t.Name);
        Add(
            $"Cannot extend type \"{type.Name}\" because it is not defined.{Suggestion.Hint(Suggestion.Near(type.Name, known))}",
            type.NameLocation
        );
    }

    /// <summary>Not a rule for documents, but no schema could be made of such a name later.</summary>
    void CheckName(string name, Location at)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.", at);
    }
}
