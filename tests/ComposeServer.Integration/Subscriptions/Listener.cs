using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Subscriptions;

/// <summary>Listens to a subscription, or a live query, over server-sent events.</summary>
sealed class Listener : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _end = new();
    readonly HttpResponseMessage _answer;
    readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    readonly Task _loop;

    Listener(HttpResponseMessage answer)
    {
        _answer = answer;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Subscribes; when it returns, changes from now on are seen.</summary>
    public static async Task<Listener> ToAsync(
        NodeClient node,
        string query,
        object? variables = null,
        string? viewer = null,
        string endpoint = "/graphql"
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Add("Accept", "text/event-stream");
        if (viewer is not null)
            request.Headers.Add("ComposeDB-ViewerID", viewer);
        return new(await node.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    /// <summary>The next answer.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _events.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The data of the next answer, at a path; all of it when the path is empty.</summary>
    public async Task<JsonElement> NextAsync(string field)
    {
        var answer = await NextAsync();
        Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
        return answer.At(field.Length == 0 ? "data" : $"data.{field}");
    }

    /// <summary>True when an answer is there that nobody has taken.</summary>
    public bool HasMore => _events.Reader.TryPeek(out _);

    /// <summary>Waits until the server has ended it.</summary>
    public Task EndAsync() => _loop.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _answer.Dispose();
        await _loop;
        _end.Dispose();
    }

    async Task RunAsync()
    {
        try
        {
            await using var body = await _answer.Content.ReadAsStreamAsync(_end.Token);
            using var reader = new StreamReader(body);
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                const string Mark = "data: ";
                if (line.StartsWith(Mark, StringComparison.Ordinal))
                    _events.Writer.TryWrite(JsonElement.Parse(line[Mark.Length..]));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The test, or the server, has hung up.
        }
    }
}
