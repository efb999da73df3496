using System.Buffers;
using System.Collections.Immutable;
using ComposeServer.GraphQL.Execution.Incremental;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Answers in parts.</summary>
static partial class ResponseWriter
{
    /// <summary>Writes the first payload of an answer that has more.</summary>
    public static void WriteFirst(
        IBufferWriter<byte> output,
        ObjectNode data,
        IReadOnlyList<GraphQLError> errors,
        KeyValuePair<string, object?>[] extensions,
        DeliveryPayload payload
    )
    {
        var json = new JsonTextWriter(output);
        json.Raw("{"u8);
        WriteBody(ref json, data, errors, extensions);
        json.Raw(","u8);
        WriteEntries(ref json, "\"pending\":["u8, payload.Pending, WritePending);
        json.Raw("\"hasNext\":true}"u8);
        json.Flush();
    }

    /// <summary>Writes a payload after the first.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="payload">What it says.</param>
    /// <param name="extensions">What resolvers added since; empty for nothing.</param>
    /// <param name="hasNext">False for the last one.</param>
    public static void WriteNext(
        IBufferWriter<byte> output,
        DeliveryPayload payload,
        KeyValuePair<string, object?>[] extensions,
        bool hasNext
    )
    {
        var json = new JsonTextWriter(output);
        json.Raw("{"u8);
        WriteEntries(ref json, "\"pending\":["u8, payload.Pending, WritePending);
        WriteEntries(ref json, "\"incremental\":["u8, payload.Incremental, WriteIncremental);
        WriteEntries(ref json, "\"completed\":["u8, payload.Completed, WriteCompleted);
        if (extensions.Length > 0)
        {
            json.Raw("\"extensions\":"u8);
            WriteMembers(ref json, extensions);
            json.Raw(","u8);
        }

        json.Raw(hasNext ? "\"hasNext\":true}"u8 : "\"hasNext\":false}"u8);
        json.Flush();
    }

    static void WriteEntries<TEntry>(
        ref JsonTextWriter json,
        ReadOnlySpan<byte> start,
        List<TEntry> entries,
        EntryWriter<TEntry> write
    )
    {
        if (entries.Count == 0)
        {
            return;
        }

        json.Raw(start);
        for (var i = 0; i < entries.Count; i++)
        {
            json.Raw(i > 0 ? ",{\"id\":"u8 : "{\"id\":"u8);
            write(ref json, entries[i]);
            json.Raw("}"u8);
        }

        json.Raw("],"u8);
    }

    static void WritePending(ref JsonTextWriter json, PendingEntry entry)
    {
        json.Text(entry.Id);
        json.Raw(",\"path\":"u8);
        WritePath(ref json, entry.Path);
        if (entry.Label is { } label)
        {
            json.Raw(",\"label\":"u8);
            json.Text(label);
        }
    }

    static void WriteIncremental(ref JsonTextWriter json, IncrementalEntry entry)
    {
        json.Text(entry.Id);
        if (!entry.SubPath.IsEmpty)
        {
            json.Raw(",\"subPath\":"u8);
            WritePath(ref json, entry.SubPath);
        }

        if (entry.Items is { } items)
        {
            json.Raw(",\"items\":["u8);
            for (var i = 0; i < items.Count; i++)
            {
                json.Raw(i > 0 ? ","u8 : default);
                WriteSlot(ref json, items[i]);
            }

            json.Raw("]"u8);
        }
        else
        {
            json.Raw(",\"data\":"u8);
            WriteSlot(ref json, entry.Data);
        }

        if (entry.Errors.Count > 0)
        {
            json.Raw(","u8);
            WriteErrors(ref json, entry.Errors);
        }
    }

    static void WriteCompleted(ref JsonTextWriter json, CompletedEntry entry)
    {
        json.Text(entry.Id);
        if (entry.Error is { } error)
        {
            json.Raw(","u8);
            WriteErrors(ref json, [error]);
        }
    }

    static void WritePath(ref JsonTextWriter json, ImmutableArray<PathSegment> path)
    {
        json.Raw("["u8);
        for (var i = 0; i < path.Length; i++)
        {
            if (i > 0)
            {
                json.Raw(","u8);
            }

            json.Value(path[i].Key ?? (object)path[i].Index);
        }

        json.Raw("]"u8);
    }

    delegate void EntryWriter<in TEntry>(ref JsonTextWriter json, TEntry entry);
}
