using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;
using ComposeServer.Conformance.Composites;
using ComposeServer.Identity.Jose;
using ComposeServer.Query.Schema;

namespace ComposeServer.Conformance.Differential;

/// <summary>Our answers to what the original tools are asked, in the same shape.</summary>
sealed class OwnTools : IDisposable
{
    // The key of the reference.
    readonly Ed25519Signer _signer = new(Enumerable.Repeat((byte)7, 32).ToArray());

    public void Dispose() => _signer.Dispose();

    public static CompositeResult<AbstractComposite> Parse(string sdl) => AbstractComposite.Parse(sdl);

    /// <summary>Models that a text may load.</summary>
    public async Task<IReadOnlyList<CompositeModel>> ModelsAsync(string sdl, CancellationToken cancel)
    {
        var made = await CompositeCompiler.CompileAsync(sdl, new OfflineModelCreator(_signer), cancel);
        return [.. made.OrThrow().Models.Values];
    }

    /// <summary>The composite, with all that a node would check.</summary>
    public Task<CompositeResult<Composite>> CompileAsync(
        string sdl,
        IEnumerable<CompositeModel> known,
        CancellationToken cancel
    ) => CompositeCompiler.CompileAsync(sdl, new OfflineModelCreator(_signer, known), cancel);

    /// <summary>The composite that the tools alone allow: nobody checks models as a node does.</summary>
    public Task<CompositeResult<Composite>> CompileUncheckedAsync(string sdl, CancellationToken cancel) =>
        CompositeCompiler.CompileAsync(sdl, new UncheckedCreator(_signer), cancel);

    public static Served ServeMock(string sdl, IReadOnlyList<CompositeModel> known, bool print) =>
        Serve(MockComposite.Build(sdl, known), print);

    public static Served Serve(CompositeResult<RuntimeCompilation> built, bool print)
    {
        if (built.Value?.Definition is not { } definition)
            return new(new(null, built.Error!.Message), null, null);
        if (!print)
            return new(new(JsonText.Of(definition.ToUtf8()), null), null, null);
        return new(
            new(JsonText.Of(definition.ToUtf8()), null),
            Print(definition, isReadOnly: false),
            Print(definition, isReadOnly: true)
        );
    }

    static Made Print(RuntimeDefinition definition, bool isReadOnly)
    {
        try
        {
            return new(ServedSchema.Print(definition, isReadOnly), null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return new(null, fault.Message);
        }
    }
}
