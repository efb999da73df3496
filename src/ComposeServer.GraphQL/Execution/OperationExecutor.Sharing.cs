using System.Runtime.InteropServices;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.GraphQL.Execution;

/// <summary>
/// One field of a store (<see cref="Types.FieldDefinition.Cost"/>) asked under several names is resolved once: a caller who repeats a field many times under other names gets many answers, and
/// the store one question.
/// </summary>
sealed partial class OperationExecutor
{
    /// <summary>The batch of this round that asks the same for the same parents.</summary>
    /// <param name="round">The round so far.</param>
    /// <param name="selection">A field that waits.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="nodes">Objects that wait for it.</param>
    static FieldBatch? SharedBatch(
        List<(List<ObjectNode> Nodes, FieldSelection Selection, FieldBatch Batch)> round,
        FieldSelection selection,
        ArgumentValues arguments,
        List<ObjectNode> nodes
    )
    {
        if (selection.Field.Cost is null)
        {
            return null;
        }

        foreach (var (others, _, batch) in CollectionsMarshal.AsSpan(round))
        {
            if (
                ReferenceEquals(batch.Selection.Field, selection.Field)
                && others.Count == nodes.Count
                && HaveSameSources(others, nodes)
                && ArgumentEquality.AreEqual(batch.Arguments, arguments)
                && string.Equals(batch.Selection.Inside, selection.Inside, StringComparison.Ordinal)
            )
            {
                return batch;
            }
        }

        return null;
    }

    static bool HaveSameSources(List<ObjectNode> one, List<ObjectNode> other)
    {
        for (var i = 0; i < one.Count; i++)
        {
            if (!ReferenceEquals(one[i].Source, other[i].Source))
            {
                return false;
            }
        }

        return true;
    }
}
