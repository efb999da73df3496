using System.Buffers;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Writes responses. Source: GraphQL October 2021, 7.1; members in the order of graphql-js: errors, data, extensions.</summary>
static partial class ResponseWriter
{
    /// <summary>Characters of a message; more would send a client's own megabytes back to it, once per error.</summary>
    public const int MessageLengthMax = 4_000;

    /// <summary>Writes the answer to a request that was not executed: errors and no data.</summary>
    public static void WriteRefusal(IBufferWriter<byte> output, IReadOnlyList<GraphQLError> errors)
    {
        var json = new JsonTextWriter(output);
        json.Raw("{"u8);
        WriteErrors(ref json, errors);
        json.Raw("}"u8);
        json.Flush();
    }

    /// <summary>Writes the answer to an executed request.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="data">Null when an error reached the root.</param>
    /// <param name="errors">In the order of the response.</param>
    /// <param name="extensions">What resolvers added.</param>
    public static void Write(
        IBufferWriter<byte> output,
        ObjectNode? data,
        IReadOnlyList<GraphQLError> errors,
        ResponseExtensions extensions
    )
    {
        var json = new JsonTextWriter(output);
        json.Raw("{"u8);
        WriteBody(ref json, extensions.OmitsData ? null : data, errors, extensions.InOrder());
        json.Raw("}"u8);
        json.Flush();
    }

    static void WriteBody(
        ref JsonTextWriter json,
        ObjectNode? data,
        IReadOnlyList<GraphQLError> errors,
        KeyValuePair<string, object?>[] extensions
    )
    {
        if (errors.Count > 0)
        {
            WriteErrors(ref json, errors);
            json.Raw(","u8);
        }

        json.Raw("\"data\":"u8);
        WriteSlot(ref json, data);
        if (extensions.Length > 0)
        {
            json.Raw(",\"extensions\":"u8);
            WriteMembers(ref json, extensions);
        }
    }

    static void WriteSlot(ref JsonTextWriter json, object? slot)
    {
        switch (slot)
        {
            case ObjectNode node:
                WriteObject(ref json, node);
                break;
            case ListNode node:
                WriteList(ref json, node);
                break;
            default:
                json.Value(slot);
                break;
        }
    }

    static void WriteObject(ref JsonTextWriter json, ObjectNode node)
    {
        json.Raw("{"u8);
        for (var i = 0; i < node.Slots.Length; i++)
        {
            if (i > 0)
            {
                json.Raw(","u8);
            }

            json.Raw(node.Fields[i].Key);
            WriteSlot(ref json, node.Slots[i]);
        }

        json.Raw("}"u8);
    }

    static void WriteList(ref JsonTextWriter json, ListNode node)
    {
        json.Raw("["u8);
        for (var i = 0; i < node.Slots.Length; i++)
        {
            if (i > 0)
            {
                json.Raw(","u8);
            }

            WriteSlot(ref json, node.Slots[i]);
        }

        json.Raw("]"u8);
    }

    static void WriteErrors(ref JsonTextWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.Raw("\"errors\":["u8);
        for (var i = 0; i < errors.Count; i++)
        {
            if (i > 0)
            {
                json.Raw(","u8);
            }

            WriteError(ref json, errors[i]);
        }

        json.Raw("]"u8);
    }

    static void WriteError(ref JsonTextWriter json, GraphQLError error)
    {
        json.Raw("{\"message\":"u8);
        json.Text(error.Message.Length <= MessageLengthMax ? error.Message : error.Message[..MessageLengthMax] + "...");
        WriteLocations(ref json, error);
        if (error.Path is { } path)
        {
            json.Raw(",\"path\":"u8);
            WritePath(ref json, path);
        }

        json.Raw(",\"extensions\":"u8);
        WriteMembers(ref json, [KeyValuePair.Create("code", (object?)error.Code), .. error.Extensions]);
        json.Raw("}"u8);
    }

    static void WriteLocations(ref JsonTextWriter json, GraphQLError error)
    {
        var separator = ",\"locations\":["u8;
        var isAny = false;
        foreach (var location in error.Locations)
        {
            if (location.IsNone)
            {
                continue;
            }

            json.Raw(separator);
            json.Raw("{\"line\":"u8);
            json.Number(location.Line);
            json.Raw(",\"column\":"u8);
            json.Number(location.Column);
            json.Raw("}"u8);
            separator = ","u8;
            isAny = true;
        }

        json.Raw(isAny ? "]"u8 : default);
    }

    static void WriteMembers(ref JsonTextWriter json, KeyValuePair<string, object?>[] members)
    {
        var separator = "{"u8;
        foreach (var (name, value) in members)
        {
            json.Raw(separator);
            json.Text(name);
            json.Raw(":"u8);
            json.Value(value);
            separator = ","u8;
        }

        json.Raw(members.Length == 0 ? "{}"u8 : "}"u8);
    }
}
