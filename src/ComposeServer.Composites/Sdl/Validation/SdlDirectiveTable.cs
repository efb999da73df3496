using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl.Validation;

/// <summary>Directives that a text may use: those it defines, the built-in ones, and those of GraphQL itself.</summary>
sealed class SdlDirectiveTable(OrderedMap<DirectiveDefinitionNode> defined)
{
    static readonly OrderedMap<DirectiveDefinitionNode> OfGraphQL = Read(
        """
        directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @deprecated(reason: String = "No longer supported")
          on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
        directive @specifiedBy(url: String!) on SCALAR
        directive @oneOf on INPUT_OBJECT
        """
    );

    public DirectiveDefinitionNode? Find(string name) =>
        defined.TryGetValue(name, out var own) ? own
        : OfGraphQL.TryGetValue(name, out var standard) ? standard
        : null;

    static OrderedMap<DirectiveDefinitionNode> Read(string sdl) =>
        new(
            GraphQLParser
                .Parse(sdl, ParserLimits.Schema)
                .Document!.Definitions.OfType<DirectiveDefinitionNode>()
                .Select(node => KeyValuePair.Create(node.Name, node))
        );
}
