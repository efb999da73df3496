using System.Globalization;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;

namespace ComposeServer.Log.Receipts;

/// <summary>Receipts as JSON: hashes and signatures in lower-case hexadecimal digits, the time in milliseconds of Unix time.</summary>
/// <remarks>
/// <code>
/// { "cid", "position",
///   "group": { "firstPosition", "lastPosition", "committedAt", "root", "previousHash", "hash" },
///   "path": [ { "side": "left" | "right", "hash" } ],
///   "signature": { "signer", "bytes" } | null }
/// </code>
/// </remarks>
public static class ReceiptJson
{
    /// <summary>Writes a receipt.</summary>
    public static void WriteTo(Utf8JsonWriter json, EventReceipt receipt)
    {
        json.WriteStartObject();
        json.WriteString("cid", receipt.Cid.ToString());
        json.WriteNumber("position", receipt.Position);
        json.WriteStartObject("group");
        json.WriteNumber("firstPosition", receipt.Group.FirstPosition);
        json.WriteNumber("lastPosition", receipt.Group.LastPosition);
        json.WriteNumber("committedAt", receipt.Group.CommittedAt.ToUnixTimeMilliseconds());
        json.WriteString("root", Hex(receipt.Group.Root));
        json.WriteString("previousHash", Hex(receipt.Group.Previous));
        json.WriteString("hash", Hex(receipt.Group.Hash));
        json.WriteEndObject();
        json.WriteStartArray("path");
        foreach (var step in receipt.Path.Steps)
        {
            json.WriteStartObject();
            json.WriteString("side", step.IsLeft ? "left" : "right");
            json.WriteString("hash", Hex(step.Hash));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (receipt.Signature is { } signature)
        {
            json.WriteStartObject("signature");
            json.WriteString("signer", signature.Signer.Text);
            json.WriteString("bytes", Hex(signature.Bytes));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("signature");
        }

        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else; the message names the member.</exception>
    public static EventReceipt Read(JsonElement json)
    {
        var group = Member(json, "group", JsonValueKind.Object);
        return new(
            Cid.TryParse(Text(json, "cid"), out var cid) ? cid : throw Wrong("cid"),
            Number(json, "position"),
            new(
                Number(group, "firstPosition"),
                Number(group, "lastPosition"),
                Time(group, "committedAt"),
                Bytes(group, "root"),
                Bytes(group, "previousHash"),
                Bytes(group, "hash")
            ),
            new([
                .. Member(json, "path", JsonValueKind.Array)
                    .EnumerateArray()
                    .Select(step => new MerkleStep(IsLeft(step), Bytes(step, "hash"))),
            ]),
            json.TryGetProperty("signature", out var signature) && signature.ValueKind == JsonValueKind.Object
                ? new(
                    Did.TryParse(Text(signature, "signer"), out var signer) ? signer : throw Wrong("signer"),
                    Bytes(signature, "bytes")
                )
                : null
        );
    }

    static bool IsLeft(JsonElement step) =>
        Text(step, "side") switch
        {
            "left" => true,
            "right" => false,
            _ => throw Wrong("side"),
        };

    static DateTimeOffset Time(JsonElement json, string name)
    {
        try
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(Number(json, name));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Wrong(name);
        }
    }

    static byte[] Bytes(JsonElement json, string name)
    {
        try
        {
            return Convert.FromHexString(Text(json, name));
        }
        catch (FormatException)
        {
            throw Wrong(name);
        }
    }

    static string Text(JsonElement json, string name) => Member(json, name, JsonValueKind.String).GetString()!;

    static long Number(JsonElement json, string name) =>
        Member(json, name, JsonValueKind.Number).TryGetInt64(out var number) ? number : throw Wrong(name);

    static JsonElement Member(JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == kind
            ? member
            : throw Wrong(name);

    static FormatException Wrong(string name) =>
        new(string.Create(CultureInfo.InvariantCulture, $"the member '{name}' of the receipt is missing or wrong"));

    static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
