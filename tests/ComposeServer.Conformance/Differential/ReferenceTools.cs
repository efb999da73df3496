namespace ComposeServer.Conformance.Differential;

/// <summary>The original tools for composites.</summary>
public sealed class ReferenceTools() : ReferenceProcess("Differential", "reference")
{
    /// <summary>What the tools make of an SDL text.</summary>
    /// <param name="sdl">The text.</param>
    /// <param name="library">A composite whose models the text may load, or null.</param>
    /// <param name="print">Of which runtime definition the schemas are printed, which takes most of the time.</param>
    internal async Task<ReferenceAnswer> AskAsync(string sdl, string? library = null, Print print = Print.Nothing)
    {
        string[] before = library is null ? [] : [library];
        return new(
            await AskAsync(
                new
                {
                    before,
                    sdl,
                    print = Word(print),
                }
            )
        );
    }

    static string? Word(Print print) =>
        print switch
        {
            Print.Mock => "mock",
            Print.Created => "created",
            _ => null,
        };
}

/// <summary>Which schemas are printed.</summary>
enum Print
{
    Nothing,

    /// <summary>Those of the definition that is made without a node, in SDL order.</summary>
    Mock,

    /// <summary>Those of the definition that is made of stored models, in the order of DAG-CBOR.</summary>
    Created,
}
