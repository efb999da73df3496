using System.Buffers;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using ComposeServer.Server.Operations.Exposition;
using ComposeServer.Testing.Measuring;

namespace ComposeServer.Tests.Server.Operations;

public sealed class ExpositionTests : IDisposable
{
    readonly Meter meter = new("ComposeServer.ExpositionTests");
    readonly MetricBook book;

    public ExpositionTests() => book = new(instrument => ReferenceEquals(instrument.Meter, meter));

    [Fact]
    public void A_counter_is_named_by_its_unit_and_total()
    {
        var counter = meter.CreateCounter<long>("log.read.size", "By", "Bytes that were read.");
        counter.Add(3);
        counter.Add(4);

        Assert.Equal(
            """
            # HELP composeserver_log_read_size_bytes_total Bytes that were read.
            # TYPE composeserver_log_read_size_bytes_total counter
            composeserver_log_read_size_bytes_total 7

            """,
            Text()
        );
    }

    [Fact]
    public void A_histogram_sorts_into_buckets_that_add_up()
    {
        var histogram = meter.CreateHistogram<double>("wait", "s", "Time.");
        foreach (var seconds in (double[])[0.0004, 0.0005, 0.2, 60])
            histogram.Record(seconds, KeyValuePair.Create("door", (object?)"api"));

        var read = Read();

        Assert.Equal(2, read.Value("""composeserver_wait_seconds_bucket{door="api",le="0.0005"}"""));
        Assert.Equal(2, read.Value("""composeserver_wait_seconds_bucket{door="api",le="0.1"}"""));
        Assert.Equal(3, read.Value("""composeserver_wait_seconds_bucket{door="api",le="10"}"""));
        Assert.Equal(4, read.Value("""composeserver_wait_seconds_count{door="api"}"""));
        Assert.Equal(60.2009, read.Value("""composeserver_wait_seconds_sum{door="api"}"""), 6);
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var changed = meter.CreateUpDownCounter<int>("changed", description: "Changed.");
        changed.Add(5);
        changed.Add(-2);
        meter.CreateGauge<double>("given", "1", "Given.").Record(0.5);

        var read = Read();

        Assert.Equal(("gauge", 3), (read["composeserver_changed"].Kind, read.Value("composeserver_changed")));
        Assert.Equal(0.5, read.Value("composeserver_given_ratio"));
    }

    [Fact]
    public void What_is_asked_is_asked_each_time_and_who_does_not_answer_is_gone()
    {
        var rooms = new List<Measurement<long>> { new(1, Tag("room", "a")), new(2, Tag("room", "b")) };
        meter.CreateObservableGauge("size", () => rooms, description: "Size.");

        var before = Read();
        rooms.RemoveAt(0);
        var after = Read();

        Assert.Equal(2, before["composeserver_size"].Samples.Count);
        Assert.Equal("""composeserver_size{room="b"}""", Assert.Single(after["composeserver_size"].Samples).Text);
    }

    [Fact]
    public void Those_who_answer_alike_are_added_up()
    {
        meter.CreateObservableUpDownCounter("open", () => 2, description: "Open.");
        meter.CreateObservableUpDownCounter("open", () => 3, description: "Open.");

        Assert.Equal(5, Read().Value("composeserver_open"));
        Assert.Equal(5, Read().Value("composeserver_open"));
    }

    [Theory]
    [InlineData("a\"b", "a\\\"b")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("a\nb", "a\\nb")]
    [InlineData("größe", "größe")]
    public void Values_of_labels_are_escaped(string value, string escaped)
    {
        meter.CreateCounter<long>("said", description: "Said\nby\\people.").Add(1, Tag("what.is", value));

        Assert.Equal(1, Read().Value($"composeserver_said_total{{what_is=\"{escaped}\"}}"));
        Assert.Contains(" Said\\nby\\\\people.\n", Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_labels_does_not_matter_and_one_without_a_value_is_absent()
    {
        var counter = meter.CreateCounter<long>("asked", description: "Asked.");
        counter.Add(1, Tag("a", "1"), Tag("b", true));
        counter.Add(1, Tag("b", true), Tag("a", "1"));
        counter.Add(1, Tag("a", "1"), Tag("b", null));

        Assert.Equal(
            ["""composeserver_asked_total{a="1"} 1""", """composeserver_asked_total{a="1",b="true"} 2"""],
            Text().Split('\n').Where(line => line.StartsWith("composeserver_", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Past_the_most_series_of_a_metric_the_rest_goes_into_one()
    {
        var counter = meter.CreateCounter<long>("named", description: "Named.");
        for (var i = 0; i < Metric.SeriesMax + 50; i++)
            counter.Add(1, Tag("name", i.ToString(CultureInfo.InvariantCulture)));
        counter.Add(1, Tag("name", "0"));

        var read = Read();

        Assert.Equal(Metric.SeriesMax + 1, read["composeserver_named_total"].Samples.Count);
        Assert.Equal(50, read.Value("""composeserver_named_total{name="other"}"""));
        Assert.Equal(2, read.Value("""composeserver_named_total{name="0"}"""));
    }

    [Fact]
    public async Task Many_may_measure_at_the_same_time_and_nothing_is_lost()
    {
        var counter = meter.CreateCounter<long>("done", description: "Done.");
        var histogram = meter.CreateHistogram<int>("sizes", description: "Sizes.");

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(worker =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 10_000; i++)
                        {
                            counter.Add(1, Tag("worker", worker % 2));
                            histogram.Record(i % 7);
                        }
                    })
                )
        );

        var read = Read();
        Assert.Equal(20_000, read.Value("""composeserver_done_total{worker="1"}"""));
        Assert.Equal(40_000, read.Value("composeserver_sizes_count"));
    }

    [Fact]
    public void What_nothing_was_measured_of_is_left_out()
    {
        meter.CreateCounter<long>("never", description: "Never.");

        Assert.Equal("", Text());
    }

    public void Dispose()
    {
        book.Dispose();
        meter.Dispose();
    }

    string Text()
    {
        var output = new ArrayBufferWriter<byte>();
        book.Write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    Exposition Read() => Exposition.Read(Text());

    static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
