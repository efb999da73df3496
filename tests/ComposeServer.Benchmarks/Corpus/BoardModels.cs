using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;

namespace ComposeServer.Benchmarks.Corpus;

/// <summary>The composite of <c>Models/board.graphql</c>. Its ids follow from the text and the key alone, so they are known before a server runs.</summary>
sealed record BoardModels(Composite Composite, StreamId Author, StreamId Post, StreamId Comment)
{
    /// <summary>Compiles the models.</summary>
    /// <param name="controller">Who controls them.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<BoardModels> CompileAsync(ISigner controller, CancellationToken cancel)
    {
        var compiled = await CompositeCompiler.CompileAsync(
            await ReadSdlAsync(cancel),
            new OfflineModelCreator(controller),
            cancel
        );
        if (!compiled.IsOk)
            throw new BenchmarkException($"board.graphql does not compile: {compiled.Error}");
        var composite = compiled.Value;
        return new(composite, Id("Author"), Id("Post"), Id("Comment"));

        StreamId Id(string name) => composite.Models.Values.Single(model => model.Definition.Name == name).Id;
    }

    static async Task<string> ReadSdlAsync(CancellationToken cancel)
    {
        await using var stream = typeof(BoardModels).Assembly.GetManifestResourceStream(
            "ComposeServer.Benchmarks.Models.board.graphql"
        )!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancel);
    }
}
