using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Identity.Jose;

/// <summary>A JWS with one signature over a payload of plain bytes, in the form the admin API takes.</summary>
/// <param name="Header">The protected header as signed, UTF-8 JSON.</param>
/// <param name="Payload">The signed bytes.</param>
/// <param name="Signature">64 or 65 bytes.</param>
/// <remarks>Compact text: <c>base64url(header) . base64url(payload) . base64url(signature)</c>, without padding. Source: RFC 7515 7.1 and 7.2.1.</remarks>
public sealed record Jws(ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Longest compact text that is read, in characters.</summary>
    public const int TextLengthMax = 1 << 20;

    /// <summary>Signs a JSON value, its members sorted at every depth.</summary>
    public static Jws Sign(ISigner signer, JsonElement payload)
    {
        var header = ProtectedHeader.Write(signer.Algorithm, signer.Kid);
        var bytes = StableJson.ToUtf8(payload);
        return new Jws(header, bytes, signer.Sign(DagJws.SigningInput(header, bytes)));
    }

    /// <summary>Reads the compact form; nothing is checked but the alphabet.</summary>
    /// <param name="text">Three base64url parts.</param>
    /// <param name="jws">The parts.</param>
    /// <param name="refusal"><c>INVALID_JWS</c>.</param>
    public static bool TryParseCompact(string? text, [NotNullWhen(true)] out Jws? jws, out IdentityRefusal refusal)
    {
        jws = null;
        refusal = new(IdentityCode.InvalidJws, "invalid_jws: not a compact JWS");
        if (text is null || text.Length > TextLengthMax)
            return false;
        var parts = text.Split('.');
        if (parts.Length != 3)
            return false;
        if (!Base64Url.TryDecode(parts[0], out var header))
            return false;
        if (!Base64Url.TryDecode(parts[1], out var payload))
            return false;
        if (!Base64Url.TryDecode(parts[2], out var signature))
            return false;
        jws = new Jws(header, payload, signature);
        refusal = default;
        return true;
    }

    /// <summary>Checks the signature by the key that the header names.</summary>
    /// <param name="header">What the header says.</param>
    /// <param name="key">The signer's key.</param>
    /// <param name="refusal">Why not.</param>
    public bool TryVerify(
        [NotNullWhen(true)] out ProtectedHeader? header,
        [NotNullWhen(true)] out DidKey? key,
        out IdentityRefusal refusal
    )
    {
        if (!JwsVerification.TryReadHeader(Header.Span, out header, out key, out refusal))
            return false;
        if (JwsVerification.Verify(key, Header.Span, Payload.Span, Signature.Span))
            return true;
        refusal = JwsVerification.Invalid;
        return false;
    }

    /// <summary>The compact text.</summary>
    public string ToCompact() =>
        $"{Base64Url.Encode(Header.Span)}.{Base64Url.Encode(Payload.Span)}.{Base64Url.Encode(Signature.Span)}";

    /// <summary>The general form, <c>{"payload":…,"signatures":[{"protected":…,"signature":…}]}</c>.</summary>
    public void WriteGeneral(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("payload"u8, Base64Url.Encode(Payload.Span));
        json.WriteStartArray("signatures"u8);
        json.WriteStartObject();
        json.WriteString("protected"u8, Base64Url.Encode(Header.Span));
        json.WriteString("signature"u8, Base64Url.Encode(Signature.Span));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
