using ComposeServer.Query.Deployments;
using Npgsql;

namespace ComposeServer.Postgres.Deployments;

/// <summary>Deployments in Postgres.</summary>
sealed class PostgresDeploymentStore(NpgsqlDataSource source, TimeProvider clock) : IDeploymentStore
{
    const string ReadAll = "select name, composite, version, deployed_at from deployment order by name";

    const string ReadOne = "select name, composite, version, deployed_at from deployment where name = $1";

    const string ReadStamps = "select name, version, deployed_at from deployment";

    /// <summary>$4 is the version that must be there: 0 for none, -1 for any; $5 its time.</summary>
    const string Write = """
        insert into deployment (name, composite, deployed_at, version)
        select $1, $2, $3, 1 where $4 <= 0 or exists (select from deployment where name = $1)
        on conflict (name) do update
        set composite = excluded.composite, deployed_at = excluded.deployed_at, version = deployment.version + 1
        where $4 = -1 or (deployment.version = $4 and deployment.deployed_at = $5)
        returning version, deployed_at
        """;

    const string Delete = "delete from deployment where name = $1";

    public async Task<IReadOnlyList<Deployment>> LoadAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand(ReadAll);
        return await ReadAsync(command, cancel);
    }

    public async Task<Deployment?> FindAsync(string name, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(ReadOne);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return (await ReadAsync(command, cancel)).SingleOrDefault();
    }

    public async Task<IReadOnlyDictionary<string, DeploymentStamp>> StampsAsync(CancellationToken cancel)
    {
        var stamps = new Dictionary<string, DeploymentStamp>(StringComparer.Ordinal);
        await using var command = source.CreateCommand(ReadStamps);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            stamps.Add(reader.GetString(0), new(reader.GetInt64(1), reader.GetInt64(2)));
        return stamps;
    }

    public async Task<DeploymentStamp?> SaveAsync(
        string name,
        string composite,
        DeploymentStamp? onlyIf,
        CancellationToken cancel
    )
    {
        await using var command = source.CreateCommand(Write);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = composite });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = onlyIf?.Version ?? -1 });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = onlyIf?.DeployedAtMs ?? 0 });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    public async Task<bool> RemoveAsync(string name, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Delete);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }

    static async Task<IReadOnlyList<Deployment>> ReadAsync(NpgsqlCommand command, CancellationToken cancel)
    {
        var found = new List<Deployment>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(new(reader.GetString(0), reader.GetString(1), new(reader.GetInt64(2), reader.GetInt64(3))));
        return found;
    }
}
