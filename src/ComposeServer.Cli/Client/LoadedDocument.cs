using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Client;

/// <summary>A document as a node knows it: what the next event builds on.</summary>
/// <param name="Id">The document.</param>
/// <param name="Tip">Its last event.</param>
/// <param name="Content">Its content; empty while nothing was written.</param>
sealed record LoadedDocument(StreamId Id, Cid Tip, JsonObject Content)
{
    /// <exception cref="CliException"><see cref="CliErrorCode.NodeAnswerInvalid"/>.</exception>
    public static LoadedDocument Read(StreamId id, JsonElement state)
    {
        var log = StreamReading.Require(state, "log");
        if (
            log.ValueKind != JsonValueKind.Array
            || log.GetArrayLength() == 0
            || !Cid.TryParse(log[log.GetArrayLength() - 1].Text("cid") ?? "", out var tip)
        )
            throw new CliException(CliErrorCode.NodeAnswerInvalid, $"the state of {id} names no last event");
        var content = StreamReading.Require(state, "content");
        return content.ValueKind switch
        {
            JsonValueKind.Object => new(id, tip, JsonObject.Create(content)!),
            JsonValueKind.Null => new(id, tip, []),
            _ => throw new CliException(CliErrorCode.NodeAnswerInvalid, $"the content of {id} is no object"),
        };
    }
}
