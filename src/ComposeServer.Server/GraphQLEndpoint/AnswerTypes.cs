using ComposeServer.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>The media types of answers. Source: GraphQL over HTTP, "Responses"; GraphQL over SSE, "Distinct connections mode".</summary>
enum AnswerType
{
    /// <summary><c>application/json</c>: status 200 for every well-formed request.</summary>
    Json,

    /// <summary><c>application/graphql-response+json</c>: status by what became of the request.</summary>
    GraphQLResponse,

    /// <summary><c>text/event-stream</c>: one event <c>next</c> for each answer, then <c>complete</c>.</summary>
    EventStream,

    /// <summary><c>application/jsonl</c>: one line of JSON for each answer.</summary>
    JsonLines,

    /// <summary><c>multipart/mixed</c>: one part of JSON for each payload of an answer that comes in parts.</summary>
    Multipart,

    /// <summary>None of them is acceptable.</summary>
    None,
}

/// <summary>Chooses the media type of an answer.</summary>
static partial class AnswerTypes
{
    const string Json = "application/json";
    const string GraphQLResponse = "application/graphql-response+json";
    const string EventStream = "text/event-stream";
    const string JsonLines = "application/jsonl";

    /// <summary>The type of an answer that is whole: the older one, as old clients expect, unless a setting says otherwise.</summary>
    /// <param name="word">The setting <c>acceptDefault</c>.</param>
    public static AnswerType DefaultOf(string word) =>
        word == "graphql-response" ? AnswerType.GraphQLResponse : AnswerType.Json;

    /// <summary>The type that the caller likes best.</summary>
    /// <param name="request">With its header <c>Accept</c>.</param>
    /// <param name="unnamed">For a caller that names none, or takes both of JSON by a wildcard.</param>
    public static AnswerType Choose(HttpRequest request, AnswerType unnamed)
    {
        if (request.Headers.Accept is not [{ } text])
            return ChooseAnew(request, unnamed);
        if (_last is not { } last || last.Accept != text || last.Unnamed != unnamed)
            _last = last = new(text, unnamed, ChooseAnew(request, unnamed));
        return last.Type;
    }

    /// <summary>Callers of one kind, of whom there are most, send the same header again and again.</summary>
    static Choice? _last;

    sealed record Choice(string Accept, AnswerType Unnamed, AnswerType Type);

    static AnswerType ChooseAnew(HttpRequest request, AnswerType unnamed)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted is not { Count: > 0 })
            return unnamed;
        foreach (var range in accepted.OrderByDescending(range => range.Quality ?? 1))
        {
            if ((range.Quality ?? 1) <= 0)
                continue;
            if (Is(range, GraphQLResponse))
                return AnswerType.GraphQLResponse;
            if (Is(range, Json))
                return AnswerType.Json;
            if (range.MatchesAllTypes || (range.MatchesAllSubTypes && range.Type == "application"))
                return unnamed;
            if (Is(range, EventStream))
                return AnswerType.EventStream;
            if (Is(range, JsonLines))
                return AnswerType.JsonLines;
        }

        return InParts(request) ?? AnswerType.None;
    }

    public static string Header(this AnswerType type) =>
        type switch
        {
            AnswerType.EventStream => EventStream,
            AnswerType.JsonLines => JsonLines,
            AnswerType.Multipart => Multipart + "; boundary=\"-\"",
            AnswerType.GraphQLResponse => GraphQLResponse + "; charset=utf-8",
            _ => Json + "; charset=utf-8",
        };

    /// <summary>True when answers may come one after another.</summary>
    public static bool IsStream(this AnswerType type) => type is AnswerType.EventStream or AnswerType.JsonLines;

    /// <summary>The type of an answer that is neither a stream nor in parts.</summary>
    public static AnswerType Whole(this AnswerType type) =>
        type.IsStream() || type == AnswerType.Multipart ? AnswerType.Json : type;

    /// <summary>Status of an answer that the engine gave.</summary>
    public static int StatusOf(this AnswerType type, ExecutionSummary summary) =>
        summary.Status switch
        {
            ExecutionStatus.OperationNotAllowed => StatusCodes.Status405MethodNotAllowed,
            ExecutionStatus.BadRequest => StatusCodes.Status400BadRequest,
            _ when type != AnswerType.GraphQLResponse => StatusCodes.Status200OK,
            _ when summary.IsRequestError => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        };

    static bool Is(MediaTypeHeaderValue range, string type) =>
        range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
}
