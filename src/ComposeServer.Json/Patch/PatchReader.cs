using System.Text.Json;

namespace ComposeServer.Json.Patch;

/// <summary>Reads the operations of a patch.</summary>
sealed class PatchReader(PatchMode mode)
{
    int segmentsLeft = PatchLimits.SegmentsMax;

    bool IsStrict => mode == PatchMode.OwnDoor;

    public PatchError? Error { get; private set; }

    /// <summary>Null with <see cref="Error"/> set when the patch cannot be applied to any document.</summary>
    public PatchOperation[]? Read(JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Array)
            return ReadNoList(patch);
        var operations = new PatchOperation[patch.GetArrayLength()];
        var at = 0;
        foreach (var item in patch.EnumerateArray())
        {
            if (ReadOperation(item, at) is not { } operation)
                return null;
            operations[at++] = operation;
        }
        return operations;
    }

    // The JS library loops up to `patch.length`: nothing to do for a number, a boolean or an object, a fault for null.
    PatchOperation[]? ReadNoList(JsonElement patch)
    {
        var hasNoLength =
            patch.ValueKind is JsonValueKind.Object or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            || (patch.ValueKind == JsonValueKind.String && patch.RawText().IsEmpty);
        if (!IsStrict && hasNoLength)
            return [];
        Error = new(PatchErrorCode.NotAList, "a patch is a list of operations");
        return null;
    }

    PatchOperation? ReadOperation(JsonElement item, int at)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return Invalid(at, "is not an object");
        JsonElement op = default,
            path = default,
            from = default,
            value = default;
        foreach (var member in item.EnumerateObject())
        {
            switch (member.Text())
            {
                case "op":
                    op = member.Value;
                    break;
                case "path":
                    path = member.Value;
                    break;
                case "from":
                    from = member.Value;
                    break;
                case "value":
                    value = member.Value;
                    break;
            }
        }
        if (ReadPath(path, "path", at) is not { } place)
            return null;
        if (ReadKind(op, place) is not { } kind)
            return Invalid(at, "has an unknown \"op\"");
        var source = default(JsonPointer);
        if (kind is PatchOperationKind.Move or PatchOperationKind.Copy)
        {
            source = ReadPath(from, "from", at);
            if (source is null)
                return null;
        }
        var takesValue = kind is PatchOperationKind.Add or PatchOperationKind.Replace or PatchOperationKind.Test;
        if (IsStrict && takesValue && value.ValueKind == JsonValueKind.Undefined)
            return Invalid(at, "lacks \"value\"");
        return new(kind, place, source, takesValue ? value : default);
    }

    PatchOperationKind? ReadKind(JsonElement op, JsonPointer path)
    {
        var word = op.ValueKind == JsonValueKind.String ? op.Text() : null;
        return word switch
        {
            "add" => PatchOperationKind.Add,
            "remove" => PatchOperationKind.Remove,
            "replace" => PatchOperationKind.Replace,
            "move" => PatchOperationKind.Move,
            "copy" => PatchOperationKind.Copy,
            "test" => PatchOperationKind.Test,
            // The JS library's own word for reading, and any word at all when it concerns the whole document.
            "_get" when !IsStrict => PatchOperationKind.None,
            _ => !IsStrict && path.IsRoot ? PatchOperationKind.None : null,
        };
    }

    JsonPointer? ReadPath(JsonElement text, string member, int at)
    {
        JsonPointer? path = null;
        if (text.ValueKind == JsonValueKind.String && (segmentsLeft -= text.RawText().Count((byte)'/')) < 0)
        {
            Error = new(PatchErrorCode.TooCostly, $"more than {PatchLimits.SegmentsMax} segments in all paths", at);
            return null;
        }
        if (IsStrict)
        {
            if (text.ValueKind != JsonValueKind.String)
                Invalid(at, $"lacks \"{member}\"");
            else if (!JsonPointer.TryParse(text.Text(), out path))
                Error = new(PatchErrorCode.InvalidPath, $"\"{member}\" is not a JSON pointer", at);
        }
        else if (text.ValueKind == JsonValueKind.String || IsFalsy(text))
            path = JsonPointer.ParseAsReference(text.ValueKind == JsonValueKind.String ? text.Text() : null);
        else
            Invalid(at, $"has a \"{member}\" that is not text");

        if (path is null || !IsForbidden(path))
            return path;
        Error = new(PatchErrorCode.InvalidPath, $"\"{member}\" names __proto__ or constructor/prototype", at);
        return null;
    }

    static bool IsFalsy(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False
        || (value.ValueKind == JsonValueKind.Number && NumberText.Compare(value.Raw(), "0"u8) == 0);

    // Refused by the JS library at every position of a path, so nothing written through it can hold them.
    static bool IsForbidden(JsonPointer path)
    {
        for (var i = 0; i < path.Parts.Length; i++)
        {
            if (
                path.Parts[i] == "__proto__"
                || (path.Parts[i] == "prototype" && i > 0 && path.Parts[i - 1] == "constructor")
            )
                return true;
        }
        return false;
    }

    PatchOperation? Invalid(int at, string fault)
    {
        Error = new(PatchErrorCode.InvalidOperation, $"operation {at} {fault}", at);
        return null;
    }
}
