using ComposeServer.Postgres.Cluster;
using Npgsql;

namespace ComposeServer.Benchmarks.Sides.Former;

/// <summary>Where the former node keeps its index.</summary>
/// <param name="ConnectionString">For this program.</param>
/// <param name="Url">For the node.</param>
sealed record FormerNodeDatabase(string ConnectionString, string Url)
{
    const string Name = "former_node";

    /// <summary>Makes it, empty, beside the database of this server.</summary>
    public static async Task<FormerNodeDatabase> MakeAsync(PrivateCluster cluster, CancellationToken cancel)
    {
        var place = new NpgsqlConnectionStringBuilder(cluster.ConnectionString);
        await using (var admin = NpgsqlDataSource.Create(cluster.AdminConnectionString))
        await using (var command = admin.CreateCommand($"create database {Name} owner {place.Username}"))
            await command.ExecuteNonQueryAsync(cancel);
        place.Database = Name;
        return new(
            place.ConnectionString,
            $"postgres://{place.Username}@{Uri.EscapeDataString(place.Host!)}:{place.Port}/{Name}"
        );
    }

    /// <summary>It starts with as good a knowledge of its tables as the others.</summary>
    public static async Task AnalyzeAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("vacuum analyze");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
