namespace ComposeServer.GraphQL.Language;

/// <summary>What a source may hold before parsing stops with <see cref="SyntaxError.LimitExceeded"/>.</summary>
public sealed record ParserLimits
{
    /// <summary>For documents of callers.</summary>
    public static ParserLimits Default { get; } = new();

    /// <summary>For schema documents, which operators write.</summary>
    public static ParserLimits Schema { get; } =
        new()
        {
            Bytes = 16 * 1024 * 1024,
            Tokens = 2_000_000,
            Nodes = 2_000_000,
            Definitions = 200_000,
            Fields = 200_000,
            DirectivesPerPlace = 100,
        };

    /// <summary>Bytes of source. Default 1 MiB.</summary>
    public int Bytes { get; init; } = 1024 * 1024;

    /// <summary>Lexical tokens; comments do not count. Default 15,000.</summary>
    public int Tokens { get; init; } = 15_000;

    /// <summary>Selection sets, lists, objects and list types open at once. Default 100.</summary>
    public int Nesting { get; init; } = 100;

    /// <summary>Nodes of the syntax tree. Default 30,000.</summary>
    public int Nodes { get; init; } = 30_000;

    /// <summary>Operations, fragments, types and other definitions. Default 10,000.</summary>
    public int Definitions { get; init; } = 10_000;

    /// <summary>Selected fields. Default 3,000.</summary>
    public int Fields { get; init; } = 3_000;

    /// <summary>Directives applied in one place. Default 6.</summary>
    public int DirectivesPerPlace { get; init; } = 6;
}
