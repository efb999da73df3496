using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;
using Npgsql;

namespace ComposeServer.Postgres.Indexing;

/// <summary>The catalogue and the index tables in Postgres. Tables and indices are never made inside a commit group.</summary>
sealed class PostgresCatalogueStore(NpgsqlDataSource source, FamilyRegistry families, TimeProvider clock)
    : ICatalogueStore
{
    /// <summary>Advisory lock that orders changes of the catalogue among servers.</summary>
    const long CatalogueLock = 0x436f6d70_43617401;

    public async ValueTask<IndexCatalogue> LoadAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead,
            cancel
        );
        return await LoadAsync(connection, transaction, cancel);
    }

    public async Task DeclareAsync(IReadOnlyList<IndexRequest> requests, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var held = await AdvisoryLock.TakeAsync(connection, CatalogueLock, clock, cancel);
        foreach (var request in requests)
        {
            var model = await FindModelAsync(connection, request.Model, cancel);
            var catalogue = await LoadAsync(connection, null, cancel);
            var wanted = TablePlan.For(request, model.Definition, catalogue);
            if (wanted.IsNothingNew)
                continue;
            await new Declaration(connection, clock).WriteAsync(wanted, cancel);
            await FillAsync(connection, wanted.Model, cancel);
        }
    }

    public async Task<bool> ResumeAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var held = await AdvisoryLock.TakeAsync(connection, CatalogueLock, clock, cancel);
        var catalogue = await LoadAsync(connection, null, cancel);
        var unfinished = catalogue.Unfinished.ToArray();
        foreach (var model in unfinished)
            await FillAsync(connection, model, cancel);
        return unfinished.Length > 0;
    }

    async Task FillAsync(NpgsqlConnection connection, IndexedModel model, CancellationToken cancel)
    {
        await new Backfill(connection, families).RunAsync(model, cancel);
        await IndexBuild.RunAsync(connection, model, cancel);
        await SetLiveAsync(connection, model, cancel);
    }

    public async Task StopAsync(IReadOnlyList<StreamId> models, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var held = await AdvisoryLock.TakeAsync(connection, CatalogueLock, clock, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(CatalogueStatements.Stop([.. models.Select(model => model.ToString())]));
        batch.BatchCommands.Add(CatalogueStatements.Advance());
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    Task<IndexCatalogue> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        CancellationToken cancel
    ) => LoadAsync(connection, transaction, families, cancel);

    /// <summary>Reads the catalogue as a transaction sees it.</summary>
    internal static async Task<IndexCatalogue> LoadAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        FamilyRegistry families,
        CancellationToken cancel
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (
            var text in (string[])
                [ReadCatalogue.Version, ReadCatalogue.Columns, ReadCatalogue.Indices, ReadCatalogue.Models]
        )
            batch.BatchCommands.Add(new(text));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        Invariant.Holds(await reader.ReadAsync(cancel));
        var version = reader.GetInt64(0);
        var columns = (await RowsAsync(reader, ReadCatalogue.ReadColumn, cancel)).ToLookup(
            row => row.TableNo,
            row => row.Column
        );
        var indices = (await RowsAsync(reader, ReadCatalogue.ReadIndex, cancel)).ToLookup(
            row => row.TableNo,
            row => row.Index
        );
        var models = await RowsAsync(reader, ReadCatalogue.ReadModel, cancel);
        return new(
            version,
            models.Select(row =>
            {
                var state = (ModelState)families[row.Family].Decode(new LogName(row.Name), row.ModelState);
                return new IndexedModel(
                    row.TableNo,
                    state.Id,
                    state.Definition,
                    [.. columns[row.TableNo]],
                    [.. indices[row.TableNo]],
                    row.State
                );
            })
        );
    }

    static async Task<List<T>> RowsAsync<T>(
        NpgsqlDataReader reader,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancel
    )
    {
        var rows = new List<T>();
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }

    async Task<ModelState> FindModelAsync(NpgsqlConnection connection, StreamId id, CancellationToken cancel)
    {
        if (id.Type != StreamType.Model)
            throw new IndexingException(IndexingCode.NotAModel, $"Cannot index {id}, it is not a Model StreamID");
        var state =
            await ReadStateAsync(connection, id, cancel)
            ?? throw new IndexingException(
                IndexingCode.ModelNotFound,
                $"Cannot index {id}, the model is not known to this node"
            );
        return state.Definition.IsInterface
            ? throw new IndexingException(
                IndexingCode.ModelIsInterface,
                $"Model {id} is an interface and cannot be indexed"
            )
            : state;
    }

    async Task<ModelState?> ReadStateAsync(NpgsqlConnection connection, StreamId id, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Log.ReadHeads.Command([id.Name.Memory.ToArray()]));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var head = Log.ReadHeads.Read(reader);
            if (head.Family is { } family && id.Name == new LogName(head.Name))
                return (ModelState)families[family].Decode(id.Name, head.State);
        }

        return null;
    }

    static async Task SetLiveAsync(NpgsqlConnection connection, IndexedModel model, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(CatalogueStatements.SetState(model, IndexState.Live));
        batch.BatchCommands.Add(CatalogueStatements.SetIndicesLive(model));
        batch.BatchCommands.Add(CatalogueStatements.Advance());
        await batch.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
