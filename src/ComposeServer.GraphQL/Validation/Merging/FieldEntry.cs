using System.Collections.Immutable;
using System.Text;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation.Merging;

/// <summary>A selected field with the type it is selected on.</summary>
/// <param name="Parent">Null when the schema does not know it.</param>
/// <param name="Node">The selection.</param>
/// <param name="Definition">Null when the type has no such field; meta fields have none here.</param>
readonly record struct FieldEntry(NamedType? Parent, FieldNode Node, FieldDefinition? Definition)
{
    public static FieldEntry Of(NamedType? parent, FieldNode node) =>
        new(parent, node, (parent as FieldsContainerType)?.Fields[node.Name]);

    /// <summary>True when no object can be of both parents, so that the two selections never meet. Types that may be, in another schema, count as meeting.</summary>
    public bool Excludes(FieldEntry other) =>
        !ReferenceEquals(Parent, other.Parent) && Parent is ObjectType && other.Parent is ObjectType;

    /// <summary>The <c>@stream</c> of the selection, or null.</summary>
    public DirectiveNode? Stream => Node.Directives.FirstOrDefault(directive => directive.Name is "stream");

    /// <summary>Equal for the same name with the same arguments in any order.</summary>
    public static string Signature(string name, ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.IsEmpty)
        {
            return name;
        }

        var text = new StringBuilder(name);
        foreach (var argument in arguments.OrderBy(argument => argument.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(argument.Name).Append('=').Append(ValueSignature.Of(argument.Value));
        }

        return text.ToString();
    }
}
