using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Events;

/// <summary>Events without a signature: deterministic init events and time events.</summary>
public static partial class HttpEvents
{
    static readonly string[] LinkMembers = ["id", "prev", "proof"];
    static readonly string[] ByteMembers = ["model", "context", "unique"];

    static bool TryReadUnsigned(JsonElement json, [NotNullWhen(true)] out EventBlocks? blocks, out Refusal refusal)
    {
        blocks = null;
        if (!PlainJson.TryFromDocument(json, out var value, out var code))
            return Malformed(code, out refusal);
        var body = (IpldMap)value;
        var read =
            body.Has("proof") || body.Has("prev")
                ? TryRestoreLinks(ref body, out refusal)
                : TryRestoreHeader(ref body, out refusal);
        if (read)
            blocks = new(DagCborEncoder.ToBlock(body));
        return read;
    }

    static bool TryRestoreLinks(ref IpldMap body, out Refusal refusal)
    {
        refusal = default;
        foreach (var member in LinkMembers)
        {
            if (!body.TryGet(member, out var value))
                continue;
            if (value is not IpldString text || !Cid.TryParse(text.Value, out var cid))
                return Malformed($"{member} is not a CID", out refusal);
            body = body.With(member, cid);
        }

        return true;
    }

    /// <summary>A header that names a model has three members of bytes; that of a tile has none, its <c>unique</c> is text in the block too.</summary>
    static bool TryRestoreHeader(ref IpldMap body, out Refusal refusal)
    {
        refusal = default;
        if (!body.TryGet<IpldMap>("header", out var header))
            return Malformed("header is missing", out refusal);
        if (!header.Has("model"))
            return true;
        foreach (var member in ByteMembers)
        {
            if (!header.TryGet(member, out var value))
                continue;
            if (value is not IpldString text || !Base64Plain.TryDecode(text.Value, out var bytes))
                return Malformed($"header.{member} is not base64", out refusal);
            header = header.With(member, bytes);
        }

        body = body.With("header", header);
        return true;
    }
}
