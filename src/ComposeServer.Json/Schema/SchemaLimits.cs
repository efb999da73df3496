namespace ComposeServer.Json.Schema;

/// <summary>What a schema may cost to compile and to run. Everything beyond is an error with a code of <see cref="SchemaErrorCode"/>.</summary>
public sealed record SchemaLimits
{
    /// <summary>The defaults.</summary>
    public static SchemaLimits Default { get; } = new();

    /// <summary>Bytes of the schema's JSON text. Default 1,000,000; a model has one block of 256,000 bytes.</summary>
    public int SizeBytesMax { get; init; } = 1_000_000;

    /// <summary>Nesting of the schema. Default 128.</summary>
    public int DepthMax { get; init; } = 128;

    /// <summary>Subschemas compiled, each target of a reference counted with its own. Default 20,000.</summary>
    public int SubschemasMax { get; init; } = 20_000;

    /// <summary>Characters of one pattern. Default 10,000.</summary>
    public int PatternLengthMax { get; init; } = 10_000;

    /// <summary>Different patterns of one schema. Default 100.</summary>
    public int PatternsMax { get; init; } = 100;

    /// <summary>
    /// Time for one match of a pattern that may backtrack; all those of one validation have ten times as much. Default 50 ms. Patterns
    /// without look-around, word boundaries and back references run in linear time instead.
    /// </summary>
    public TimeSpan PatternTimeMax { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Subschemas within subschemas at work at one moment. Default 512.</summary>
    public int EvaluationDepthMax { get; init; } = 512;

    /// <summary>Subschemas applied in one validation, beside 16 for each byte of the document. Default 1,000,000.</summary>
    public int EvaluationsMax { get; init; } = 1_000_000;

    /// <summary>Violations reported; further ones are left out. Default 1,000.</summary>
    public int ViolationsMax { get; init; } = 1_000;
}
