using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

/// <summary>RFC 6902 with the two leniencies of <see cref="PatchMode.OwnDoor"/>.</summary>
sealed class StrictRun(JsonElement document, PatchLimits limits) : PatchRun(document, limits)
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
                return Remove(next.Path);
            case PatchOperationKind.Copy:
                if (Find(next.From!, out var copied) is { } nothing)
                    return nothing;
                Share();
                return Add(next.Path, copied);
            case PatchOperationKind.Move:
                return Move(next.From!, next.Path);
            default:
                return Find(next.Path, out var found)
                    ?? (
                        SlotEquality.AreEqual(found, next.Value)
                            ? null
                            : Fault(PatchErrorCode.TestFailed, $"another value at \"{next.Path}\"")
                    );
        }
    }

    /// <summary>The element's position; −1 unless it is the shortest spelling of a number below the length.</summary>
    protected override int ElementAt(Container list, string segment) =>
        Index(segment) is { } at && at < list.Count ? at : -1;

    PatchError? Add(JsonPointer path, Slot value)
    {
        if (path.IsRoot)
        {
            Root = value;
            return null;
        }
        if (ReachContainer(path, forChange: true) is { } error)
            return error;
        var key = path.Parts[^1];
        if (!Parent!.IsList)
        {
            Change(parent => parent.Set(key, value));
            return null;
        }
        var at = key == "-" ? Parent.Count : Index(key) ?? -1;
        if (at < 0 || at > Parent.Count)
            return BadIndex(path);
        Change(parent => parent.Insert(at, value), Parent.Count - at);
        return null;
    }

    PatchError? Replace(JsonPointer path, Slot value)
    {
        if (path.IsRoot)
            return Add(path, value);
        if (ReachContainer(path, forChange: true) is { } error)
            return error;
        var key = path.Parts[^1];
        if (!Parent!.IsList)
        {
            Change(parent => parent.Set(key, value));
            return null;
        }
        var at = ElementAt(Parent, key);
        if (at < 0)
            return BadIndex(path);
        Change(parent => parent.SetAt(at, value));
        return null;
    }

    PatchError? Remove(JsonPointer path)
    {
        if (path.IsRoot)
        {
            Root = Slot.Null;
            return null;
        }
        if (ReachContainer(path, forChange: true) is { } error)
            return error;
        var key = path.Parts[^1];
        if (!Parent!.IsList)
        {
            Change(parent => parent.Remove(key));
            return null;
        }
        var at = ElementAt(Parent, key);
        if (at < 0)
            return BadIndex(path);
        Change(parent => parent.RemoveAt(at), Parent.Count - at);
        return null;
    }

    PatchError? Move(JsonPointer from, JsonPointer path)
    {
        if (Find(from, out var moved) is { } error)
            return error;
        // Onto itself it only changes the order of members, as in the JS library.
        var isInside = from.IsPrefixOf(path) && from.Parts.Length < path.Parts.Length;
        return isInside
            ? Fault(PatchErrorCode.MoveIntoItself, $"\"{path}\" lies in \"{from}\"")
            : Remove(from) ?? Add(path, moved);
    }

    PatchError? Find(JsonPointer path, out Slot value)
    {
        value = Root;
        if (path.IsRoot)
            return null;
        if (ReachContainer(path, forChange: false) is { } error)
            return error;
        var key = path.Parts[^1];
        value = Parent!.IsList ? Parent.At(ElementAt(Parent, key)) : Parent.Of(key);
        return value.IsAbsent ? NotFound(path) : null;
    }

    PatchError? ReachContainer(JsonPointer path, bool forChange) =>
        Reach(path, forChange, out _) ?? (Parent is null ? NotFound(path) : null);

    PatchError BadIndex(JsonPointer path) => Fault(PatchErrorCode.InvalidIndex, $"no such list index: \"{path}\"");

    static int? Index(string segment) =>
        segment.Length is > 0 and < 10
        && (segment[0] != '0' || segment.Length == 1)
        && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? at
            : null;
}
