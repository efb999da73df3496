using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Review;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Tests.Composites.Review;

/// <summary>Compiles schemas and reviews them.</summary>
static class ReviewedSchemas
{
    /// <summary>Compiles a schema with a key of its own.</summary>
    public static async Task<Composite> CompileAsync(string sdl, byte seed = 7)
    {
        using var signer = new Ed25519Signer(Enumerable.Repeat(seed, 32).ToArray());
        var compiled = await CompositeCompiler.CompileAsync(
            sdl,
            new OfflineModelCreator(signer),
            TestContext.Current.CancellationToken
        );
        return compiled.OrThrow();
    }

    /// <summary>Changes by name of the models, as lines <c>! CODE place: message</c>; the mark is on those that break.</summary>
    public static async Task<string[]> ReviewAsync(string before, string after) =>
        Lines(
            CompositeReview
                .Compare(
                    ReviewSource.Of(await CompileAsync(before)),
                    ReviewSource.Of(await CompileAsync(after)),
                    byName: true
                )
                .OrThrow()
        );

    public static string[] Lines(IReadOnlyList<CompositeChange> changes) =>
        [
            .. changes.Select(change =>
                $"{(change.IsBreaking ? "! " : "")}{change.Code} {change.Place}: {change.Message}"
            ),
        ];
}
