using ComposeServer.Benchmarks.Corpus;

namespace ComposeServer.Benchmarks.Load;

/// <summary>Stores the documents that are there before anything is measured, through the server's own door.</summary>
/// <param name="server">Which one.</param>
/// <param name="connections">Requests under way at a time.</param>
/// <param name="clock">Time.</param>
sealed class Seeding(Uri server, int connections, TimeProvider clock)
{
    static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>Authors before posts, discussed posts before others, posts before comments: what is referred to is there, and older is older.</summary>
    public async Task RunAsync(BoardCorpus corpus, CancellationToken cancel)
    {
        await StoreAsync(corpus.Authors, cancel);
        await StoreAsync(corpus.Posts[..corpus.Size.DiscussedPosts], cancel);
        await StoreAsync(corpus.Posts[corpus.Size.DiscussedPosts..], cancel);
        await StoreAsync(corpus.Comments, cancel);
    }

    async Task StoreAsync(SignedDocument[] documents, CancellationToken cancel)
    {
        var bodies = documents.Select(document => document.Body).ToArray();
        var round = new LoadRound(
            PostTarget.Of(server, "/api/v0/streams"),
            bodies,
            new OneTimeRequests((0, bodies.Length)),
            new StatusCheck(),
            clock
        );
        var seen = await round.RunAsync(connections, Limit, cancel);
        if (seen.Errors > 0 || seen.Latencies.Count != documents.Length)
            throw new BenchmarkException($"storing documents failed: {seen.FirstError}");
    }
}
