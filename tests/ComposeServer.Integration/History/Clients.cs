using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.History;

/// <summary>Clients that read and change a few documents at any of several servers, and write down what they were told.</summary>
/// <param name="servers">Gives a server that may be alive, each time another one.</param>
/// <param name="session">Of the account whose documents they are.</param>
/// <param name="documents">StreamIDs.</param>
sealed class Clients(Func<NodeClient> servers, DidSession session, IReadOnlyList<string> documents)
{
    const string Read = "query ($id: ID!) { node(id: $id) { ... on Post { version } } }";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    readonly ConcurrentQueue<Operation> _history = [];
    readonly ConcurrentQueue<string> _faults = [];

    /// <summary>All that happened.</summary>
    public IReadOnlyCollection<Operation> History => _history;

    /// <summary>Answers that say neither what was asked nor that it cannot be done now.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Runs until the token fires.</summary>
    public Task RunAsync(int count, int seed, CancellationToken until) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => RunAsync(i, new Random(seed + i), until))));

    async Task RunAsync(int client, Random chance, CancellationToken until)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; !until.IsCancellationRequested; i++)
        {
            var document = documents[chance.Next(documents.Count)];
            var isChange = chance.Next(2) == 0 && versions.ContainsKey(document);
            var operation = isChange
                ? await ChangeAsync(client, document, versions[document], i)
                : await ReadAsync(client, document, isByNode: chance.Next(2) == 0);
            _history.Enqueue(operation);
            if (operation is { End: OperationEnd.Done, Version: { } version })
                versions[document] = version;
            else if (operation.End == OperationEnd.Conflict)
                versions.Remove(document);
            else
                await Task.Delay(Pause, CancellationToken.None);
        }
    }

    async Task<Operation> ReadAsync(int client, string document, bool isByNode)
    {
        var began = Stopwatch.GetTimestamp();
        string? version = null;
        try
        {
            var node = servers();
            if (isByNode)
            {
                var answer = await node.Anonymous.AskAsync(Read, new { id = document });
                if (answer.Errors.Count == 0)
                    version = answer.Data.Text("node.version");
                else
                    NoteFault(answer.Errors, answer.Body);
            }
            else
            {
                var reply = await node.Api.GetAsync($"streams/{document}");
                if (reply.Body.TryGetProperty("state", out var state))
                    version = VersionOf(document, state.Items("log")[^1].Text("cid")!);
                else if (reply.Code is not ("UNAVAILABLE" or "TIMEOUT"))
                    _faults.Enqueue(reply.Body.ToString());
            }
        }
        catch (Exception lost) when (IsLost(lost))
        {
            // The server that was asked is gone, and the answer with it.
        }

        return new(
            client,
            document,
            began,
            Now,
            version is null ? OperationEnd.Unknown : OperationEnd.Done,
            null,
            version
        );
    }

    async Task<Operation> ChangeAsync(int client, string document, string expected, int number)
    {
        var began = Stopwatch.GetTimestamp();
        var input = new
        {
            id = document,
            content = new { title = string.Create(CultureInfo.InvariantCulture, $"{client}.{number}") },
            options = new { version = expected },
        };
        try
        {
            var answer = await servers().With(session).AskAsync(SocialWrites.UpdatePost, new { input });
            if (answer.Errors.Count == 0)
                return Ended(OperationEnd.Done, answer.Data.Text("updatePost.document.version"));
            if (answer.Errors.All(error => error.Text("extensions.code") == "CONFLICT"))
                return Ended(OperationEnd.Conflict, null);
            NoteFault(answer.Errors, answer.Body);
        }
        catch (Exception lost) when (IsLost(lost))
        {
            // It may have been carried out.
        }

        return Ended(OperationEnd.Unknown, null);

        Operation Ended(OperationEnd end, string? version) => new(client, document, began, Now, end, expected, version);
    }

    /// <summary>A version as GraphQL names it: a CommitID.</summary>
    public static string VersionOf(string document, string cid) =>
        new CommitId(StreamId.Parse(document), Ipld.Cid.Parse(cid)).ToString();

    static long Now => Stopwatch.GetTimestamp();

    static bool IsLost(Exception error) => error is HttpRequestException or IOException or JsonException;

    void NoteFault(IReadOnlyList<JsonElement> errors, JsonElement body)
    {
        if (errors.Any(error => error.Text("extensions.code") is not ("UNAVAILABLE" or "TIMEOUT")))
            _faults.Enqueue(body.ToString());
    }
}
