using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ComposeServer.Server.Operations;

/// <summary>Measurements of the doors, for any collector to listen to. What they mean stands in <c>src/README.md</c>.</summary>
public static class ServerDiagnostics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "ComposeServer.Server";

    static readonly Meter Meter = new(Name);

    static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "server.errors",
        unit: "{error}",
        description: "Errors that a door answered with by itself, by door and code; those of the GraphQL engine are counted there."
    );

    static readonly Histogram<double> Calls = Meter.CreateHistogram<double>(
        "server.api.duration",
        unit: "s",
        description: "Time of a call of the node API or the event API, by method and route."
    );

    static readonly Counter<long> SlowOperations = Meter.CreateCounter<long>(
        "server.slow_operations",
        unit: "{operation}",
        description: "GraphQL operations that took longer than is set, by kind."
    );

    /// <summary>Notes an error.</summary>
    /// <param name="door"><c>graphql</c>, <c>api</c> or <c>events</c>.</param>
    /// <param name="code">Stable word.</param>
    internal static void CountError(string door, string code) =>
        Errors.Add(1, KeyValuePair.Create("door", (object?)door), KeyValuePair.Create("code", (object?)code));

    /// <summary>Notes a call of the node API or the event API.</summary>
    internal static void RecordCall(string method, string route, long began)
    {
        if (Calls.Enabled)
            Calls.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds,
                KeyValuePair.Create("method", (object?)method),
                KeyValuePair.Create("route", (object?)route)
            );
    }

    /// <summary>Notes a slow operation.</summary>
    internal static void CountSlow(string kind) => SlowOperations.Add(1, KeyValuePair.Create("kind", (object?)kind));
}
