using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Review;
using ComposeServer.Composites.Runtime;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Cli.Composites;

/// <summary>What a text that is reviewed holds.</summary>
enum ReviewedTextKind
{
    /// <summary>A GraphQL schema.</summary>
    Schema,

    /// <summary>An encoded composite, or JSON that should be one.</summary>
    Composite,

    /// <summary>A runtime definition.</summary>
    Runtime,
}

/// <summary>Reads one side of a review.</summary>
static class ReviewedText
{
    /// <summary>Tells the three apart: JSON begins with a brace, a schema cannot; only runtime definitions hold data of accounts.</summary>
    public static ReviewedTextKind KindOf(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{', ..])
            return ReviewedTextKind.Schema;
        try
        {
            using var json = JsonDocument.Parse(text, new() { MaxDepth = 256 });
            return json.RootElement.Member("accountData", JsonValueKind.Object).ValueKind == JsonValueKind.Undefined
                ? ReviewedTextKind.Composite
                : ReviewedTextKind.Runtime;
        }
        catch (JsonException)
        {
            return ReviewedTextKind.Composite;
        }
    }

    /// <summary>Reads a side. A schema is compiled here, with a key that nobody has: the ids of its models say nothing.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="text">Its text.</param>
    /// <param name="known">Models that a schema may load.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CliException">It cannot be read.</exception>
    public static async Task<ReviewSource> ReadAsync(
        string file,
        string text,
        IReadOnlyList<CompositeModel> known,
        CancellationToken cancel
    )
    {
        switch (KindOf(text))
        {
            case ReviewedTextKind.Composite:
                return ReviewSource.Of(CompositeText.Read(text, file));
            case ReviewedTextKind.Runtime:
                return ReviewSource.Of(RuntimeDefinition.FromJson(Encoding.UTF8.GetBytes(text)).OrFail(file));
            default:
                using (var signer = new Ed25519Signer(new byte[32]))
                {
                    var creator = new OfflineModelCreator(signer, known);
                    var compiled = await CompositeCompiler.CompileAsync(text, creator, cancel);
                    return ReviewSource.OfUnmade(compiled.OrFail(file));
                }
        }
    }
}
