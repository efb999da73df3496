using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Events;

/// <summary>Events as the v0 node API carries them (ceramic.md 2.4).</summary>
/// <remarks>
/// <code>
/// signed:    { "jws": { payload, signatures: [ { protected, signature } ], link }, "linkedBlock": base64, "cacaoBlock"?: base64 }
/// unsigned:  the payload as JSON; bytes in headers as base64, links as text
/// </code>
/// </remarks>
public static partial class HttpEvents
{
    /// <summary>Reads an event from a request. An envelope is encoded again, and every block is named by hashing it.</summary>
    /// <param name="json">Member <c>genesis</c> or <c>commit</c> of the request.</param>
    /// <param name="blocks">The blocks. That they are an event remains to be seen.</param>
    /// <param name="refusal">
    /// <see cref="RefusalCode.Malformed"/> with what is wrong, or <see cref="RefusalCode.CidMismatch"/> when <c>linkedBlock</c> is not what was
    /// signed, or <see cref="Identity.IdentityCode.CapabilityMismatch"/> when <c>cacaoBlock</c> is not what the header names.
    /// </param>
    public static bool TryRead(JsonElement json, [NotNullWhen(true)] out EventBlocks? blocks, out Refusal refusal)
    {
        blocks = null;
        if (json.ValueKind != JsonValueKind.Object)
            return Malformed("an event is an object", out refusal);
        try
        {
            return json.TryGetProperty("jws", out var jws)
                ? TryReadSigned(json, jws, out blocks, out refusal)
                : TryReadUnsigned(json, out blocks, out refusal);
        }
        catch (InvalidOperationException)
        {
            // How JsonElement says that the name of another member, on the way to the one it looks for, cannot be decoded.
            return Malformed("the name of a member is not Unicode", out refusal);
        }
    }

    static bool TryReadSigned(
        JsonElement json,
        JsonElement jws,
        [NotNullWhen(true)] out EventBlocks? blocks,
        out Refusal refusal
    )
    {
        blocks = null;
        if (!DagJws.TryReadJson(jws, out var envelope, out var error))
            return Malformed($"jws: {error.Detail}", out refusal);
        if (!TryReadBlock(json, "linkedBlock", out var linked, out refusal))
            return false;
        if (linked is not { } payload)
            return Malformed("linkedBlock is missing", out refusal);
        if (payload.Cid != envelope.Link)
            return Mismatch($"linkedBlock is {payload.Cid}, the JWS signs {envelope.Link}", out refusal);
        if (!TryReadBlock(json, "cacaoBlock", out var capability, out refusal))
            return false;
        if (capability is { } cacao && !IsNamedBy(envelope, cacao.Cid))
        {
            refusal = new(
                Identity.IdentityCode.CapabilityMismatch,
                $"cacaoBlock is {cacao.Cid}, which the JWS does not name"
            );
            return false;
        }

        blocks = new(envelope.ToBlock(), payload, capability);
        return true;
    }

    /// <summary>A capability that came along with an event signed without one would be stored for nobody.</summary>
    static bool IsNamedBy(DagJws envelope, Cid capability) =>
        envelope.Signatures.Any(signature =>
            Identity.Jose.ProtectedHeader.TryRead(signature.Protected.Span, out var header, out _)
            && header.Capability == capability
        );

    static bool TryReadBlock(JsonElement json, string member, out Block? block, out Refusal refusal)
    {
        block = null;
        refusal = default;
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        if (!TryText(value, out var text) || !Base64Plain.TryDecode(text, out var bytes))
            return Malformed($"{member} is not base64", out refusal);
        block = Block.Of(Multicodec.DagCbor, bytes);
        return true;
    }

    static bool TryText(JsonElement value, [NotNullWhen(true)] out string? text)
    {
        text = PlainJson.TryFromDocument(value, out var read, out _) && read is IpldString found ? found.Value : null;
        return text is not null;
    }

    static bool Malformed(string detail, out Refusal refusal)
    {
        refusal = new(RefusalCode.Malformed, detail);
        return false;
    }

    static bool Mismatch(string detail, out Refusal refusal)
    {
        refusal = new(RefusalCode.CidMismatch, detail);
        return false;
    }
}
