using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Anchoring.Trees;

/// <summary>What the old anchor services ordered the leaves of a split tree by.</summary>
/// <param name="Tip">The leaf.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Model">The stream's model; null when it has none.</param>
/// <param name="Controller">DID of the stream's first controller.</param>
public sealed record SplitLeaf(Cid Tip, StreamId Stream, StreamId? Model, string Controller);

/// <summary>The two orders of leaves in split trees (ceramic.md 3.2). The leaves of a mountain range stand as they came.</summary>
public static class LeafOrder
{
    /// <summary>The older: by model, streams without one last, then by controller, then by StreamID.</summary>
    public static IComparer<SplitLeaf> ByModel { get; } =
        Comparer<SplitLeaf>.Create(
            static (left, right) =>
            {
                if (left.Model != right.Model)
                {
                    if (left.Model is null || right.Model is null)
                        return left.Model is null ? 1 : -1;
                    return LocaleOrder.Compare(left.Model.ToString()!, right.Model.ToString()!);
                }

                var byController = LocaleOrder.Compare(left.Controller, right.Controller);
                return byController != 0
                    ? byController
                    : LocaleOrder.Compare(left.Stream.ToString(), right.Stream.ToString());
            }
        );

    /// <summary>The later: by the leaf's text.</summary>
    public static IComparer<Cid> ByTip { get; } =
        Comparer<Cid>.Create(static (left, right) => LocaleOrder.Compare(left.ToString(), right.ToString()));
}
