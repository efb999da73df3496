using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Json.Patch.Working;

namespace ComposeServer.Json.Patch;

/// <summary>A list of changes to a JSON document. Source: RFC 6902; how the JS node reads and applies one: <see cref="PatchMode"/>.</summary>
/// <remarks>Values are read from the <see cref="JsonDocument"/> it was made from and live as long as that.</remarks>
public sealed class JsonPatch
{
    static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 0x10000,
    };

    readonly PatchOperation[] operations;

    internal JsonPatch(PatchMode mode, PatchOperation[] operations)
    {
        Mode = mode;
        this.operations = operations;
    }

    /// <summary>How it was read, and so how it will be applied.</summary>
    public PatchMode Mode { get; }

    /// <summary>In the order they apply.</summary>
    public IReadOnlyList<PatchOperation> Operations => operations;

    /// <summary>Reads a patch.</summary>
    /// <returns>False when no document could take it; <paramref name="error"/> then says why.</returns>
    public static bool TryRead(JsonElement patch, PatchMode mode, out JsonPatch read, out PatchError error)
    {
        var reader = new PatchReader(mode);
        read = reader.Read(AsCompact(patch)) is { } found ? new(mode, found) : null!;
        error = reader.Error!;
        return read is not null;
    }

    /// <summary>Applies all operations or none; the document stays as it is.</summary>
    /// <param name="document">Any value; Undefined counts as <c>null</c>.</param>
    /// <param name="limits">Checked after each operation.</param>
    public PatchResult Apply(JsonElement document, PatchLimits limits)
    {
        var before = document.ValueKind == JsonValueKind.Undefined ? Slot.Null.Closed : AsCompact(document);
        PatchRun run = Mode == PatchMode.OwnDoor ? new StrictRun(before, limits) : new ReferenceRun(before, limits);
        return run.Run(operations);
    }

    /// <inheritdoc cref="Apply(JsonElement, PatchLimits)"/>
    public PatchResult Apply(JsonNode? document, PatchLimits limits) => Apply(AsElement(document), limits);

    /// <summary>The changes from one document to another, the same list, byte for byte, that JS clients make.</summary>
    /// <remarks>
    /// Null counts as <c>{}</c>. Old members are walked from last to first (gone: <c>remove</c>; another value: <c>replace</c>), then
    /// new ones from first to last (<c>add</c>). Lists are compared index by index. Members are in JavaScript's order.
    /// </remarks>
    public static JsonPatch Diff(JsonElement before, JsonElement after) =>
        new(PatchMode.OwnDoor, PatchDiff.Between(AsCompact(before), AsCompact(after)));

    /// <inheritdoc cref="Diff(JsonElement, JsonElement)"/>
    public static JsonPatch Diff(JsonNode? before, JsonNode? after) => Diff(AsElement(before), AsElement(after));

    /// <summary>Writes the list of operations, members in the order op, from, path, value.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var operation in operations)
        {
            writer.WriteStartObject();
            writer.WriteString("op"u8, Word(operation.Kind));
            if (operation.From is { } from)
                writer.WriteString("from"u8, from.Text);
            writer.WriteString("path"u8, operation.Path.Text);
            if (operation.Value.ValueKind != JsonValueKind.Undefined)
            {
                writer.WritePropertyName("value"u8);
                writer.WriteRawValue(operation.Value.Raw(), skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    static string Word(PatchOperationKind kind) =>
        kind switch
        {
            PatchOperationKind.Add => "add",
            PatchOperationKind.Remove => "remove",
            PatchOperationKind.Replace => "replace",
            PatchOperationKind.Move => "move",
            PatchOperationKind.Copy => "copy",
            PatchOperationKind.Test => "test",
            _ => "_get",
        };

    static JsonElement AsCompact(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Undefined || CompactJson.IsCompact(json.Raw()))
            return json;
        return Parse(CompactJson.Compact(json.Raw()));
    }

    static JsonElement AsElement(JsonNode? node) =>
        node is null ? Slot.Null.Closed : Parse(Encoding.UTF8.GetBytes(node.ToJsonString(Plain)));

    // What is read here has passed a parser with its caller's depth limit.
    static JsonElement Parse(byte[] json) => JsonElement.Parse(json, new() { MaxDepth = int.MaxValue });
}
