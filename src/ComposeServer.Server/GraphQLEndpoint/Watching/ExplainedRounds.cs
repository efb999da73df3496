using ComposeServer.GraphQL.Execution;
using ComposeServer.Postgres.Diagnostics;

namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>
/// Runs the fields of a level one after another while an operation is explained, so that each statement is known by the field that asked
/// for it; otherwise as ever.
/// </summary>
sealed class ExplainedRounds(IRoundRunner usual) : IRoundRunner
{
    public ValueTask RunAsync(IReadOnlyList<FieldBatch> round, CancellationToken cancel) =>
        StatementWatch.Current is { Keeps: true } watch
            ? RunAsync(round, watch, cancel)
            : usual.RunAsync(round, cancel);

    static async ValueTask RunAsync(IReadOnlyList<FieldBatch> round, StatementWatch watch, CancellationToken cancel)
    {
        foreach (var batch in round)
        {
            watch.Purpose = batch.Selection.ToString();
            await batch.RunAsync(cancel);
        }

        watch.Purpose = null;
    }
}
