using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Identity.Dids;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Plan;
using ComposeServer.Query.Requests;

namespace ComposeServer.Query.Run;

/// <summary>Writes the answer of a document that is at hand, when nothing is read beside it.</summary>
static class DocumentAnswers
{
    /// <summary>Bytes that an answer mostly has beside the content: ids and keys.</summary>
    const int KeysLength = 256;

    static readonly JsonSerializerOptions NothingEscapedBeyondNeed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The finished answer of a field that gives a node.</summary>
    /// <param name="context">The field.</param>
    /// <param name="node">What it gives.</param>
    /// <returns>The node itself, for the engine, where there is more to do or something is wrong.</returns>
    public static object? Of(FieldContext context, object? node)
    {
        if (
            node is not DocumentNode document
            || context.StateAs<QueryRequest>() is not { Reads: null } request
            || context.Schema.Types[document.TypeName] is not ObjectType type
            || ShapeReader.DocumentOf(context.Selection, type) is not { Branches.IsEmpty: true } shape
        )
            return node;
        var buffer = new AnswerBuffer(document.State.Content.Span.Length + KeysLength);
        var json = new JsonTextWriter(buffer);
        if (!new TreeWriter("", ViewerText(request)).WriteState(ref json, document.State, shape))
            return node;
        json.Flush();
        return new CompletedJson(buffer.ToSequence());
    }

    /// <summary>The proven DID that asks, as JSON; empty for nobody.</summary>
    public static byte[] ViewerText(QueryRequest request) => request.Viewer.Proven is { } viewer ? TextOf(viewer) : [];

    /// <summary>A DID as JSON.</summary>
    public static byte[] TextOf(Did did) => JsonSerializer.SerializeToUtf8Bytes(did.Text, NothingEscapedBeyondNeed);
}
