using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

/// <summary>The definitions that precede every SDL text: scalars, directives, <c>Node</c>.</summary>
static class BuiltInSdl
{
    /// <summary>Names that are defined here and are neither models nor embedded types.</summary>
    public const string NodeInterface = "Node";

    public const string AccountRelationEnum = "ModelAccountRelation";

    /// <summary>GraphQL text. Ends with a closed definition, so that nothing that follows can continue it.</summary>
    public static string Text { get; } = Resource.Read("scalars.graphql") + Resource.Read("directives.graphql");

    /// <summary>How many definitions it has.</summary>
    public static int Definitions { get; } =
        GraphQLParser.Parse(Text, ParserLimits.Schema).Document!.Definitions.Length;
}
