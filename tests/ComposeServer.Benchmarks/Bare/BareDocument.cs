using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>A document from a signed init event whose signature, rules, schema and relations nobody looks at.</summary>
/// <param name="Blocks">As they came.</param>
/// <param name="Header">Who and what.</param>
/// <param name="Content">JSON.</param>
sealed record BareDocument(EventBlocks Blocks, DocumentHeader Header, byte[] Content)
{
    static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public StreamId Id => DocumentEvents.NameOf(Blocks);

    public string ContentText => Encoding.UTF8.GetString(Content);

    /// <summary>Reads the body of <c>POST /api/v0/streams</c> with the same decoders that the server uses.</summary>
    public static BareDocument Read(ReadOnlySequence<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        if (!HttpEvents.TryRead(json.RootElement.GetProperty("genesis"), out var blocks, out var refusal))
            throw new BenchmarkException(refusal.Detail);
        var payload = (IpldMap)DagCborDecoder.ReadStrict(blocks.Linked!.Value.Bytes).Value!;
        if (!DocumentHeader.TryRead(payload, out var header, out refusal))
            throw new BenchmarkException(refusal.Detail);
        return new(blocks, header, PlainJson.ToUtf8(payload["data"]));
    }

    /// <summary>The same answer that the server gives.</summary>
    public byte[] ToAnswer()
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("streamId"u8, Id.ToString());
            json.WriteStartObject("state"u8);
            json.WriteNumber("type"u8, (ulong)StreamType.Document);
            json.WritePropertyName("content"u8);
            json.WriteRawValue(Content, skipInputValidation: true);
            json.WriteStartObject("metadata"u8);
            json.WriteStartArray("controllers"u8);
            json.WriteStringValue(Header.Controller.Text);
            json.WriteEndArray();
            json.WriteString("model"u8, Header.Model.ToString());
            json.WriteString("unique"u8, Header.Unique.ToString());
            json.WriteEndObject();
            json.WriteNumber("signature"u8, 2);
            json.WriteString("anchorStatus"u8, "NOT_REQUESTED");
            json.WriteStartArray("log"u8);
            json.WriteStartObject();
            json.WriteString("cid"u8, Blocks.Event.Cid.ToString());
            json.WriteNumber("type"u8, 0);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("doctype"u8, "MID");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
