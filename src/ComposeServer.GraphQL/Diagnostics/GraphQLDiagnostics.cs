using System.Diagnostics;
using System.Diagnostics.Metrics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Diagnostics;

/// <summary>Spans and measurements of the engine, for any collector to listen to. Never holds values of variables.</summary>
public static class GraphQLDiagnostics
{
    /// <summary>Name of both the activity source and the meter.</summary>
    public const string Name = "ComposeServer.GraphQL";

    static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> Requests = Meter.CreateHistogram<double>(
        "graphql.request.duration",
        unit: "s",
        description: "Time from document to response, by kind of operation and status."
    );

    static readonly Histogram<double> Phases = Meter.CreateHistogram<double>(
        "graphql.phase.duration",
        unit: "s",
        description: "Time of parse, validate, execute and write."
    );

    static readonly Counter<long> Lookups = Meter.CreateCounter<long>(
        "graphql.document.lookups",
        description: "Documents asked of the cache, by outcome: hit, refused (a hit on a refused document), miss."
    );

    static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "graphql.errors",
        description: "Errors in responses, by code."
    );

    /// <summary>Starts the span of a request.</summary>
    internal static Activity? StartRequest() => Source.StartActivity("graphql.request");

    /// <summary>Measures until disposed.</summary>
    internal static PhaseScope Phase(string name) => new(name, Source.StartActivity($"graphql.{name}"));

    internal static void CountLookup(string outcome) =>
        Lookups.Add(1, KeyValuePair.Create("outcome", (object?)outcome));

    internal static void CountErrors(IReadOnlyList<GraphQLError> errors)
    {
        if (Errors.Enabled)
        {
            foreach (var error in errors)
            {
                Errors.Add(1, KeyValuePair.Create("code", (object?)error.Code));
            }
        }
    }

    internal static void EndRequest(
        Activity? activity,
        ExecutionSummary summary,
        string? operationName,
        TimeSpan elapsed
    )
    {
        var type = summary.Operation is { } operation ? Printer.Keyword(operation) : null;
        activity?.SetTag("graphql.operation.type", type);
        activity?.SetTag("graphql.operation.name", operationName);
        if (summary.HasErrors)
        {
            activity?.SetStatus(ActivityStatusCode.Error, summary.ErrorCode);
        }

        Requests.Record(
            elapsed.TotalSeconds,
            KeyValuePair.Create("graphql.operation.type", (object?)type),
            KeyValuePair.Create("status", (object?)summary.Status.ToString())
        );
    }

    /// <summary>One phase of one request.</summary>
    internal readonly struct PhaseScope(string name, Activity? activity) : IDisposable
    {
        readonly long start = Stopwatch.GetTimestamp();

        public void Dispose()
        {
            Phases.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, KeyValuePair.Create("phase", (object?)name));
            activity?.Dispose();
        }
    }
}
