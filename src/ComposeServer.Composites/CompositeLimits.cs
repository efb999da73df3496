namespace ComposeServer.Composites;

/// <summary>What a composite may hold.</summary>
public static class CompositeLimits
{
    /// <summary>Models of one composite.</summary>
    public const int ModelsMax = 1_000;

    /// <summary>Breaches of the rules of GraphQL that are collected before the rest of a text is left unread.</summary>
    public const int SdlErrorsMax = 100;

    /// <summary>How deep embedded objects may lie in each other.</summary>
    public const int EmbeddedDepthMax = 64;

    /// <summary>How deep values of a composite or runtime file may lie in each other.</summary>
    public const int JsonDepthMax = 64;
}
