using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ComposeServer.Anchoring.Diagnostics;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Postgres.Diagnostics;
using ComposeServer.Query.Diagnostics;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Which instruments a server shows: all of its own, and some of the runtime and of the driver.</summary>
static class MeasuredInstruments
{
    static readonly Type[] OwnCatalogues =
    [
        typeof(GraphQLDiagnostics),
        typeof(LogDiagnostics),
        typeof(QueryDiagnostics),
        typeof(PostgresDiagnostics),
        typeof(AnchorDiagnostics),
        typeof(ServerDiagnostics),
    ];

    static readonly FrozenSet<string> Foreign = FrozenSet.Create(
        StringComparer.Ordinal,
        "dotnet.gc.last_collection.heap.size",
        "dotnet.gc.pause.time",
        "dotnet.process.cpu.time",
        "dotnet.process.memory.working_set",
        "db.client.connection.count",
        "db.client.connection.npgsql.pending_requests",
        "db.client.connection.npgsql.timeouts",
        "db.client.operation.npgsql.prepared_ratio"
    );

    /// <summary>Makes the instruments that are made on first use, so that a collector knows them before.</summary>
    public static void Load()
    {
        foreach (var catalogue in OwnCatalogues)
            RuntimeHelpers.RunClassConstructor(catalogue.TypeHandle);
    }

    /// <param name="instrument">Any of the process.</param>
    /// <param name="scope">The server: instruments of another one in this process are not its own.</param>
    public static bool Includes(Instrument instrument, object scope) =>
        instrument.Meter.Name.StartsWith(MetricName.OwnMeters, StringComparison.Ordinal)
            ? instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, scope)
            : Foreign.Contains(instrument.Name);
}
