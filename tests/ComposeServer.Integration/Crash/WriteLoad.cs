using System.Collections.Concurrent;
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

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    readonly EventAuthor _author = new(key);
    readonly ConcurrentQueue<string> _refusals = [];
    int _acknowledged;
    int _inFlight;
    int _lost;

    /// <summary>Writes that the server has answered "taken".</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Writes that wait for an answer now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Writes whose connection broke.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>What was answered and should not have been: every write is sound, so a server takes it, or says that it cannot now.</summary>
    public IReadOnlyCollection<string> Refusals => _refusals;

    /// <param name="round">Tells the documents of this load from those of others.</param>
    /// <param name="seed">Of the writers' chance.</param>
    /// <param name="until">Ends the writers that are still answered.</param>
    public Task RunAsync(int round, int seed, CancellationToken until) =>
        Task.WhenAll([
            .. Enumerable.Range(0, SigningWriters).Select(i => SignAsync(new Random(seed + i), $"{round} {i}", until)),
            .. Enumerable.Range(0, LendingWriters).Select(i => LendAsync($"{round} lent {i}", until)),
        ]);

    /// <summary>Sends an event that got no answer once more.</summary>
    /// <returns>What is said in place of taking it; null when it is taken.</returns>
    public async Task<string?> SendAgainAsync(Entry entry)
    {
        var reply = await PostAsync(entry, entry.Unanswered!);
        if (reply.Status != HttpStatusCode.OK)
            return reply.Body.ToString();
        ledger.Acknowledge(entry);
        return null;
    }

    /// <summary>Walks the whole index of posts.</summary>
    /// <param name="twice">Told the StreamID of a document that comes a second time.</param>
    /// <returns>By StreamID.</returns>
    public async Task<Dictionary<string, (string Title, int? Importance)>> IndexedAsync(Action<string> twice)
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
                var id = edge.Text("node.id")!;
                var row = (
                    edge.Text("node.title")!,
                    importance.ValueKind == JsonValueKind.Number ? importance.GetInt32() : (int?)null
                );
                if (!found.TryAdd(id, row))
                    twice(id);
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
            var isNew = entry.Acknowledged.Count == 0;
            switch (await SendAsync(() => PostAsync(entry, entry.Unanswered!), ReadReply, until))
            {
                case Reply.Taken:
                    ledger.Acknowledge(entry);
                    Interlocked.Increment(ref _acknowledged);
                    if (isNew)
                        mine.Add(entry);
                    break;
                case Reply.Refused:
                    mine.Remove(entry);
                    entry.Unanswered = null;
                    if (isNew)
                        ledger.Remove(entry);
                    break;
                default:
                    return;
            }
        }
    }

    async Task LendAsync(string name, CancellationToken until)
    {
        var caller = node.With(session);
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            // A second try signs another document, so each has a title of its own.
            GraphQLAnswer? last = null;
            var title = "";
            var reply = await SendAsync(
                () =>
                {
                    title = string.Create(CultureInfo.InvariantCulture, $"{name} {i++}");
                    ledger.Send(title);
                    return caller.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post(title) });
                },
                answer => ReadAnswer(last = answer),
                until
            );
            if (reply == Reply.Taken)
            {
                ledger.AcknowledgeLent(last!.Data.Text("createPost.document.id")!, title);
                Interlocked.Increment(ref _acknowledged);
            }
            else if (reply != Reply.Refused)
            {
                return;
            }
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

    /// <summary>Sends, and sends again while the server says that it cannot now: the outcome of such a write is unknown, and that is safe.</summary>
    /// <returns><see cref="Reply.None"/> when the connection broke, or the load ended before there was an outcome.</returns>
    async Task<Reply> SendAsync<T>(
        Func<Task<T>> send,
        Func<T, (Reply Reply, string Said)> read,
        CancellationToken until
    )
    {
        while (true)
        {
            Interlocked.Increment(ref _inFlight);
            try
            {
                var (reply, said) = read(await send());
                if (reply == Reply.Refused)
                    _refusals.Enqueue(said);
                if (reply != Reply.Later || until.IsCancellationRequested)
                    return reply == Reply.Later ? Reply.None : reply;
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or JsonException)
            {
                Interlocked.Increment(ref _lost);
                return Reply.None;
            }
            finally
            {
                Interlocked.Decrement(ref _inFlight);
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    static (Reply Reply, string Said) ReadReply(ApiReply reply) =>
        reply.Status switch
        {
            HttpStatusCode.OK => (Reply.Taken, ""),
            HttpStatusCode.ServiceUnavailable => (Reply.Later, ""),
            _ when reply.Code == "TIMEOUT" => (Reply.Later, ""),
            _ => (Reply.Refused, reply.Body.ToString()),
        };

    static (Reply Reply, string Said) ReadAnswer(GraphQLAnswer answer) =>
        answer.Errors.Count == 0 ? (Reply.Taken, "")
        : answer.Errors.All(error => error.Text("extensions.code") is "UNAVAILABLE" or "TIMEOUT") ? (Reply.Later, "")
        : (Reply.Refused, answer.Body.ToString());

    enum Reply
    {
        None,
        Taken,
        Later,
        Refused,
    }
}
