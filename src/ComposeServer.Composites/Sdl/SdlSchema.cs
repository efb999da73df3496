using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

/// <summary>The schema definition of a text, after all its definitions and extensions have been merged. It means nothing here, but is checked.</summary>
/// <param name="Directives">Its directives.</param>
/// <param name="OperationTypes">The types that it names.</param>
/// <param name="At">Where it was met first.</param>
/// <param name="TypesBefore">How many types were known by then, which gives breaches their order.</param>
sealed record SdlSchema(
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<OperationTypeDefinitionNode> OperationTypes,
    Location At,
    int TypesBefore
)
{
    /// <summary>One type for each kind of operation, the later one, in the order of kinds.</summary>
    public static ImmutableArray<OperationTypeDefinitionNode> MergeOperationTypes(
        ImmutableArray<OperationTypeDefinitionNode> before,
        ImmutableArray<OperationTypeDefinitionNode> added
    ) => [.. added.Concat(before).DistinctBy(type => type.Operation).OrderBy(type => type.Operation)];
}
