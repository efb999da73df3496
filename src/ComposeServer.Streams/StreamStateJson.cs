using System.Text.Json;
using ComposeServer.Log;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.Staging;
using ComposeServer.Streams.Tile;

namespace ComposeServer.Streams;

/// <summary>The form in which the node API serves a stream's state (ceramic.md 4.1).</summary>
public static class StreamStateJson
{
    const int Unsigned = 0;
    const int Signed = 2;

    /// <summary>Writes the state as one object, its members in the order in which the JS node writes them.</summary>
    /// <param name="writer">Where to. Its encoder should leave all but quotes, backslashes and controls alone, as JavaScript does.</param>
    /// <param name="state">The state.</param>
    /// <param name="log">Its events from the init event to the tip.</param>
    /// <param name="status">How far the anchoring of the tip has come.</param>
    public static void Write(Utf8JsonWriter writer, StreamState state, IReadOnlyList<LogEntry> log, AnchorStatus status)
    {
        writer.WriteStartObject();
        writer.WriteNumber("type"u8, (ulong)state.Id.Type);
        writer.WritePropertyName("content"u8);
        state.Content.WriteTo(writer);
        if (state is Caip10LinkState { Next: { } pending })
            WriteNext(writer, pending);
        writer.WritePropertyName("metadata"u8);
        WriteMetadata(writer, state);
        writer.WriteNumber("signature"u8, SignatureOf(state));
        writer.WriteString("anchorStatus"u8, status.Word());
        WriteLog(writer, log);
        if (state is TileState { Next: { } next })
            WriteNext(writer, next);
        if (state.Proof is { } proof)
            WriteProof(writer, proof);
        writer.WriteString("doctype"u8, state.Id.Type.Doctype());
        writer.WriteEndObject();
    }

    /// <summary>Writes the metadata alone.</summary>
    public static void WriteMetadata(Utf8JsonWriter writer, StreamState state)
    {
        if (state is StagedState staged)
        {
            staged.Metadata.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteStartArray("controllers"u8);
        writer.WriteStringValue(state.Controller.Text);
        writer.WriteEndArray();
        writer.WriteString("model"u8, ModelOf(state).ToString());
        if (state is DocumentState document)
        {
            if (document.Context is { } context)
                writer.WriteString("context"u8, context.ToString());
            if (document.Unique is { } unique)
                writer.WriteString("unique"u8, unique.ToString());
            if (document.ShouldIndex is { } shouldIndex)
                writer.WriteBoolean("shouldIndex"u8, shouldIndex);
            if (document.ModelVersion is { } version)
                writer.WriteString("modelVersion"u8, version.ToString());
        }

        writer.WriteEndObject();
    }

    /// <summary>The JS node says "signed" of every model and document, also while there is only an unsigned init event (kept).</summary>
    static int SignatureOf(StreamState state) => state is StagedState { HasSignedEvent: false } ? Unsigned : Signed;

    static void WriteNext(Utf8JsonWriter writer, NextVersion next)
    {
        writer.WriteStartObject("next"u8);
        writer.WritePropertyName("content"u8);
        next.Content.WriteTo(writer);
        if (next.Metadata is { } metadata)
        {
            writer.WritePropertyName("metadata"u8);
            metadata.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    static StreamId ModelOf(StreamState state) =>
        state switch
        {
            DocumentState document => document.ModelId,
            ModelState => StreamId.Metamodel,
            _ => throw new InvariantBroken($"a state of a kind that is not served: {state.GetType().Name}"),
        };

    static void WriteLog(Utf8JsonWriter writer, IReadOnlyList<LogEntry> log)
    {
        writer.WriteStartArray("log"u8);
        foreach (var entry in log)
        {
            writer.WriteStartObject();
            writer.WriteString("cid"u8, entry.Cid.ToString());
            writer.WriteNumber("type"u8, (int)entry.Kind);
            if (entry.TimestampSeconds is { } timestamp)
                writer.WriteNumber("timestamp"u8, timestamp);
            if (entry.ExpirationTimeSeconds is { } expiration)
                writer.WriteNumber("expirationTime"u8, expiration);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    static void WriteProof(Utf8JsonWriter writer, AnchorProof proof)
    {
        writer.WriteStartObject("anchorProof"u8);
        if (proof.ChainId is { } chainId)
            writer.WriteString("chainId"u8, chainId);
        writer.WriteString("root"u8, proof.Root.ToString());
        writer.WriteString("txHash"u8, proof.TxHash.ToString());
        if (proof.TxType is { } txType)
            writer.WriteString("txType"u8, txType);
        writer.WriteEndObject();
    }
}
