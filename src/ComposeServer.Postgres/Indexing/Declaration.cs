using ComposeServer.Indexing.Catalogue;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>
/// Records what is wanted and makes the table or its new columns, in one short transaction. From its commit on every committer writes
/// them, since it sees the new version under the commit head.
/// </summary>
/// <remarks>
/// The commit head comes first, as in every group; the other way round a group and a declaration could wait for each other. A reader may
/// hold the table for long, and writers wait meanwhile, so each try is short.
/// </remarks>
sealed class Declaration(NpgsqlConnection connection, TimeProvider clock)
{
    const string WaitForHead = "set local lock_timeout = '30s'";
    const string WaitForTable = "set local lock_timeout = '300ms'";
    const string LockNotAvailable = "55P03";

    /// <summary>About a minute.</summary>
    const int TriesMax = 60;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    public async Task WriteAsync(TablePlan plan, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryWriteAsync(plan, cancel);
                return;
            }
            catch (PostgresException error) when (error.SqlState == LockNotAvailable && attempt < TriesMax)
            {
                await Task.Delay(Pause, clock, cancel);
            }
        }
    }

    async Task TryWriteAsync(TablePlan plan, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new(WaitForHead));
        batch.BatchCommands.Add(CatalogueStatements.Advance());
        batch.BatchCommands.Add(new(WaitForTable));
        if (plan.IsNewTable)
        {
            batch.BatchCommands.Add(CatalogueStatements.InsertModel(plan.Model, clock.GetUtcNow()));
            batch.BatchCommands.Add(new(TableDefinition.CreateTable(plan.Model)));
        }
        else
        {
            batch.BatchCommands.Add(CatalogueStatements.SetState(plan.Model, plan.Model.State));
            foreach (var column in plan.NewColumns)
                batch.BatchCommands.Add(new(TableDefinition.AddColumn(plan.Model, column)));
        }

        foreach (var column in plan.NewColumns)
            batch.BatchCommands.Add(CatalogueStatements.InsertColumn(plan.Model, column));
        foreach (var index in plan.NewIndices)
            batch.BatchCommands.Add(CatalogueStatements.InsertIndex(plan.Model, index));
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
