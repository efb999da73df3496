using System.Buffers;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Writes answers of the GraphQL endpoint.</summary>
static class GraphQLAnswers
{
    /// <summary>An answer that the engine wrote.</summary>
    public static async Task WriteAsync(HttpContext http, AnswerType type, ReadOnlySequence<byte> body)
    {
        http.Response.ContentType = type.Header();
        http.Response.ContentLength = body.Length;
        foreach (var piece in body)
            http.Response.BodyWriter.Write(piece.Span);
        await http.Response.BodyWriter.FlushAsync();
    }

    /// <inheritdoc cref="WriteAsync(HttpContext, AnswerType, ReadOnlySequence{byte})"/>
    public static Task WriteAsync(HttpContext http, AnswerType type, ReadOnlyMemory<byte> body) =>
        WriteAsync(http, type, new ReadOnlySequence<byte>(body));

    /// <summary>An error before the engine was asked.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">Of the answer.</param>
    /// <param name="status">Of HTTP; an event stream has begun well in any case.</param>
    /// <param name="error">The only error.</param>
    public static Task RefuseAsync(HttpContext http, AnswerType type, int status, GraphQLError error)
    {
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "1";
        return WriteAsync(http, type.Whole(), Refusal(error));
    }

    /// <summary>The body of a request that was not executed.</summary>
    public static ReadOnlyMemory<byte> Refusal(GraphQLError error)
    {
        ServerDiagnostics.CountError("graphql", error.Code);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
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
        json.Flush();
        return buffer.WrittenMemory;
    }
}
