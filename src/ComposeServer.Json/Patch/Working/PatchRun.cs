using System.Buffers;
using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

/// <summary>One application of a patch: a working document that shares all untouched parts with the original.</summary>
/// <remarks>
/// Only containers along a path are opened. A <c>copy</c> shares the value and ends the epoch, after which every container made before
/// is copied, one level, before its first change; so doubling copies cost no memory, and the size is known after each operation.
/// </remarks>
abstract class PatchRun(JsonElement document, PatchLimits limits)
{
    readonly List<Container> trail = [];
    int epoch;
    long moves;
    int operation;

    protected PatchLimits Limits { get; } = limits;

    protected Slot Root { get; set; } = new(document);

    /// <summary>The container that <see cref="Reach"/> found last; null when the parent is a scalar.</summary>
    protected Container? Parent { get; private set; }

    /// <summary>Applies all operations; the first fault ends the run.</summary>
    public PatchResult Run(ReadOnlySpan<PatchOperation> operations)
    {
        if (operations.Length > Limits.OperationsMax)
            return new(
                new PatchError(
                    PatchErrorCode.TooManyOperations,
                    $"{operations.Length} operations, limit {Limits.OperationsMax}"
                )
            );
        foreach (var next in operations)
        {
            if ((CheckDepth(next.Path) ?? CheckDepth(next.From) ?? Apply(next) ?? CheckCost()) is { } error)
                return new(error);
            operation++;
        }
        return Finish();
    }

    /// <summary>Null when applied.</summary>
    protected abstract PatchError? Apply(PatchOperation next);

    /// <summary>The position of the element that a path segment names; −1 when there is none.</summary>
    protected abstract int ElementAt(Container list, string segment);

    protected PatchError Fault(string code, string detail) => new(code, $"operation {operation}: {detail}", operation);

    protected PatchError NotFound(JsonPointer path) => Fault(PatchErrorCode.PathNotFound, $"nothing at \"{path}\"");

    /// <summary>Finds the value that holds what the last segment names.</summary>
    /// <param name="path">Not the root.</param>
    /// <param name="forChange">Makes all containers on the way changeable.</param>
    /// <param name="holder">A container, also left in <see cref="Parent"/>, or a scalar, or absent.</param>
    /// <returns>A fault when the way leads through something that is no container.</returns>
    protected PatchError? Reach(JsonPointer path, bool forChange, out Slot holder)
    {
        trail.Clear();
        holder = Root = Opened(Root, parentEpoch: epoch, forChange);
        Parent = holder.Opened;
        foreach (var segment in path.Parts[..^1])
        {
            if (Parent is not { } container)
                return NotFound(path);
            trail.Add(container);
            var at = container.IsList ? ElementAt(container, segment) : container.Position(segment);
            if (at < 0)
                return NotFound(path);
            var child = container.Child(at);
            holder = Opened(child, container.Epoch, forChange);
            Parent = holder.Opened;
            if (Parent is not null && !ReferenceEquals(Parent, child.Opened))
                container.Reopen(at, Parent);
        }
        return null;
    }

    /// <summary>Changes <see cref="Parent"/> and carries the difference in size upwards.</summary>
    /// <param name="change">Done in place.</param>
    /// <param name="moved">Elements that it shifts.</param>
    protected void Change(Action<Container> change, long moved = 1)
    {
        var before = Parent!.SizeBytes;
        change(Parent);
        moves += moved;
        foreach (var ancestor in trail)
            ancestor.Grow(Parent.SizeBytes - before);
    }

    /// <summary>From here on no container may be changed in place: some are about to stand in two places.</summary>
    protected void Share() => epoch++;

    Slot Opened(Slot value, int parentEpoch, bool forChange)
    {
        if (!value.IsContainer)
            return value;
        var container = value.Opened;
        if (container is null)
        {
            container = Container.Open(value.Closed, parentEpoch);
            moves += container.Count;
        }
        if (forChange && container.Epoch != epoch)
        {
            container = container.CopyFor(epoch);
            moves += container.Count;
        }
        return new(container);
    }

    PatchError? CheckDepth(JsonPointer? path) =>
        path is not null && path.Parts.Length > Limits.PathDepthMax
            ? Fault(PatchErrorCode.PathTooDeep, $"{path.Parts.Length} segments, limit {Limits.PathDepthMax}")
            : null;

    PatchError? CheckCost()
    {
        if (Root.SizeBytes > Limits.SizeBytesMax)
            return Fault(PatchErrorCode.ResultTooLarge, $"{Root.SizeBytes} bytes, limit {Limits.SizeBytesMax}");
        return moves > Limits.ElementMovesMax
            ? Fault(PatchErrorCode.TooCostly, $"more than {Limits.ElementMovesMax} elements moved")
            : null;
    }

    PatchResult Finish()
    {
        if (Root.SizeBytes > Limits.SizeBytesMax)
            return new(
                new PatchError(PatchErrorCode.ResultTooLarge, $"{Root.SizeBytes} bytes, limit {Limits.SizeBytesMax}")
            );
        var target = new ArrayBufferWriter<byte>((int)Math.Max(Root.SizeBytes, 4));
        if (
            !Container.TryWrite(Root, target, Limits.DepthMax)
            || CompactJson.Depth(target.WrittenSpan) > Limits.DepthMax
        )
            return new(new PatchError(PatchErrorCode.ResultTooDeep, $"nested deeper than {Limits.DepthMax}"));
        return new(target.WrittenMemory);
    }
}
