using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary><c>webauthn:p256</c>: a passkey signs the CID of the capability without its issuer and signature, which are not known before. Source: spec ceramic.md 7.5.</summary>
/// <remarks>
/// <c>s.s</c> is base64url of a DER signature over authData ‖ SHA-256(clientDataJSON); authData is SHA-256(rpId) 32 ‖ flags 1 ‖ counter 4 ‖ …. The
/// reference does not check the times, that the issuer is a P-256 did:key, the rpId or the user's presence; here they are checked (times by the caller).
/// Source of the layout: W3C Web Authentication Level 2, 6.1 and 7.2.
/// </remarks>
sealed class WebAuthnSignature : ISignatureKind
{
    const int HashSizeBytes = 32;
    const int AuthenticatorDataSizeBytesMin = HashSizeBytes + 1 + 4;
    const byte UserPresent = 1;

    static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public string Name => "webauthn:p256";

    public bool IsLasting => true;

    public IdentityRefusal? Check(Cacao capability)
    {
        if (!DidKey.TryRead(capability.Payload.Issuer, out var key, out var refusal))
            return refusal;
        if (key.Kind != KeyKind.P256)
            return SignatureKinds.Malformed("a passkey's issuer is a did:key of P-256");
        if (!TryReadEvidence(capability, out var authenticator, out var client))
            return SignatureKinds.Malformed("s.m.aad");
        if (!IsForDomain(authenticator.Span, capability.Payload.Domain))
            return SignatureKinds.NotTheIssuer;
        if ((authenticator.Span[HashSizeBytes] & UserPresent) == 0)
            return SignatureKinds.NotTheIssuer;
        if (!TryReadClient(client, out var type, out var challenge) || type != "webauthn.get")
            return SignatureKinds.NotTheIssuer;
        if (!challenge.AsSpan().SequenceEqual(ChallengeOf(capability).Bytes))
            return SignatureKinds.NotTheIssuer;

        byte[] message = [.. authenticator.Span, .. SHA256.HashData(client.Span)];
        return
            Base64Url.TryDecode(capability.Signature.Text, out var signature)
            && P256.Verify(key.PublicKey, message, signature, DSASignatureFormat.Rfc3279DerSequence)
            ? null
            : SignatureKinds.NotTheIssuer;
    }

    static bool TryReadEvidence(
        Cacao capability,
        out ReadOnlyMemory<byte> authenticator,
        out ReadOnlyMemory<byte> client
    )
    {
        authenticator = client = default;
        if (capability.Signature.AuthenticatorData is not { } aad)
            return false;
        if (!DagCborDecoder.ReadAsReference(aad).TryGet<IpldMap>(out var map))
            return false;
        if (
            !map.TryGet<IpldBytes>("authData", out var first)
            || !map.TryGet<IpldBytes>("clientDataJSON", out var second)
        )
            return false;
        authenticator = first.Value;
        client = second.Value;
        return authenticator.Length >= AuthenticatorDataSizeBytesMin;
    }

    /// <summary>The rpId is the host that asked; a capability's domain may add a port.</summary>
    static bool IsForDomain(ReadOnlySpan<byte> authenticator, string domain)
    {
        var colon = domain.LastIndexOf(':');
        var host = colon < 0 ? domain : domain[..colon];
        return authenticator[..HashSizeBytes].SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(host)));
    }

    static bool TryReadClient(
        ReadOnlyMemory<byte> json,
        [NotNullWhen(true)] out string? type,
        [NotNullWhen(true)] out byte[]? challenge
    )
    {
        type = null;
        challenge = null;
        try
        {
            using var client = JsonDocument.Parse(json, JsonOptions);
            if (client.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            if (!TryGetText(client.RootElement, "type"u8, out type))
                return false;
            return TryGetText(client.RootElement, "challenge"u8, out var text)
                && Base64Url.TryDecode(text, out challenge);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    static bool TryGetText(JsonElement value, ReadOnlySpan<byte> name, [NotNullWhen(true)] out string? text)
    {
        text =
            value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
                ? member.GetString()
                : null;
        return text is not null;
    }

    static Cid ChallengeOf(Cacao capability)
    {
        // The block has been decoded once already, when the capability was read.
        var whole = (IpldMap)DagCborDecoder.ReadAsReference(capability.Block.Bytes).Value!;
        var unsigned = whole.Without("s").With("p", ((IpldMap)whole["p"]).Without("iss"));
        return Cid.Compute(Multicodec.DagCbor, DagCborEncoder.Encode(unsigned));
    }
}
