using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Identity.Capabilities;

public sealed partial class Cacao
{
    /// <summary>Reads a capability block.</summary>
    /// <param name="block">Its CID is checked against its bytes, for what is proven once is remembered by CID.</param>
    /// <param name="cacao">The capability, well-formed but not yet proven.</param>
    /// <param name="refusal"><c>INVALID_CAPABILITY</c>.</param>
    /// <remarks>
    /// Refused beside wrong shapes: dates that do not parse, and control characters in members that become lines of the signed text, for with
    /// them two capabilities could share one text. A statement may have several lines.
    /// </remarks>
    public static bool TryRead(Block block, [NotNullWhen(true)] out Cacao? cacao, out IdentityRefusal refusal)
    {
        cacao = null;
        if (block.Bytes.Length > SizeBytesMax)
            return Malformed($"{block.Bytes.Length} bytes, limit {SizeBytesMax}", out refusal);
        if (block.Cid.Codec != Multicodec.DagCbor || !block.IsNamedRight)
            return Malformed("the CID is not of these bytes", out refusal);
        if (!DagCborDecoder.ReadAsReference(block.Bytes).TryGet<IpldMap>(out var map))
            return Malformed("not a dag-cbor map", out refusal);
        if (!map.TryGet<IpldMap>("h", out var h) || !h.TryGet<IpldString>("t", out var header))
            return Malformed("no header type", out refusal);
        if (header.Value is not (HeaderOfEthereum or HeaderOfOthers))
        {
            refusal = new(IdentityCode.UnsupportedCapability, $"Unsupported CACAO header type: {Shown(header.Value)}");
            return false;
        }

        if (!map.TryGet<IpldMap>("p", out var p))
            return Malformed("no payload", out refusal);
        if (!TryReadPayload(p, out var payload, out var member))
            return Malformed($"p.{member}", out refusal);
        if (!map.TryGet<IpldMap>("s", out var s) || !TryReadSignature(s, out var signature))
            return Malformed("no signature", out refusal);
        if (!CapabilityTimes.TryRead(payload, out var times))
            return Malformed("a date is not of RFC 3339", out refusal);
        cacao = new Cacao(block, header.Value, payload, signature, times);
        refusal = default;
        return true;
    }

    static bool TryReadPayload(IpldMap p, [NotNullWhen(true)] out CacaoPayload? payload, out string wrong)
    {
        payload = null;
        if (!TryReadLine(p, wrong = "domain", out var domain))
            return false;
        if (!TryReadLine(p, wrong = "iss", out var iss) || !Did.TryParse(iss, out var issuer))
            return false;
        if (!TryReadLine(p, wrong = "aud", out var audience))
            return false;
        if (!TryReadLine(p, wrong = "version", out var version))
            return false;
        if (!TryReadLine(p, wrong = "nonce", out var nonce))
            return false;
        if (!TryReadLine(p, wrong = "iat", out var issuedAt))
            return false;
        if (!TryReadOptional(p, wrong = "nbf", IsLine, out var notBefore))
            return false;
        if (!TryReadOptional(p, wrong = "exp", IsLine, out var expiresAt))
            return false;
        if (!TryReadOptional(p, wrong = "statement", IsLines, out var statement))
            return false;
        if (!TryReadOptional(p, wrong = "requestId", IsLine, out var requestId))
            return false;
        if (!TryReadResources(p, wrong = "resources", out var resources))
            return false;
        payload = new(
            domain,
            issuer,
            audience,
            version,
            nonce,
            issuedAt,
            notBefore,
            expiresAt,
            statement,
            requestId,
            resources
        );
        return true;
    }

    static bool TryReadSignature(IpldMap s, [NotNullWhen(true)] out CacaoSignature? signature)
    {
        signature = null;
        if (!s.TryGet<IpldString>("t", out var kind) || !s.TryGet<IpldString>("s", out var text))
            return false;
        ReadOnlyMemory<byte>? aad = null;
        if (s.TryGet<IpldMap>("m", out var m) && m.TryGet<IpldBytes>("aad", out var bytes))
            aad = bytes.Value;
        signature = new CacaoSignature(kind.Value, text.Value, aad);
        return true;
    }

    static bool TryReadLine(IpldMap p, string name, [NotNullWhen(true)] out string? text)
    {
        text =
            p.TryGet<IpldString>(name, out var value) && value.Value.Length > 0 && IsLine(value.Value)
                ? value.Value
                : null;
        return text is not null;
    }

    /// <summary>Absent, null and empty mean absent, as in the reference.</summary>
    static bool TryReadOptional(IpldMap p, string name, Func<string, bool> isAllowed, out string? text)
    {
        text = null;
        if (!p.TryGet(name, out var value) || value is IpldNull or IpldString { Value: "" })
            return true;
        if (value is not IpldString given || !isAllowed(given.Value))
            return false;
        text = given.Value;
        return true;
    }

    static bool TryReadResources(IpldMap p, string name, out IReadOnlyList<string>? resources)
    {
        resources = null;
        if (!p.TryGet(name, out var value) || value is IpldNull)
            return true;
        if (value is not IpldList list)
            return false;
        var texts = new string[list.Count];
        for (var at = 0; at < texts.Length; at++)
        {
            if (list[at] is not IpldString text || !IsLine(text.Value))
                return false;
            texts[at] = text.Value;
        }

        resources = texts;
        return true;
    }

    static bool IsLine(string text) =>
        !text.AsSpan().ContainsAnyInRange('\u0000', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal);

    static bool IsLines(string text) =>
        IsLine(text.Contains('\n', StringComparison.Ordinal) ? text.Replace('\n', ' ') : text);

    static string Shown(string text) => text.Length <= 64 ? text : text[..64];

    static bool Malformed(string detail, out IdentityRefusal refusal)
    {
        refusal = new(IdentityCode.InvalidCapability, $"Capability is malformed: {detail}");
        return false;
    }
}
