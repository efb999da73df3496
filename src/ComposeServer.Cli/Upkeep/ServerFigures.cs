using System.Globalization;
using ComposeServer.Cli.Client;

namespace ComposeServer.Cli.Upkeep;

/// <summary>The measurements that tell first how a server is doing.</summary>
static class ServerFigures
{
    /// <summary>One of them.</summary>
    /// <param name="Key">For machines.</param>
    /// <param name="Label">For people.</param>
    /// <param name="Unit">Of the number.</param>
    /// <param name="Read">Finds it; null when the server has not measured it.</param>
    internal sealed record Figure(string Key, string Label, FigureUnit Unit, Func<MetricsText, double?> Read);

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<Figure> All { get; } =
    [
        Of("requests", "GraphQL requests", "composeserver_graphql_request_duration_seconds_count"),
        Mean("requestMeanSeconds", "  mean time", "composeserver_graphql_request_duration_seconds"),
        Of("graphqlErrors", "  errors in answers", "composeserver_graphql_errors_total"),
        Of("internalErrors", "  of them internal", "composeserver_graphql_errors_total", "code=\"INTERNAL\""),
        Of("gateRunning", "  running", "composeserver_server_gate_running"),
        Of("gateWaiting", "  waiting", "composeserver_server_gate_waiting"),
        Of("gateRefused", "  sent away", "composeserver_server_gate_refused_total"),
        Of("slowOperations", "  slow", "composeserver_server_slow_operations_total"),
        Of("sockets", "Sockets", "composeserver_server_sockets"),
        Of("subscriptions", "Subscriptions", "composeserver_server_subscriptions"),
        Of("feedLag", "  slowest is behind by", "composeserver_log_feed_lag"),
        Of("eventsTaken", "Events taken", "composeserver_log_intake_events_total", "outcome=\"taken\""),
        Of("eventsRefused", "  refused", "composeserver_log_intake_events_total", "outcome=\"refused\""),
        Of("queueEvents", "  waiting for a group", "composeserver_log_queue_events"),
        new(
            "queueAgeSeconds",
            "  oldest waits for",
            FigureUnit.Seconds,
            text => text.Sum("composeserver_log_queue_age_seconds")
        ),
        Mean(
            "commitMeanSeconds",
            "  mean time of a group",
            "composeserver_log_group_duration_seconds",
            "end=\"committed\""
        ),
        Mean("statementMeanSeconds", "Statements, mean time", "composeserver_postgres_statement_duration_seconds"),
        Mean("poolWaitMeanSeconds", "  mean wait for a connection", "composeserver_postgres_pool_wait_seconds"),
        new("cacheBytes", "Caches", FigureUnit.Bytes, text => text.Sum("composeserver_server_cache_size_bytes")),
        new(
            "memoryBytes",
            "Memory of the process",
            FigureUnit.Bytes,
            text => text.Sum("dotnet_process_memory_working_set_bytes")
        ),
    ];

    /// <summary>A number as people read it.</summary>
    public static string Print(double number, FigureUnit unit) =>
        unit switch
        {
            FigureUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{number * 1000:0.###} ms"),
            FigureUnit.Bytes => string.Create(CultureInfo.InvariantCulture, $"{number / 1_000_000:0.0} MB"),
            _ => number.ToString("0", CultureInfo.InvariantCulture),
        };

    static Figure Of(string key, string label, string name, string series = "") =>
        new(key, label, FigureUnit.Count, text => text.Sum(name, series));

    static Figure Mean(string key, string label, string name, string series = "") =>
        new(key, label, FigureUnit.Seconds, text => text.Mean(name, series));
}

/// <summary>What a figure counts.</summary>
enum FigureUnit
{
    /// <summary>Things.</summary>
    Count,

    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Bytes.</summary>
    Bytes,
}
