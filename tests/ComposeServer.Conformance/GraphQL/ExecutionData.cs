using System.Buffers;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Turns the data of execution vectors into values that resolve themselves; the markers are explained in the recording script.</summary>
static class ExecutionData
{
    public static object? Of(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().Select(Of).ToArray(),
            JsonValueKind.Object when json.TryGetProperty("$error", out var text) => Error(text),
            JsonValueKind.Object when json.TryGetProperty("$throw", out var text) => (Func<FieldContext, object?>)(
                _ => throw new GraphQLException(Error(text))
            ),
            JsonValueKind.Object when json.TryGetProperty("$args", out _) => (Func<FieldContext, object?>)ArgumentText,
            JsonValueKind.Object => json.EnumerateObject()
                .ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal),
            _ => json,
        };

    static GraphQLError Error(JsonElement text) => new(text.GetString()!, ErrorCodes.Internal);

    static string ArgumentText(FieldContext context)
    {
        var entries = new OrderedDictionary<string, object?>();
        foreach (var (name, value) in context.Arguments.Entries)
        {
            entries[name] = value;
        }

        var output = new ArrayBufferWriter<byte>();
        var json = new JsonTextWriter(output);
        json.Value(entries);
        json.Flush();
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
