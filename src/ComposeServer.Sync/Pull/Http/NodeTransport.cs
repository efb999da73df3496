using System.Net;
using System.Net.Http.Headers;

namespace ComposeServer.Sync.Pull.Http;

/// <summary>Asks a node by HTTP, as often as is worth it, and reads no more of its answer than the limit. Safe for many threads.</summary>
sealed class NodeTransport : IDisposable
{
    readonly HttpClient _http;
    readonly string _root;
    readonly PullOptions _options;
    readonly TimeProvider _clock;
    long _bytesRead;

    public NodeTransport(Uri address, PullOptions options, TimeProvider clock)
    {
        _root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _options = options;
        _clock = clock;
        // Another address is another node. What is asked here, an administrator's signature among it, is meant for this one alone.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = !address.IsLoopback,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = options.RequestsInFlightMax,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        };
        _http = new(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>Where the node is, without a slash at the end.</summary>
    public string Root => _root;

    /// <summary>Bytes of all answers so far.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="method">Of the request.</param>
    /// <param name="path">From the root.</param>
    /// <param name="prepare">Adds body and headers; called for each try.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The body of an answer that says yes.</returns>
    /// <exception cref="NodeFault">There is none.</exception>
    public async Task<byte[]> AskAsync(
        HttpMethod method,
        string path,
        Func<HttpRequestMessage, CancellationToken, Task>? prepare,
        CancellationToken cancel
    )
    {
        var pause = _options.RetryPause;
        for (var tries = 1; ; tries++)
        {
            var (body, fault, triesMax) = await TryAsync(method, path, prepare, cancel);
            if (fault is null)
                return body;
            if (tries >= triesMax)
                throw fault;
            await Task.Delay(pause, _clock, cancel);
            pause = pause * 2 < _options.RetryPauseMax ? pause * 2 : _options.RetryPauseMax;
        }
    }

    public void Dispose() => _http.Dispose();

    async Task<(byte[] Body, NodeFault? Fault, int TriesMax)> TryAsync(
        HttpMethod method,
        string path,
        Func<HttpRequestMessage, CancellationToken, Task>? prepare,
        CancellationToken cancel
    )
    {
        using var request = new HttpRequestMessage(method, _root + path);
        if (prepare is not null)
            await prepare(request, cancel);
        using var limit = new CancellationTokenSource(_options.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if ((int)response.StatusCode is >= 300 and < 400)
                return Final(NodeAnswers.Redirect(request, response));
            if (await ReadAsync(response, either.Token) is not { } body)
                return Final(NodeAnswers.TooLarge(request, _options.AnswerBytesMax));
            return response.IsSuccessStatusCode
                ? (body, null, 0)
                : ([], NodeAnswers.Refusal(request, response, body), TriesFor(response, body));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Again(new(NodeFaultCode.Unreachable, NodeAnswers.Say(request, fault.Message), fault));
        }
        catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            return Again(
                new(
                    NodeFaultCode.TimedOut,
                    NodeAnswers.Say(request, $"no whole answer within {_options.Timeout.TotalSeconds:0.##} s"),
                    fault
                )
            );
        }
    }

    /// <returns>Null when there is more than the limit.</returns>
    async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > _options.AnswerBytesMax)
            return null;
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        using var held = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await body.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            Interlocked.Add(ref _bytesRead, count);
            if (held.Length + count > _options.AnswerBytesMax)
                return null;
            held.Write(buffer, 0, count);
        }

        return held.ToArray();
    }

    /// <summary>What a node says no to, it will say no to again; what is broken or too busy may mend.</summary>
    int TriesFor(HttpResponseMessage response, byte[] body) =>
        response.StatusCode switch
        {
            HttpStatusCode.InternalServerError when NodeAnswers.HasWords(body) => _options.RefusedTriesMax,
            >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout =>
                _options.TriesMax,
            _ => 1,
        };

    (byte[] Body, NodeFault? Fault, int TriesMax) Again(NodeFault fault) => ([], fault, _options.TriesMax);

    static (byte[] Body, NodeFault? Fault, int TriesMax) Final(NodeFault fault) => ([], fault, 1);
}
