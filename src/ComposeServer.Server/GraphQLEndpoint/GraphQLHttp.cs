using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Log.Heads;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>GraphQL over HTTP: POST with JSON, GET for queries, SDL at <c>?sdl</c>.</summary>
sealed class GraphQLHttp(SchemaHost schemas, ViewerReader viewers, ILogReader log, TimeProvider clock)
{
    /// <summary>How long a read waits for the position that its caller has seen.</summary>
    static readonly TimeSpan PositionWait = TimeSpan.FromSeconds(2);

    static readonly TimeSpan PositionPoll = TimeSpan.FromMilliseconds(10);

    public async Task HandleAsync(HttpContext http, string schema)
    {
        if (!schemas.TryGet(schema, out var served))
        {
            await RefuseAsync(http, AnswerType.Json, 404, new($"There is no schema '{schema}'", ErrorCodes.NotFound));
            return;
        }

        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Query.ContainsKey("sdl"))
        {
            await WriteSdlAsync(http, served);
            return;
        }

        var type = AnswerTypes.Choose(http.Request);
        if (type == AnswerType.None)
        {
            await RefuseAsync(
                http,
                AnswerType.Json,
                StatusCodes.Status406NotAcceptable,
                new("Answers are application/graphql-response+json or application/json", ErrorCodes.BadUserInput)
            );
            return;
        }

        var (request, status, error) = await ReadAsync(http);
        if (request is null)
            await RefuseAsync(http, type, status, error!);
        else
            await AnswerAsync(http, served, type, request);
    }

    /// <summary>The schema as text, with its hash as ETag.</summary>
    public static async Task WriteSdlAsync(HttpContext http, ServedComposite served)
    {
        http.Response.Headers.ETag = served.ETag;
        if (http.Request.Headers.IfNoneMatch.Contains(served.ETag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.BodyWriter.WriteAsync(served.Sdl);
    }

    async Task AnswerAsync(HttpContext http, ServedComposite served, AnswerType type, GraphQLRequest request)
    {
        var (viewer, error) = viewers.Read(http);
        if (viewer is null)
        {
            await RefuseAsync(http, type, type == AnswerType.GraphQLResponse ? 401 : 200, error!);
            return;
        }

        using var session = (viewer as Viewer.BySession)?.Session;
        if (!SigningReader.TryRead(request.Extensions ?? default, viewer, out var signing, out var malformed))
        {
            await RefuseAsync(
                http,
                type,
                type == AnswerType.GraphQLResponse ? 400 : 200,
                new(malformed, MutationCode.SigningMalformed)
            );
            return;
        }

        await WaitForPositionAsync(http);
        var state = new QueryRequest { Viewer = viewer, Signing = signing };
        var buffer = new ArrayBufferWriter<byte>(4096);
        var summary = await served.Executor.ExecuteAsync(request, state, buffer, http.RequestAborted);
        http.Response.StatusCode = StatusOf(summary, type);
        if (summary.Status == ExecutionStatus.OperationNotAllowed)
            http.Response.Headers.Allow = "POST";
        if (state.Position > 0)
            http.Response.Headers[CeramicApi.CeramicApi.PositionHeader] = state.Position.ToString(
                CultureInfo.InvariantCulture
            );
        await WriteAsync(http, type, buffer.WrittenMemory);
    }

    internal static int StatusOf(ExecutionSummary summary, AnswerType type) =>
        summary.Status switch
        {
            ExecutionStatus.OperationNotAllowed => StatusCodes.Status405MethodNotAllowed,
            ExecutionStatus.BadRequest => StatusCodes.Status400BadRequest,
            _ when type == AnswerType.Json => StatusCodes.Status200OK,
            _ when summary.IsRequestError => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };

    /// <summary>A caller that has written sends back the position of its write, and reads it.</summary>
    async Task WaitForPositionAsync(HttpContext http)
    {
        string? text = http.Request.Headers[CeramicApi.CeramicApi.PositionHeader];
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted))
            return;
        var began = clock.GetTimestamp();
        while (await log.ReadPositionAsync(http.RequestAborted) < wanted && clock.GetElapsedTime(began) < PositionWait)
            await Task.Delay(PositionPoll, clock, http.RequestAborted);
    }

    internal static Task<(GraphQLRequest? Request, int Status, GraphQLError? Error)> ReadAsync(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) ? Task.FromResult(ReadQuery(http.Request.Query)) : ReadBodyAsync(http);

    /// <summary>GET: parameters of the query string. Only queries are executed.</summary>
    static (GraphQLRequest?, int, GraphQLError?) ReadQuery(IQueryCollection parameters)
    {
        JsonElement? variables = null;
        JsonElement? extensions = null;
        if (!TryJson(parameters["variables"], ref variables) || !TryJson(parameters["extensions"], ref extensions))
            return Bad("The parameters variables and extensions must be JSON objects");
        return (
            new GraphQLRequest
            {
                Query = Encoding.UTF8.GetBytes(parameters["query"].ToString()),
                OperationName = parameters["operationName"] is [{ Length: > 0 } name] ? name : null,
                Variables = variables,
                Extensions = extensions,
                AllowedOperations = [OperationType.Query],
            },
            0,
            null
        );
    }

    static bool TryJson(StringValues text, ref JsonElement? value)
    {
        if (text is not [{ Length: > 0 } json])
            return true;
        if (
            !RequestReader.TryParse(Encoding.UTF8.GetBytes(json), out var parsed, out _)
            || parsed.ValueKind != JsonValueKind.Object
        )
            return false;
        value = parsed;
        return true;
    }

    static async Task<(GraphQLRequest?, int, GraphQLError?)> ReadBodyAsync(HttpContext http)
    {
        if (!HasJsonBody(http.Request))
            return (
                null,
                StatusCodes.Status415UnsupportedMediaType,
                new("The request body must be application/json", ErrorCodes.BadUserInput)
            );
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            return GraphQLRequest.TryRead(body.GetBuffer().AsSpan(0, (int)body.Length), out var request, out var error)
                ? (request, 0, null)
                : (null, StatusCodes.Status400BadRequest, error);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (
                null,
                error.StatusCode,
                new("The request body is larger than the limit", CeramicApi.ApiErrorCode.BodyTooLarge)
            );
        }
    }

    /// <summary>Other content types could come from a form on a foreign page without asking first.</summary>
    static bool HasJsonBody(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (
            !type.Charset.HasValue
            || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
        );

    static (GraphQLRequest?, int, GraphQLError?) Bad(string message) =>
        (null, StatusCodes.Status400BadRequest, new(message, ErrorCodes.BadUserInput));

    internal static Task RefuseAsync(HttpContext http, AnswerType type, int status, GraphQLError error)
    {
        http.Response.StatusCode = status;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteStartObject("extensions");
            json.WriteString("code", error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return WriteAsync(http, type, buffer.WrittenMemory);
    }

    internal static async Task WriteAsync(HttpContext http, AnswerType type, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentType = type.Header();
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body);
    }
}
