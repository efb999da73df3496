using System.Net;
using System.Text.Json;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi;

/// <summary>Somebody who reads <c>GET feed/aggregation/documents</c>.</summary>
sealed class DocumentFeed : IDisposable
{
    /// <summary>Where it is.</summary>
    public const string Route = "/api/v0/feed/aggregation/documents";

    const string Mark = "data: ";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly HttpResponseMessage _answer;
    readonly StreamReader _reader;

    DocumentFeed(HttpResponseMessage answer)
    {
        _answer = answer;
        _reader = new(answer.Content.ReadAsStream());
    }

    /// <summary>Opens it, and returns as soon as there is an answer.</summary>
    /// <param name="node">The server.</param>
    /// <param name="query">With its question mark; empty to begin now.</param>
    public static async Task<DocumentFeed> OpenAsync(NodeClient node, string query = "")
    {
        var answer = await node.Http.GetAsync(Route + query, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Of(answer);
    }

    /// <summary>Reads an answer that somebody else asked for.</summary>
    public static DocumentFeed Of(HttpResponseMessage answer)
    {
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer);
    }

    /// <summary>What is told next.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
            if (line.StartsWith(Mark, StringComparison.Ordinal))
                return JsonElement.Parse(line[Mark.Length..]);
        throw new EndOfStreamException("the feed has ended");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _answer.Dispose();
    }
}
