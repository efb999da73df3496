using System.Diagnostics;
using System.Diagnostics.Metrics;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

public sealed class DiagnosticsTests : IDisposable
{
    // Other tests run at the same time and are listened to as well; this name tells the request apart.
    const string Operation = "DiagnosticsTestsOperation";

    readonly ActivitySource test = new("DiagnosticsTests");
    readonly List<Activity> spans = [];
    readonly List<string> measurements = [];
    readonly ActivityListener activities;
    readonly MeterListener meters = new();
    readonly AsyncLocal<bool> isOurs = new();

    public DiagnosticsTests()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name is GraphQLDiagnostics.Name or "DiagnosticsTests",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (isOurs.Value)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GraphQLDiagnostics.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        meters.Start();
    }

    [Fact]
    public async Task A_request_leaves_a_span_of_each_phase_within_one_of_its_own()
    {
        isOurs.Value = true;
        await Schema(Field("one", BuiltInScalars.Int, () => 1)).AskAsync($"query {Operation} {{ one }}");

        Assert.Equal(
            ["graphql.parse", "graphql.validate", "graphql.execute", "graphql.write", "graphql.request"],
            spans.Select(span => span.OperationName)
        );
        Assert.Equal("query", spans[^1].GetTagItem("graphql.operation.type"));
        Assert.Equal(Operation, spans[^1].GetTagItem("graphql.operation.name"));
        Assert.All(spans.SkipLast(1), span => Assert.Equal(spans[^1].SpanId, span.ParentSpanId));
    }

    [Fact]
    public async Task Times_lookups_and_errors_are_measured()
    {
        isOurs.Value = true;
        var schema = Schema(Field("bad", BuiltInScalars.Int, () => new GraphQLError("no", ErrorCodes.NotFound)));

        await schema.AskAsync("{ bad }");

        Assert.Equal(
            [
                "graphql.document.lookups outcome=miss",
                "graphql.phase.duration phase=parse",
                "graphql.phase.duration phase=validate",
                "graphql.phase.duration phase=execute",
                "graphql.phase.duration phase=write",
                "graphql.errors code=NOT_FOUND",
                "graphql.request.duration graphql.operation.type=query status=Executed",
            ],
            measurements
        );
    }

    [Fact]
    public async Task A_fault_is_told_under_the_trace_the_caller_is_in()
    {
        using var trace = test.StartActivity("caller");
        var options = new ExecutionOptions { OnFault = (_, traceId) => measurements.Add(traceId) };
        var schema = Schema(Field("bad", BuiltInScalars.Int, () => throw new InvalidOperationException()));

        var response = await schema.AskAsync("{ bad }", options);

        Assert.Contains(trace!.TraceId.ToHexString(), measurements);
        Assert.Contains($"\"traceId\":\"{trace.TraceId.ToHexString()}\"", response, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        activities.Dispose();
        meters.Dispose();
        test.Dispose();
    }

    void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!isOurs.Value)
        {
            return;
        }

        var text = instrument.Name;
        foreach (var (name, value) in tags)
        {
            text += $" {name}={value}";
        }

        measurements.Add(text);
    }
}
