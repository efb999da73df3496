using System.Text.Json;
using ComposeServer.Json.Patch.Working;

namespace ComposeServer.Json.Patch;

/// <summary>Makes the operations that JS clients send for a change.</summary>
sealed class PatchDiff
{
    readonly List<PatchOperation> operations = [];

    public static PatchOperation[] Between(JsonElement before, JsonElement after)
    {
        var (old, @new) = (OrEmpty(before), OrEmpty(after));
        var diff = new PatchDiff();
        if (AreAlike(old, @new))
            diff.Compare(old, @new, JsonPointer.Root);
        else if (!JsonEquality.AreEqual(old, @new))
            diff.operations.Add(new(PatchOperationKind.Replace, JsonPointer.Root, null, @new));
        return [.. diff.operations];
    }

    void Compare(JsonElement before, JsonElement after, JsonPointer path)
    {
        if (before.Raw().SequenceEqual(after.Raw()))
            return;
        var (old, @new) = (Container.Open(before, epoch: 0), Container.Open(after, epoch: 0));
        var removed = false;
        foreach (var name in old.NamesInEcmaOrder().Reverse())
        {
            var value = @new.Named(name);
            if (value.IsAbsent)
            {
                operations.Add(new(PatchOperationKind.Remove, path.Child(name), null, default));
                removed = true;
            }
            else
                CompareValues(old.Named(name).Closed, value.Closed, path, name);
        }
        if (!removed && old.Count == @new.Count)
            return;
        foreach (var name in @new.NamesInEcmaOrder())
        {
            if (old.Named(name).IsAbsent)
                operations.Add(new(PatchOperationKind.Add, path.Child(name), null, @new.Named(name).Closed));
        }
    }

    void CompareValues(JsonElement old, JsonElement @new, JsonPointer path, string name)
    {
        if (AreAlike(old, @new))
            Compare(old, @new, path.Child(name));
        else if (!JsonEquality.AreEqual(old, @new))
            operations.Add(new(PatchOperationKind.Replace, path.Child(name), null, @new));
    }

    static bool AreAlike(JsonElement old, JsonElement @new) =>
        old.ValueKind == @new.ValueKind && old.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    static JsonElement OrEmpty(JsonElement document) =>
        document.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? JsonElement.Parse("{}"u8) : document;
}
