using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Identity.Jose;
using ComposeServer.Server.Front;

namespace ComposeServer.Cli.GraphQL;

/// <summary>Has a node answer what comes to a front; mutations are signed here with the one key.</summary>
sealed class NodeBehindFront(GraphQLCalls calls, Ed25519Signer? signer)
{
    static readonly JsonElement NoVariables = JsonElement.Parse("{}");

    public async Task<ReadOnlyMemory<byte>> AnswerAsync(FrontRequest front, CancellationToken cancel)
    {
        try
        {
            var answer = await AskAsync(front, cancel);
            return NodeClient.ToUtf8(json => answer.WriteTo(json));
        }
        catch (CliException refused)
        {
            return NodeClient.ToUtf8(json => WriteError(json, refused));
        }
    }

    Task<JsonElement> AskAsync(FrontRequest front, CancellationToken cancel)
    {
        var question = QuestionOf(front.Request);
        if (signer is null)
            return calls.ExecuteAsync(
                question,
                cancel,
                front.Viewer is { } viewer ? [(GraphQLCalls.ViewerHeaderName, viewer)] : []
            );
        return question.IsMutation
            ? calls.ExecuteSignedAsync(question, signer, cancel)
            : calls.ExecuteAsync(question, cancel, GraphQLCalls.ViewerHeader(signer));
    }

    static GraphQLQuestion QuestionOf(GraphQLRequest request) =>
        new(
            Encoding.UTF8.GetString(request.Query.Span),
            request.OperationName,
            request.Variables is { ValueKind: JsonValueKind.Object } given ? given : NoVariables,
            Did: null
        );

    static void WriteError(Utf8JsonWriter json, CliException refused)
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("message", refused.Message);
        json.WriteStartObject("extensions");
        json.WriteString("code", refused.Code);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
