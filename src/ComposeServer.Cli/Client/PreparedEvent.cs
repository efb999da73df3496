using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Cli.Client;

/// <summary>An event that the node made and wants signed.</summary>
/// <param name="Id">Given back unchanged.</param>
/// <param name="Payload">The block, its CID computed here.</param>
/// <param name="Protected">JSON text of the header to sign; null when nothing is to be signed.</param>
sealed record PreparedEvent(string Id, Block Payload, string? Protected)
{
    /// <exception cref="CliException"><see cref="CliErrorCode.NodeAnswerInvalid"/>.</exception>
    public static PreparedEvent Read(JsonElement json)
    {
        if (
            json.Text("id") is not { } id
            || json.Text("block") is not { } text
            || !Base64Url.TryDecode(text, out var bytes)
        )
            throw Invalid("has no id and block");
        var block = Block.Of(Multicodec.DagCbor, bytes);
        if (json.Text("cid") is { } cid && cid != block.Cid.ToString())
            throw Invalid($"is named {cid}, its block is {block.Cid}");
        return new(id, block, json.Text("protected"));
    }

    static CliException Invalid(string problem) =>
        new(CliErrorCode.NodeAnswerInvalid, $"an event that the node wants signed {problem}");
}
