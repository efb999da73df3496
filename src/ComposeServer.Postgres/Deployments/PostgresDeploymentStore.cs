using ComposeServer.Query.Deployments;
using Npgsql;

namespace ComposeServer.Postgres.Deployments;

/// <summary>Deployments in Postgres.</summary>
sealed class PostgresDeploymentStore(NpgsqlDataSource source, TimeProvider clock) : IDeploymentStore
{
    const string Read = "select name, composite from deployment order by name";

    const string Write = """
        insert into deployment (name, composite, deployed_at, version) values ($1, $2, $3, 1)
        on conflict (name) do update
        set composite = excluded.composite, deployed_at = excluded.deployed_at, version = deployment.version + 1
        """;

    public async Task<IReadOnlyList<Deployment>> LoadAsync(CancellationToken cancel)
    {
        var found = new List<Deployment>();
        await using var command = source.CreateCommand(Read);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            found.Add(new(reader.GetString(0), reader.GetString(1)));
        return found;
    }

    public async Task SaveAsync(string name, string composite, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Write);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = composite });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = clock.GetUtcNow().ToUnixTimeMilliseconds() });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
