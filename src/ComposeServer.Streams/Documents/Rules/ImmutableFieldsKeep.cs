using System.Text.Json;
using ComposeServer.Json.Patch;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Documents.Rules;

/// <summary>
/// Immutable fields keep their value. The JS node looks only at the first segment of each operation's path, which lets a replaced root
/// or a move through; here the values are compared as well, and either check may refuse (ceramic.md 6.4, design.md 10).
/// </summary>
static class ImmutableFieldsKeep
{
    public static Refusal? CheckOperations(JsonPatch patch, CompiledModel model)
    {
        foreach (var operation in patch.Operations)
        {
            if (operation.Path.FirstSegment is { } field && model.ImmutableFields.Contains(field))
                return Refuse(field);
        }

        return null;
    }

    public static Refusal? CheckValues(DocumentContent before, DocumentContent after, CompiledModel model)
    {
        foreach (var field in model.ImmutableFields)
        {
            if (!AreEqual(before.Member(field), after.Member(field)))
                return Refuse(field);
        }

        return null;
    }

    static bool AreEqual(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.Undefined || right.ValueKind == JsonValueKind.Undefined
            ? left.ValueKind == right.ValueKind
            : JsonElement.DeepEquals(left, right);

    static Refusal Refuse(string field) =>
        new(RefusalCode.ImmutableField, $"Immutable field \"{field}\" cannot be updated");
}
