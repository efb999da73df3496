using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Diagnostics;
using ComposeServer.Query.Plan;
using ComposeServer.Query.Requests;
using ComposeServer.Query.Resolvers;

namespace ComposeServer.Query.Run;

/// <summary>Answers connections with everything under them in one statement, and copies what it gives into the answer.</summary>
/// <remarks>
/// Whatever a plan does not cover, and whatever is wrong in a document, is left to the resolvers, level by level; the two give equal bytes. A
/// request that wants to know what it read goes their way, too.
/// </remarks>
sealed class TreeAnswers(QueryPorts ports, DocumentSets sets)
{
    /// <summary>Answers a connection for all parents of a level.</summary>
    /// <param name="batch">The field.</param>
    /// <param name="set">Which documents.</param>
    /// <param name="window">Which stretch of them.</param>
    /// <param name="parents">One for each parent of the batch; null where there can be no documents.</param>
    /// <param name="present">Those that are not null.</param>
    /// <param name="cancel">Ends the statement.</param>
    /// <returns>False when nothing was answered.</returns>
    public async ValueTask<bool> TryAnswerAsync(
        FieldBatch batch,
        DocumentSet set,
        PageWindow window,
        IReadOnlyList<PageParent?> parents,
        PageParent[] present,
        CancellationToken cancel
    )
    {
        var request = batch.StateAs<QueryRequest>();
        if (ports.Trees is not { } reader || request.Reads is not null || present.Length == 0)
            return false;
        if (
            ShapeReader.ConnectionOf(batch.Selection) is not { } shape
            || new TreePlanner(sets, batch).Plan(set, window, shape) is not { } read
        )
            return false;
        using var trees = await ReadAsync(reader, read, present, cancel);
        if (TryWrite(new(ports.Database, DocumentAnswers.ViewerText(request)), shape, read, trees) is not { } written)
        {
            QueryDiagnostics.CountFallback(QueryDiagnostics.Irregular, set.Models[0].Model);
            return false;
        }

        for (var (i, next) = (0, 0); i < parents.Count; i++)
            batch.SetResult(i, parents[i] is null ? null : written[next++]);
        return true;
    }

    static async Task<Trees> ReadAsync(
        ITreeReader reader,
        PageRead read,
        PageParent[] parents,
        CancellationToken cancel
    )
    {
        try
        {
            return await reader.ReadAsync(read, parents, cancel);
        }
        catch (CursorException error)
        {
            throw new GraphQLException(error.Message, ErrorCodes.InvalidCursor);
        }
    }

    static CompletedJson[]? TryWrite(TreeWriter writer, ConnectionShape shape, PageRead read, Trees trees)
    {
        var written = new CompletedJson[trees.Count];
        for (var i = 0; i < written.Length; i++)
        {
            var buffer = new AnswerBuffer();
            var json = new JsonTextWriter(buffer);
            if (!writer.WriteConnection(ref json, new(trees[i]), shape, read))
                return null;
            json.Flush();
            written[i] = new(buffer.ToSequence());
        }

        return written;
    }
}
