using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using Base64Url = ComposeServer.Ipld.Base64Url;

namespace ComposeServer.Identity.Sessions;

public sealed partial class DidSession
{
    /// <summary>Base64 of the seed, padded.</summary>
    const int SeedTextLength = 44;

    /// <summary>Where it stands in the JSON that is written.</summary>
    const int SeedTextAt = 19;

    static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads the stock library's text. The account's signature is not checked here.</summary>
    /// <param name="text">base64url, with or without padding.</param>
    /// <param name="session">The session; the caller disposes of it.</param>
    /// <param name="refusal"><c>INVALID_SESSION</c>, what is wrong with the capability, or <c>WRONG_SIGNER</c> when it is for another key.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DidSession? session, out IdentityRefusal refusal)
    {
        session = null;
        if (
            text is null
            || text.Length > TextLengthMax
            || !Base64Url.TryDecode(text.AsSpan().TrimEnd('='), out var json)
        )
        {
            return Malformed("not base64url", out refusal);
        }

        try
        {
            using var document = JsonDocument.Parse(json, JsonOptions);
            return TryRead(document.RootElement, out session, out refusal);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            return Malformed("not JSON", out refusal);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(json);
        }
    }

    /// <summary>The text that the stock library reads. It holds the private key.</summary>
    /// <exception cref="InvalidOperationException">A passkey's capability, whose bytes that JSON cannot carry.</exception>
    public string Serialize()
    {
        if (Capability.Signature.AuthenticatorData is not null)
            throw new InvalidOperationException("A passkey's session has no text form.");
        Span<byte> key = stackalloc byte[SeedSizeBytes];
        seed.CopyTo(key);
        byte[] json =
        [
            .. "{\"sessionKeySeed\":\""u8,
            .. new byte[SeedTextLength],
            .. "\",\"cacao\":"u8,
            .. PlainJson.ToUtf8(capabilityAsWritten),
            .. "}"u8,
        ];
        _ = Base64.EncodeToUtf8(key, json.AsSpan(SeedTextAt, SeedTextLength), out _, out _);
        CryptographicOperations.ZeroMemory(key);
        var text = Base64Url.Encode(json);
        CryptographicOperations.ZeroMemory(json);
        return text;
    }

    static bool TryRead(JsonElement root, out DidSession? session, out IdentityRefusal refusal)
    {
        session = null;
        if (
            root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("sessionKeySeed"u8, out var seedText)
            || !root.TryGetProperty("cacao"u8, out var cacaoJson)
            || seedText.ValueKind != JsonValueKind.String
            || cacaoJson.ValueKind != JsonValueKind.Object
        )
        {
            return Malformed("no sessionKeySeed or cacao", out refusal);
        }

        if (!Base64Plain.TryDecode(seedText.GetString(), out var key) || key.Length != SeedSizeBytes)
            return Malformed("sessionKeySeed", out refusal);
        try
        {
            return TryRead(key, cacaoJson, out session, out refusal);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    static bool TryRead(
        ReadOnlySpan<byte> key,
        JsonElement cacaoJson,
        out DidSession? session,
        out IdentityRefusal refusal
    )
    {
        session = null;
        // Encoded as the stock library would: its CID is the one that the account's other tools know.
        if (!PlainJson.TryFromDocument(cacaoJson, out var value, out _) || value is not IpldMap asWritten)
            return Malformed("cacao", out refusal);
        if (!Cacao.TryRead(DagCborEncoder.ToBlock(asWritten), out var capability, out refusal))
            return false;

        var read = new DidSession(key, capability, asWritten);
        if (!string.Equals(read.Signer.Did.Text, capability.Payload.Audience, StringComparison.Ordinal))
        {
            read.Dispose();
            refusal = new(IdentityCode.WrongSigner, "The session's capability is for another key");
            return false;
        }

        session = read;
        return true;
    }

    static bool Malformed(string detail, out IdentityRefusal refusal)
    {
        refusal = new(IdentityCode.InvalidSession, $"Not a DID session: {detail}");
        return false;
    }
}
