using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Jose;

/// <summary>The signed header of a JWS.</summary>
/// <param name="Algorithm">What <c>alg</c> claims; it must agree with the key.</param>
/// <param name="Kid">DID URL of the signing key.</param>
/// <param name="Capability">The capability's CID, from <c>cap</c> (<c>ipfs://</c> ‖ CID), or null.</param>
/// <remarks>Source: RFC 7515 4, spec ceramic.md 1.3 and 7.3.</remarks>
public sealed record ProtectedHeader(string Algorithm, string Kid, Cid? Capability)
{
    /// <summary>Largest header that is read, in bytes.</summary>
    public const int SizeBytesMax = 4096;

    const string CapabilityScheme = "ipfs://";

    static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 8, AllowMultipleValues = false };

    /// <summary>Reads the bytes exactly as signed.</summary>
    /// <param name="utf8">JSON object. Members other than the three are ignored, except <c>crit</c> and <c>b64</c>, which would change the meaning.</param>
    /// <param name="header">The header.</param>
    /// <param name="refusal"><c>INVALID_JWS</c> or <c>MISSING_KID</c>.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out ProtectedHeader? header,
        out IdentityRefusal refusal
    )
    {
        header = null;
        if (utf8.Length > SizeBytesMax)
            return Malformed($"header of {utf8.Length} bytes, limit {SizeBytesMax}", out refusal);
        try
        {
            return TryReadMembers(utf8, out header, out refusal);
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text with lone surrogates or malformed UTF-8.
            return Malformed("header is not JSON", out refusal);
        }
    }

    /// <summary>The header as our signers write it: members in code-point order, no spaces.</summary>
    /// <returns>For example <c>{"alg":"EdDSA","cap":"ipfs://…","kid":"did:key:z…#z…"}</c>.</returns>
    public static byte[] Write(string algorithm, string kid, Cid? capability = null) =>
        // Algorithm names, DIDs and CIDs have no character that JSON escapes.
        Encoding.UTF8.GetBytes(
            capability is { } cid
                ? $$"""{"alg":"{{algorithm}}","cap":"{{CapabilityScheme}}{{cid}}","kid":"{{kid}}"}"""
                : $$"""{"alg":"{{algorithm}}","kid":"{{kid}}"}"""
        );

    static bool TryReadMembers(ReadOnlySpan<byte> utf8, out ProtectedHeader? header, out IdentityRefusal refusal)
    {
        header = null;
        string? algorithm = null;
        string? kid = null;
        Cid? capability = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Malformed("header is not an object", out refusal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
                return Malformed($"header repeats {name}", out refusal);
            if (name is "crit" or "b64")
                return Malformed($"header has {name}", out refusal);
            _ = reader.Read();
            if (name is "alg" or "kid" or "cap")
            {
                if (reader.TokenType != JsonTokenType.String)
                    return Malformed($"{name} is not text", out refusal);
                var text = reader.GetString()!;
                if (name == "alg")
                    algorithm = text;
                else if (name == "kid")
                    kid = text;
                else if (TryReadCapability(text, out var cid))
                    capability = cid;
                else
                    return Malformed("cap is not ipfs:// and a CID", out refusal);
            }
            else
            {
                reader.Skip();
            }
        }

        // Throws where anything but white space follows.
        while (reader.Read()) { }

        if (string.IsNullOrEmpty(kid))
        {
            refusal = new(IdentityCode.MissingKid, "No \"kid\" found in jws");
            return false;
        }

        if (algorithm is null)
            return Malformed("header has no alg", out refusal);
        header = new ProtectedHeader(algorithm, kid, capability);
        refusal = default;
        return true;
    }

    static bool TryReadCapability(string text, out Cid cid)
    {
        cid = default;
        return text.StartsWith(CapabilityScheme, StringComparison.Ordinal)
            && Cid.TryParse(text.AsSpan(CapabilityScheme.Length), out cid);
    }

    static bool Malformed(string detail, out IdentityRefusal refusal)
    {
        refusal = new(IdentityCode.InvalidJws, $"invalid_jws: {detail}");
        return false;
    }
}
