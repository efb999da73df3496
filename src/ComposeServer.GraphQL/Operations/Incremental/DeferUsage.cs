using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>One <c>@defer</c> in one flattened selection set. Compared by identity: the same directive may be met in several sets.</summary>
/// <param name="directive">Where it stands in the document.</param>
/// <param name="label">Its label, or null.</param>
/// <param name="parent">The deferred fragment around it, in the same set or further up; null when there is none.</param>
sealed class DeferUsage(DirectiveNode directive, string? label, DeferUsage? parent)
{
    public DirectiveNode Directive { get; } = directive;
    public string? Label { get; } = label;
    public DeferUsage? Parent { get; } = parent;

    /// <summary>True when one of the fragments around this one is in the set.</summary>
    public bool IsWithin(HashSet<DeferUsage> usages)
    {
        for (var outer = Parent; outer is not null; outer = outer.Parent)
        {
            if (usages.Contains(outer))
            {
                return true;
            }
        }

        return false;
    }
}
