using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ComposeServer.Ipld.DagJose;

public sealed partial class DagJws
{
    /// <summary>Writes the general JSON form with <c>link</c>, members in the order of the JS node.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("payload"u8, Base64Url.Encode(Payload.Span));
        writer.WriteStartArray("signatures"u8);
        foreach (var signature in Signatures)
        {
            writer.WriteStartObject();
            if (!signature.Protected.IsEmpty)
                writer.WriteString("protected"u8, Base64Url.Encode(signature.Protected.Span));
            writer.WriteString("signature"u8, Base64Url.Encode(signature.Signature.Span));
            if (signature.Header is not null)
            {
                writer.WritePropertyName("header"u8);
                PlainJson.Write(writer, signature.Header);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("link"u8, Link.ToString());
        writer.WriteEndObject();
    }

    /// <summary>Reads the general JSON form. <c>link</c> may be missing; if it is there it must name the payload. Foreign members are ignored, as in the JS node.</summary>
    /// <param name="json">Any JSON.</param>
    /// <param name="jws">The envelope.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryReadJson(JsonElement json, [NotNullWhen(true)] out DagJws? jws, out DagJoseError error)
    {
        jws = null;
        error = default;
        var members = new JoseJson(json);
        if (!members.TryBytes("payload", required: true, out var payload, out error))
            return false;
        if (!Cid.TryRead(payload.GetValueOrDefault().Span, out var link))
            return Refuse(DagJoseErrorCode.Link, "the payload is not a CID", out error);
        if (!members.TryText("link", out var text, out error))
            return false;
        if (text is not null && (!Cid.TryParse(text, out var named) || named != link))
            return Refuse(DagJoseErrorCode.Link, "link does not name the payload", out error);
        if (!members.TryList("signatures", out var list, out error))
            return false;

        var signatures = new List<JwsSignature>(1);
        foreach (var item in list ?? [])
        {
            if (!TryReadSignature(new JoseJson(item), out var signature, out error))
                return false;
            signatures.Add(signature);
        }

        if (signatures.Count == 0)
            return Refuse(DagJoseErrorCode.Shape, "there is no signature", out error);
        jws = new(link, signatures);
        return true;
    }

    static bool TryReadSignature(
        JoseJson members,
        [NotNullWhen(true)] out JwsSignature? signature,
        out DagJoseError error
    )
    {
        signature = null;
        if (
            !members.TryBytes("protected", required: false, out var signedHeader, out error)
            || !members.TryBytes("signature", required: true, out var bytes, out error)
            || !members.TryMap("header", out var header, out error)
        )
            return false;
        signature = new(signedHeader.GetValueOrDefault(), bytes.GetValueOrDefault(), header);
        return true;
    }

    static bool Refuse(string code, string detail, out DagJoseError error)
    {
        error = new(code, detail);
        return false;
    }
}
