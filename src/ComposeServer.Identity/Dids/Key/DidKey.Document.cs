using System.Buffers;
using System.Text.Json;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Dids.Key;

public sealed partial class DidKey
{
    /// <summary>The DID document as the JavaScript resolver gives it (K), members in its order, without white space.</summary>
    /// <returns>UTF-8 JSON; null for 32 bytes that are no point of Ed25519, which reading a DID does not find out.</returns>
    public byte[]? ToDocument()
    {
        Span<byte> x25519 = stackalloc byte[Ed25519.PublicKeySizeBytes];
        if (Kind == KeyKind.Ed25519 && !Ed25519.TryToX25519(publicKey, x25519))
            return null;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            WriteDocument(json, x25519);
        }

        return buffer.WrittenSpan.ToArray();
    }

    void WriteDocument(Utf8JsonWriter json, ReadOnlySpan<byte> x25519)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Did.Text);
        json.WriteStartArray("verificationMethod"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, Kid);
        json.WriteString("type"u8, VerificationMethodType);
        json.WriteString("controller"u8, Did.Text);
        WriteKey(json);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteKidList(json, "authentication"u8);
        WriteKidList(json, "assertionMethod"u8);
        WriteKidList(json, "capabilityDelegation"u8);
        WriteKidList(json, "capabilityInvocation"u8);
        if (Kind == KeyKind.Ed25519)
            WriteKeyAgreement(json, x25519);
        json.WriteEndObject();
    }

    string VerificationMethodType =>
        Kind switch
        {
            KeyKind.Ed25519 => "Ed25519VerificationKey2018",
            KeyKind.Secp256k1 => "Secp256k1VerificationKey2018",
            _ => "JsonWebKey2020",
        };

    void WriteKey(Utf8JsonWriter json)
    {
        if (Kind != KeyKind.P256)
        {
            json.WriteString("publicKeyBase58"u8, Base58Btc.Encode(encodedKey));
            return;
        }

        Span<byte> point = stackalloc byte[P256.UncompressedSizeBytes];
        _ = P256.TryUncompress(publicKey, point);
        json.WriteStartObject("publicKeyJwk"u8);
        json.WriteString("kty"u8, "EC"u8);
        json.WriteString("crv"u8, "P-256"u8);
        json.WriteString("x"u8, Base64Url.Encode(point.Slice(1, P256.CoordinateSizeBytes)));
        json.WriteString("y"u8, Base64Url.Encode(point[(1 + P256.CoordinateSizeBytes)..]));
        json.WriteEndObject();
    }

    void WriteKidList(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteStringValue(Kid);
        json.WriteEndArray();
    }

    void WriteKeyAgreement(Utf8JsonWriter json, ReadOnlySpan<byte> x25519)
    {
        Span<byte> named = stackalloc byte[Varint.SizeOf(CodecX25519) + x25519.Length];
        x25519.CopyTo(named[Varint.Write(named, CodecX25519)..]);

        json.WriteStartArray("keyAgreement"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, $"{Did.Text}#z{Base58Btc.Encode(named)}");
        json.WriteString("type"u8, "X25519KeyAgreementKey2019"u8);
        json.WriteString("controller"u8, Did.Text);
        json.WriteString("publicKeyBase58"u8, Base58Btc.Encode(x25519));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
