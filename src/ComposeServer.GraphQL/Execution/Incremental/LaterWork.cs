using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations.Incremental;

namespace ComposeServer.GraphQL.Execution.Incremental;

/// <summary>Notes, while one or several parts of a response are executed, what in them is to be executed later.</summary>
/// <param name="roots">The parts, in the order of the slots of their root nodes.</param>
sealed class LaterWork(IReadOnlyList<PartRoot> roots)
{
    readonly Dictionary<ResultNode, DeliveryScope?> scopes = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<int, Found> byRoot = [];

    /// <summary>Notes the deferred fields of an object.</summary>
    public void Add(ObjectNode node, DeliveryPlan plan)
    {
        var found = FoundIn(node);
        var path = PathOf(node);
        var scope = ScopeAround(node);
        foreach (var usage in plan.NewUsages)
        {
            var parent = usage.Parent is { } outer ? DeliveryScope.Find(scope, outer) : null;
            var group = new DeliveryGroup(path, usage.Label, parent);
            found.Groups.Add(group);
            scope = new(usage, group, scope);
        }

        scopes[node] = scope;
        foreach (var fields in plan.Deferred)
        {
            var waiting = fields.Usages.Usages.Select(usage => DeliveryScope.Find(scope, usage));
            found.Parts.Add(new DeferredPart(node, path, fields, [.. waiting], scope));
        }
    }

    /// <summary>Notes the rest of a list.</summary>
    public void Add(ListNode node, StreamUsage usage, IReadOnlyList<object?> items) =>
        FoundIn(node).Streams.Add(new ItemStream(node, PathOf(node), usage, items));

    /// <summary>What a part leaves for later; what became null leaves nothing.</summary>
    public PartWork Of(int root) =>
        byRoot.TryGetValue(root, out var found)
            ? new(
                found.Groups,
                found.Parts.FindAll(static part => part.Anchor.IsLive),
                found.Streams.FindAll(static stream => stream.Anchor.IsLive)
            )
            : PartWork.None;

    /// <summary>The way from the root of the response to a slot.</summary>
    public ImmutableArray<PathSegment> PathTo(ResultNode node, int slot) =>
        [.. roots[node.Root.Slot].Path, .. node.PathTo(slot)];

    ImmutableArray<PathSegment> PathOf(ResultNode node) =>
        node.Parent is { } parent ? PathTo(parent, node.Slot) : roots[node.Slot].Path;

    DeliveryScope? ScopeAround(ResultNode node)
    {
        for (var around = node.Parent; around is not null; around = around.Parent)
        {
            if (scopes.TryGetValue(around, out var scope))
            {
                return scope;
            }
        }

        return roots[node.Root.Slot].Scope;
    }

    Found FoundIn(ResultNode node)
    {
        var root = node.Root.Slot;
        if (!byRoot.TryGetValue(root, out var found))
        {
            byRoot[root] = found = new Found();
        }

        return found;
    }

    sealed class Found
    {
        public List<DeliveryGroup> Groups { get; } = [];
        public List<DeferredPart> Parts { get; } = [];
        public List<ItemStream> Streams { get; } = [];
    }
}
