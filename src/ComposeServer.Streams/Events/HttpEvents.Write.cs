using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;

namespace ComposeServer.Streams.Events;

/// <summary>Events as <c>GET commits</c> gives them.</summary>
public static partial class HttpEvents
{
    /// <summary>Writes <c>{"cid": …, "value": …}</c>.</summary>
    /// <exception cref="InvariantBroken">The stored blocks are no event.</exception>
    public static void WriteCommit(Utf8JsonWriter writer, EventBlocks blocks)
    {
        writer.WriteStartObject();
        writer.WriteString("cid"u8, blocks.Event.Cid.ToString());
        writer.WritePropertyName("value"u8);
        WriteValue(writer, blocks);
        writer.WriteEndObject();
    }

    /// <summary>Writes the event alone: what <see cref="TryRead"/> reads.</summary>
    /// <remarks>Members of a signature stand in the order that the JS node gives them, signature first.</remarks>
    /// <exception cref="InvariantBroken">The stored blocks are no event.</exception>
    public static void WriteValue(Utf8JsonWriter writer, EventBlocks blocks)
    {
        if (blocks.Linked is not { } payload)
        {
            var read = DagCborDecoder.ReadAsReference(blocks.Event.Bytes);
            Invariant.Holds(read.IsOk);
            writer.WriteRawValue(PlainJson.ToUtf8(read.Value!), skipInputValidation: true);
            return;
        }

        Invariant.Holds(DagJws.TryRead(blocks.Event.Bytes, DagCborRules.AsReference, out var envelope, out _));
        writer.WriteStartObject();
        writer.WritePropertyName("jws"u8);
        WriteEnvelope(writer, envelope!);
        writer.WriteString("linkedBlock"u8, Base64Plain.Encode(payload.Bytes.Span));
        if (blocks.Capability is { } capability)
            writer.WriteString("cacaoBlock"u8, Base64Plain.Encode(capability.Bytes.Span));
        writer.WriteEndObject();
    }

    static void WriteEnvelope(Utf8JsonWriter writer, DagJws envelope)
    {
        writer.WriteStartObject();
        writer.WriteString("payload"u8, Base64Url.Encode(envelope.Payload.Span));
        writer.WriteStartArray("signatures"u8);
        foreach (var signature in envelope.Signatures)
        {
            writer.WriteStartObject();
            writer.WriteString("signature"u8, Base64Url.Encode(signature.Signature.Span));
            writer.WriteString("protected"u8, Base64Url.Encode(signature.Protected.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("link"u8, envelope.Link.ToString());
        writer.WriteEndObject();
    }
}
