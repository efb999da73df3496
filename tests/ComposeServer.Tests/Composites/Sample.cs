using System.Text;
using System.Text.Json;
using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Composites;

/// <summary>Composites made by a key of fixed seed, without a node.</summary>
static class Sample
{
    /// <summary>A directive without which nothing is a model.</summary>
    public const string Model = "@createModel(description: \"d\")";

    public static Ed25519Signer Key(byte seed = 7) => new(Enumerable.Repeat(seed, 32).ToArray());

    public static async Task<CompositeResult<Composite>> TryCompileAsync(
        string sdl,
        params IEnumerable<CompositeModel> known
    )
    {
        using var signer = Key();
        return await CompositeCompiler.CompileAsync(
            sdl,
            new OfflineModelCreator(signer, known),
            TestContext.Current.CancellationToken
        );
    }

    public static async Task<Composite> CompileAsync(string sdl, params IEnumerable<CompositeModel> known) =>
        (await TryCompileAsync(sdl, known)).OrThrow();

    /// <summary>The definition of a created model in an abstract composite, as JSON.</summary>
    public static JsonElement Definition(string sdl, string name)
    {
        using var document = JsonDocument.Parse(AbstractComposite.Parse(sdl).OrThrow().ToUtf8());
        return document.RootElement.GetProperty("models").GetProperty(name).GetProperty("model").Clone();
    }

    public static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    public static CompositeModel ModelNamed(this Composite composite, string alias) =>
        composite.Models[composite.FindByAlias(alias)!.Value.ToString()];
}
