using System.Globalization;
using System.Net;
using System.Text.Json;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Crash;

/// <summary>Writers that go on until the server is gone, each with documents of its own.</summary>
sealed class WriteLoad(NodeClient node, StreamId model, ISigner key, DidSession session, Ledger ledger)
{
    const int SigningWriters = 3;
    const int LendingWriters = 2;

    readonly EventAuthor _author = new(key);
    int _acknowledged;

    /// <summary>Writes that the server has answered "taken".</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <param name="round">Tells the documents of this load from those of others.</param>
    /// <param name="seed">Of the writers' chance.</param>
    /// <param name="until">Ends the writers that are still answered.</param>
    public Task RunAsync(int round, int seed, CancellationToken until) =>
        Task.WhenAll([
            .. Enumerable.Range(0, SigningWriters).Select(i => SignAsync(new Random(seed + i), $"{round} {i}", until)),
            .. Enumerable.Range(0, LendingWriters).Select(i => LendAsync($"{round} lent {i}", until)),
        ]);

    /// <summary>Sends an event that got no answer once more.</summary>
    public async Task SendAgainAsync(Entry entry)
    {
        var waiting = entry.Unanswered!;
        var reply = await PostAsync(entry, waiting);
        _ = reply.Ok;
        Note(entry, waiting);
    }

    /// <summary>Walks the whole index of posts.</summary>
    /// <returns>By StreamID; a document that comes twice is a fault.</returns>
    public async Task<Dictionary<string, (string Title, int? Importance)>> IndexedAsync()
    {
        var found = new Dictionary<string, (string, int?)>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var answer = await node.Anonymous.AskAsync(
                """
                query ($after: String) {
                  postIndex(first: 1000, after: $after) {
                    pageInfo { hasNextPage endCursor }
                    edges { node { id title importance } }
                  }
                }
                """,
                new { after }
            );
            foreach (var edge in answer.Data.Items("postIndex.edges"))
            {
                var importance = edge.At("node.importance");
                found.Add(
                    edge.Text("node.id")!,
                    (
                        edge.Text("node.title")!,
                        importance.ValueKind == JsonValueKind.Number ? importance.GetInt32() : null
                    )
                );
            }

            after = answer.Data.Flag("postIndex.pageInfo.hasNextPage")
                ? answer.Data.Text("postIndex.pageInfo.endCursor")
                : null;
        } while (after is not null);

        return found;
    }

    async Task SignAsync(Random chance, string name, CancellationToken until)
    {
        var mine = new List<Entry>();
        while (!until.IsCancellationRequested)
        {
            var entry =
                mine.Count > 0 && chance.Next(3) == 0
                    ? Change(mine[chance.Next(mine.Count)], chance)
                    : Create($"{name} {mine.Count}", chance);
            if (entry.Acknowledged.Count == 0)
                mine.Add(entry);
            if (!await TryAsync(() => PostAsync(entry, entry.Unanswered!), reply => reply.Status == HttpStatusCode.OK))
                return;
            Note(entry, entry.Unanswered!);
            Interlocked.Increment(ref _acknowledged);
        }
    }

    async Task LendAsync(string name, CancellationToken until)
    {
        var caller = node.With(session);
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            var title = string.Create(CultureInfo.InvariantCulture, $"{name} {i}");
            ledger.Send(title);
            var id = "";
            var isTaken = await TryAsync(
                () => caller.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post(title) }),
                answer =>
                {
                    if (answer.Errors.Count > 0)
                        return false;
                    id = answer.Data.Text("createPost.document.id")!;
                    return true;
                }
            );
            if (!isTaken)
                return;
            ledger.Acknowledge(id, title);
            Interlocked.Increment(ref _acknowledged);
        }
    }

    Entry Create(string title, Random chance)
    {
        var importance = chance.Next(6);
        var content = SocialWrites.Post(title);
        content["importance"] = importance;
        var blocks = _author.Create(model, content);
        var entry = new Entry(new StreamId(StreamType.Document, blocks.Event.Cid).ToString())
        {
            Unanswered = new(blocks, importance),
        };
        ledger.Add(entry);
        return entry;
    }

    Entry Change(Entry entry, Random chance)
    {
        var importance = chance.Next(6);
        var state = JsonSerializer.SerializeToElement(new { log = entry.Acknowledged.Select(cid => new { cid }) });
        var patch = $$"""[{"op":"replace","path":"/importance","value":{{importance}}}]""";
        entry.Unanswered = new(_author.Change(state, patch), importance);
        return entry;
    }

    Task<ApiReply> PostAsync(Entry entry, Unanswered waiting) =>
        entry.Acknowledged.Count == 0
            ? node.Api.CreateAsync(StreamType.Document, waiting.Blocks)
            : node.Api.CommitAsync(entry.Id, waiting.Blocks);

    static void Note(Entry entry, Unanswered taken)
    {
        entry.Acknowledged.Add(taken.Blocks.Event.Cid.ToString());
        entry.Importance = taken.Importance;
        entry.Unanswered = null;
    }

    /// <returns>False when the answer is not what was hoped for, or does not come.</returns>
    static async Task<bool> TryAsync<T>(Func<Task<T>> send, Func<T, bool> isTaken)
    {
        try
        {
            return isTaken(await send());
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException)
        {
            return false;
        }
    }
}
