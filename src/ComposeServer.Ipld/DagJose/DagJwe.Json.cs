using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ComposeServer.Ipld.DagJose;

public sealed partial record DagJwe
{
    /// <summary>Writes the general JSON form.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteBytes(writer, "ciphertext", Ciphertext);
        WriteBytes(writer, "iv", Iv);
        WriteBytes(writer, "tag", Tag);
        WriteBytes(writer, "aad", Aad);
        WriteBytes(writer, "protected", Protected);
        WriteMap(writer, "unprotected", Unprotected);
        if (Recipients is not null)
        {
            writer.WriteStartArray("recipients"u8);
            foreach (var recipient in Recipients)
            {
                writer.WriteStartObject();
                WriteBytes(writer, "encrypted_key", recipient.EncryptedKey);
                WriteMap(writer, "header", recipient.Header);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads the general JSON form. Foreign members are ignored.</summary>
    /// <param name="json">Any JSON.</param>
    /// <param name="jwe">The envelope.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryReadJson(JsonElement json, [NotNullWhen(true)] out DagJwe? jwe, out DagJoseError error)
    {
        jwe = null;
        var members = new JoseJson(json);
        List<JweRecipient>? recipients = null;
        if (
            !members.TryBytes("ciphertext", required: true, out var ciphertext, out error)
            || !members.TryBytes("iv", required: false, out var iv, out error)
            || !members.TryBytes("tag", required: false, out var tag, out error)
            || !members.TryBytes("aad", required: false, out var aad, out error)
            || !members.TryBytes("protected", required: false, out var protectedHeader, out error)
            || !members.TryMap("unprotected", out var unprotected, out error)
            || !members.TryList("recipients", out var list, out error)
            || (list is not null && !TryReadRecipients(list, out recipients, out error))
        )
            return false;
        jwe = new()
        {
            Ciphertext = ToBytes(ciphertext)!,
            Iv = ToBytes(iv),
            Tag = ToBytes(tag),
            Aad = ToBytes(aad),
            Protected = ToBytes(protectedHeader),
            Unprotected = unprotected,
            Recipients = recipients,
        };
        return true;
    }

    static bool TryReadRecipients(
        IEnumerable<JsonElement> list,
        out List<JweRecipient> recipients,
        out DagJoseError error
    )
    {
        recipients = [];
        error = default;
        foreach (var item in list)
        {
            var members = new JoseJson(item);
            if (
                !members.TryBytes("encrypted_key", required: false, out var key, out error)
                || !members.TryMap("header", out var header, out error)
            )
                return false;
            recipients.Add(new(ToBytes(key), header));
        }

        return true;
    }

    static IpldBytes? ToBytes(ReadOnlyMemory<byte>? bytes) => bytes is { } some ? new IpldBytes(some) : null;

    static void WriteBytes(Utf8JsonWriter writer, string name, IpldBytes? bytes)
    {
        if (bytes is not null)
            writer.WriteString(name, Base64Url.Encode(bytes.Value.Span));
    }

    static void WriteMap(Utf8JsonWriter writer, string name, IpldMap? map)
    {
        if (map is null)
            return;
        writer.WritePropertyName(name);
        PlainJson.Write(writer, map);
    }
}
