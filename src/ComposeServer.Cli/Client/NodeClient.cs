using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComposeServer.Cli.Client;

/// <summary>Speaks HTTP with a node. One per run; the calls of the node API are in their own types.</summary>
sealed class NodeClient : IDisposable
{
    /// <summary>Bytes of an answer. The largest that a node gives are pages of a thousand streams.</summary>
    public const int AnswerBytesMax = 256 << 20;

    static readonly MediaTypeHeaderValue JsonType = new("application/json");
    static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly HttpClient http;
    readonly string root;

    public NodeClient(Uri address)
    {
        Address = address;
        root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        // What a request carries is meant for this node alone: neither another address nor, for one's own machine, a proxy shall see it.
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !address.IsLoopback })
        {
            Timeout = TimeSpan.FromSeconds(180),
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
    }

    /// <summary>Where the node is.</summary>
    public Uri Address { get; }

    /// <summary>The whole address of a path on the node.</summary>
    public string AddressOf(string path) => root + path;

    /// <summary>Asks for a resource.</summary>
    /// <param name="path">From the root, for example <c>/api/v0/node/chains</c>.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="headers">Beside the usual ones.</param>
    /// <exception cref="CliException"><see cref="CliErrorCode.NodeUnreachable"/>.</exception>
    public Task<NodeAnswer> GetAsync(
        string path,
        CancellationToken cancel,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(HttpMethod.Get, path, cancel, headers);

    /// <inheritdoc cref="GetAsync"/>
    /// <param name="method">Of a call that has no body.</param>
    /// <param name="path">From the root.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="headers">Beside the usual ones.</param>
    public Task<NodeAnswer> SendAsync(
        HttpMethod method,
        string path,
        CancellationToken cancel,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(new(method, AddressOf(path)), headers, cancel);

    /// <summary>Sends a JSON body.</summary>
    /// <param name="path">From the root.</param>
    /// <param name="write">Writes the body, one JSON value.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="headers">Beside the usual ones.</param>
    /// <exception cref="CliException"><see cref="CliErrorCode.NodeUnreachable"/>.</exception>
    public Task<NodeAnswer> PostAsync(
        string path,
        Action<Utf8JsonWriter> write,
        CancellationToken cancel,
        params IEnumerable<(string Name, string Value)> headers
    ) => SendAsync(HttpMethod.Post, path, write, cancel, headers);

    /// <inheritdoc cref="PostAsync"/>
    /// <param name="method">POST, or DELETE for what the node takes away by a body.</param>
    /// <param name="path">From the root.</param>
    /// <param name="write">Writes the body, one JSON value.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="headers">Beside the usual ones.</param>
    public Task<NodeAnswer> SendAsync(
        HttpMethod method,
        string path,
        Action<Utf8JsonWriter> write,
        CancellationToken cancel,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        var content = new ByteArrayContent(ToUtf8(write));
        content.Headers.ContentType = JsonType;
        return SendAsync(new(method, AddressOf(path)) { Content = content }, headers, cancel);
    }

    /// <summary>The bytes that <see cref="PostAsync"/> sends.</summary>
    public static byte[] ToUtf8(Action<Utf8JsonWriter> write)
    {
        using var held = new MemoryStream();
        using (var writer = new Utf8JsonWriter(held, Writing))
            write(writer);
        return held.ToArray();
    }

    public void Dispose() => http.Dispose();

    async Task<NodeAnswer> SendAsync(
        HttpRequestMessage request,
        IEnumerable<(string Name, string Value)> headers,
        CancellationToken cancel
    )
    {
        using (request)
        {
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            try
            {
                using var response = await http.SendAsync(request, cancel);
                return new(
                    $"{request.Method} {request.RequestUri}",
                    (int)response.StatusCode,
                    await response.Content.ReadAsByteArrayAsync(cancel)
                )
                {
                    ETag = response.Headers.ETag?.ToString(),
                };
            }
            catch (HttpRequestException fault)
            {
                throw Unreachable(request, fault.Message, fault);
            }
            catch (OperationCanceledException fault) when (!cancel.IsCancellationRequested)
            {
                throw Unreachable(request, $"no answer within {http.Timeout.TotalSeconds:0} s", fault);
            }
        }
    }

    CliException Unreachable(HttpRequestMessage request, string why, Exception cause) =>
        new(
            CliErrorCode.NodeUnreachable,
            $"{request.Method} {request.RequestUri}: {why}"
                + (Address.IsLoopback ? ". Is a server running? Start one: composeserver serve --dev" : ""),
            cause
        );
}
