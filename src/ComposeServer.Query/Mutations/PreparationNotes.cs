using ComposeServer.GraphQL.Execution;
using ComposeServer.Streams;

namespace ComposeServer.Query.Mutations;

/// <summary>What one request's mutations have done so far: documents touched, and the last position written.</summary>
sealed class PreparationNotes
{
    readonly HashSet<StreamId> _touched = [];

    /// <summary>Position of the last event written; 0 while there is none.</summary>
    public long Position { get; private set; }

    /// <exception cref="GraphQLException">In preparation, a second event for a document: it would build on the first, which is not signed yet.</exception>
    public void Touch(StreamId id, bool isPreparation)
    {
        if (!_touched.Add(id) && isPreparation)
            throw new GraphQLException(
                $"Two fields of this request write to {id}: the second builds on the first and cannot be prepared in one request",
                MutationCode.SigningDependent
            );
    }

    public void Written(long position) => Position = Math.Max(Position, position);
}
