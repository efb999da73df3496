using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

/// <summary>What the patch library of the JS node does, without validation.</summary>
/// <remarks>A value that a scalar is asked to hold is lost without a word; only null and absent values refuse to be looked into.</remarks>
sealed class ReferenceRun(JsonElement document, PatchLimits limits) : PatchRun(document, limits)
{
    protected override PatchError? Apply(PatchOperation next)
    {
        switch (next.Kind)
        {
            case PatchOperationKind.Add:
                return Add(next.Path, new(next.Value));
            case PatchOperationKind.Replace:
                return Replace(next.Path, new(next.Value));
            case PatchOperationKind.Remove:
                return Remove(next.Path, out _);
            case PatchOperationKind.Copy:
                return Copy(next.From!, next.Path);
            case PatchOperationKind.Move:
                return Move(next.From!, next.Path);
            case PatchOperationKind.None:
                return Find(next.Path, out _);
            default:
                return Find(next.Path, out var found)
                    ?? (
                        SlotEquality.AreEqual(found, next.Value)
                            ? null
                            : Fault(PatchErrorCode.TestFailed, "Test operation failed")
                    );
        }
    }

    /// <summary>The element's position; −1 when JavaScript would read undefined.</summary>
    protected override int ElementAt(Container list, string segment) =>
        EcmaIndex.Of(segment, list.Count) is { } at and >= 0 && at < list.Count ? at : -1;

    PatchError? Add(JsonPointer path, Slot value)
    {
        if (path.IsRoot)
        {
            Root = value;
            return null;
        }
        if (ReachHolder(path) is { } error)
            return error;
        var key = path.Parts[^1];
        if (Parent is not { IsList: true } list)
            return SetMember(key, value);
        if (EcmaIndex.Of(key, list.Count) is not { } index)
            return SetListMember(list, key, value);
        var at = EcmaIndex.Clamp(index, list.Count);
        Change(parent => parent.Insert(at, value), list.Count - at);
        return null;
    }

    PatchError? Replace(JsonPointer path, Slot value)
    {
        if (path.IsRoot)
            return Add(path, value);
        if (ReachHolder(path) is { } error)
            return error;
        var key = path.Parts[^1];
        if (Parent is not { IsList: true } list)
            return SetMember(key, value);
        if (EcmaIndex.Of(key, list.Count) is not { } at)
            return SetListMember(list, key, value);
        if (at < 0)
            return null;
        if (at >= list.Count && Resize(list, (long)at + 1) is { } tooLarge)
            return tooLarge;
        Change(parent => parent.SetAt(at, value));
        return null;
    }

    PatchError? Remove(JsonPointer path, out Slot removed)
    {
        removed = Root;
        if (path.IsRoot)
        {
            Root = Slot.Null;
            return null;
        }
        removed = default;
        if (ReachHolder(path) is { } error)
            return error;
        var key = path.Parts[^1];
        if (Parent is not { IsList: true } list)
        {
            removed = Parent?.Of(key) ?? default;
            if (!removed.IsAbsent)
                Change(parent => parent.Remove(key));
            return null;
        }
        var at = EcmaIndex.Clamp(EcmaIndex.Of(key, list.Count) ?? EcmaIndex.Coerce(key), list.Count);
        if (at == list.Count)
            return null;
        removed = list.At(at);
        Change(parent => parent.RemoveAt(at), list.Count - at);
        return null;
    }

    PatchError? Copy(JsonPointer from, JsonPointer path)
    {
        if ((path.IsRoot ? null : ReachHolder(path)) is { } unreachable)
            return unreachable;
        if (Find(from, out var copied) is { } nothing)
            return nothing;
        Share();
        return Add(path, copied.IsAbsent && !path.IsRoot ? Slot.Null : copied);
    }

    PatchError? Move(JsonPointer from, JsonPointer path)
    {
        if (path.IsRoot)
            return Find(from, out var lifted) ?? Add(path, lifted);
        if (ReachHolder(path) is { } unreachable)
            return unreachable;
        if (!from.IsRoot)
            return Remove(from, out var moved) ?? Add(path, moved);
        // The document would hold itself, unless what would hold it is a scalar, or a name that a list does not print.
        var isLost =
            Parent is null || (Parent.IsList && path.Parts[^1] != "length" && EcmaIndex.Of(path.Parts[^1], 0) is null);
        return isLost ? null : Fault(PatchErrorCode.MoveIntoItself, $"\"{path}\" lies in the document");
    }

    PatchError? Find(JsonPointer path, out Slot value)
    {
        value = Root;
        if (path.IsRoot)
            return null;
        value = default;
        if (Reach(path, forChange: false, out var holder) is { } error)
            return error;
        if (IsNothing(holder))
            return NotFound(path);
        var key = path.Parts[^1];
        if (Parent is { IsList: true } list)
            value = key == "length" ? LengthOf(list) : list.At(ElementAt(list, key));
        else
            value = Parent?.Of(key) ?? default;
        return null;
    }

    PatchError? ReachHolder(JsonPointer path) =>
        Reach(path, forChange: true, out var holder) ?? (IsNothing(holder) ? NotFound(path) : null);

    PatchError? SetMember(string key, Slot value)
    {
        if (Parent is null)
            return null;
        if (value.IsAbsent)
            Change(parent => parent.Remove(key));
        else
            Change(parent => parent.Set(key, value));
        return null;
    }

    // Of all that can be hung on a JavaScript list only its length shows in the document.
    PatchError? SetListMember(Container list, string key, Slot value)
    {
        if (key != "length")
            return null;
        return EcmaIndex.Length(value) is { } length
            ? Resize(list, length)
            : Fault(PatchErrorCode.InvalidIndex, "not a list length");
    }

    PatchError? Resize(Container list, long length)
    {
        var sizeBytes = (length - list.Count) * 5;
        if (sizeBytes > Limits.SizeBytesMax)
            return Fault(PatchErrorCode.ResultTooLarge, $"{sizeBytes} bytes, limit {Limits.SizeBytesMax}");
        Change(parent => parent.Resize((int)length), Math.Abs(length - list.Count));
        return null;
    }

    static Slot LengthOf(Container list) => new(JsonElement.Parse(list.Count.ToString(CultureInfo.InvariantCulture)));

    static bool IsNothing(Slot value) => value.Kind is JsonValueKind.Undefined or JsonValueKind.Null;
}
