using ComposeServer.Query.Deployments;
using Npgsql;

namespace ComposeServer.Postgres.Deployments;

/// <summary>Trusted documents in Postgres.</summary>
sealed class PostgresTrustedDocumentStore(NpgsqlDataSource source) : ITrustedDocumentStore
{
    const string ReadAll = "select id, document from trusted_document";

    const string ReadStamp = "select count(*), coalesce(max(stamp), 0) from trusted_document";

    const string Write = """
        insert into trusted_document (id, document, stamp)
        select given.id, given.document, nextval('trusted_document_stamp')
        from unnest($1, $2) as given (id, document)
        on conflict (id) do update set document = excluded.document, stamp = excluded.stamp
        """;

    const string Delete = "delete from trusted_document where id = any($1)";

    public async Task<IReadOnlyDictionary<string, string>> LoadAsync(CancellationToken cancel)
    {
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = source.CreateCommand(ReadAll);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            documents.Add(reader.GetString(0), reader.GetString(1));
        return documents;
    }

    public async Task<TrustedDocumentStamp> StampAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(ReadStamp);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new(reader.GetInt64(0), reader.GetInt64(1));
    }

    public async Task SaveAsync(IReadOnlyDictionary<string, string> documents, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Write);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. documents.Keys] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. documents.Values] });
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<int> RemoveAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Delete);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids] });
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
