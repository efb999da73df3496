namespace ComposeServer.Composites;

/// <summary>What a composite may hold.</summary>
public static class CompositeLimits
{
    /// <summary>Models of one composite.</summary>
    public const int ModelsMax = 1_000;

    /// <summary>Definitions and extensions in an SDL text, of types, directives and all else.</summary>
    public const int SdlDefinitionsMax = 10_000;

    /// <summary>Nodes of the syntax tree of an SDL text: each field, type name, directive, argument and literal is one. Those built in count too, some 200.</summary>
    public const int SdlNodesMax = 100_000;

    /// <summary>Definitions and extensions of one name, which merge.</summary>
    public const int SdlDefinitionsPerTypeMax = 1_000;

    /// <summary>Fields, values, members, interfaces or directives of one type, each kind for itself.</summary>
    public const int SdlPartsPerTypeMax = 1_000;

    /// <summary>Breaches of the rules of GraphQL that are collected before the rest of a text is left unread.</summary>
    public const int SdlErrorsMax = 100;

    /// <summary>How deep embedded objects may lie in each other.</summary>
    public const int EmbeddedDepthMax = 64;

    /// <summary>How deep values of a composite or runtime file may lie in each other.</summary>
    public const int JsonDepthMax = 64;
}
