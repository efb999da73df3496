using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>What a caller asks: one request, or several in an array. Source: GraphQL over HTTP, "Request".</summary>
/// <param name="Requests">At least one.</param>
/// <param name="IsBatch">True when they came as an array and are answered by one.</param>
sealed record RequestBody(IReadOnlyList<GraphQLRequest> Requests, bool IsBatch)
{
    /// <summary>Reads the query string of a GET or the body of a POST.</summary>
    /// <param name="http">The request.</param>
    /// <param name="batchMax">Requests of one array; 0 refuses arrays.</param>
    /// <returns>The requests, or status and error.</returns>
    public static Task<(RequestBody? Body, int Status, GraphQLError? Error)> ReadAsync(
        HttpContext http,
        int batchMax
    ) =>
        HttpMethods.IsGet(http.Request.Method)
            ? Task.FromResult(ReadQuery(http.Request.Query))
            : ReadBodyAsync(http, batchMax);

    /// <summary>GET: parameters of the query string. Only queries are executed, so that a link changes nothing.</summary>
    static (RequestBody?, int, GraphQLError?) ReadQuery(IQueryCollection parameters)
    {
        JsonElement? variables = null;
        JsonElement? extensions = null;
        if (!TryJson(parameters["variables"], ref variables) || !TryJson(parameters["extensions"], ref extensions))
            return Bad(new("The parameters variables and extensions must be JSON objects", ErrorCodes.BadUserInput));
        var request = new GraphQLRequest
        {
            Query = Encoding.UTF8.GetBytes(parameters["query"].ToString()),
            DocumentId = TextOf(parameters["documentId"]),
            OperationName = TextOf(parameters["operationName"]),
            Variables = variables,
            Extensions = extensions,
            AllowedOperations = [OperationType.Query],
        };
        return (new([request], IsBatch: false), 0, null);
    }

    static string? TextOf(StringValues parameter) => parameter is [{ Length: > 0 } text] ? text : null;

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

    static async Task<(RequestBody?, int, GraphQLError?)> ReadBodyAsync(HttpContext http, int batchMax)
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
            return Read(body.GetBuffer().AsSpan(0, (int)body.Length), batchMax);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (
                null,
                error.StatusCode,
                new("The request body is larger than the limit", ApiErrorCode.BodyTooLarge)
            );
        }
    }

    static (RequestBody?, int, GraphQLError?) Read(ReadOnlySpan<byte> utf8, int batchMax)
    {
        if (!RequestReader.TryParse(utf8, out var json, out var error))
            return Bad(error);
        if (json.ValueKind != JsonValueKind.Array)
            return GraphQLRequest.TryRead(json, out var request, out error)
                ? (new([request], IsBatch: false), 0, null)
                : Bad(error);
        var count = json.GetArrayLength();
        if (batchMax == 0)
            return Bad(new("Arrays of requests are not taken here", ErrorCodes.BadUserInput));
        if (count == 0)
            return Bad(new("An array of requests must hold one at least", ErrorCodes.BadUserInput));
        if (count > batchMax)
            return Bad(new($"An array holds {count} requests, {batchMax} are taken at most", ErrorCodes.LimitExceeded));
        var requests = new List<GraphQLRequest>(count);
        foreach (var item in json.EnumerateArray())
        {
            if (!GraphQLRequest.TryRead(item, out var request, out error))
                return Bad(error);
            requests.Add(request);
        }

        return (new(requests, IsBatch: true), 0, null);
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

    static (RequestBody?, int, GraphQLError?) Bad(GraphQLError error) => (null, StatusCodes.Status400BadRequest, error);
}
