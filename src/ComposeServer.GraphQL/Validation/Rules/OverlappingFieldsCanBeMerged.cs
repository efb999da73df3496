using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Validation.Merging;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>Fields of one response key are the same field with the same arguments and shape. Source: October 2021, 5.3.2.</summary>
sealed class OverlappingFieldsCanBeMerged(ValidationContext context) : ValidationRule
{
    readonly ConflictFinder finder = new(context);
    bool hasConflict;

    public override void EnterDocument(DocumentNode document)
    {
        // The quick check follows spreads, so it cannot run on a document where that has no end.
        if (context.HasFragmentCycle)
        {
            hasConflict = true;
            return;
        }

        (hasConflict, var comparisons) = MergeCheck.Run(context);
        if (!hasConflict && comparisons > context.Limits.MergeComparisonsMax)
        {
            context.Abort(LimitError.MergeComparisons(context.Limits.MergeComparisonsMax));
        }
    }

    public override void EnterSelectionSet(SelectionSetNode selections, SyntaxNode owner)
    {
        // Inline fragments belong to the selection set around them.
        if (!hasConflict || owner is InlineFragmentNode)
        {
            return;
        }

        foreach (var conflict in finder.Within(context.Types.ParentType, selections))
        {
            context.Report(
                $"Fields \"{MergeConflict.Cut(conflict.ResponseKey)}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                [.. conflict.Nodes.Concat(conflict.OtherNodes).Select(node => node.Location)]
            );
        }

        if (finder.Exceeded is { } exceeded)
        {
            context.Abort(exceeded);
        }
    }
}
