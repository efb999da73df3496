using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Json;
using ComposeServer.Integration.Social;
using ComposeServer.Integration.Subscriptions;
using ComposeServer.Server.Operations.Exposition;
using ComposeServer.Testing.Measuring;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Operations;

/// <summary>What <c>GET /metrics</c> tells, and whom.</summary>
public class MetricsTests(SocialNode social) : IClassFixture<SocialNode>
{
    static readonly IReadOnlyList<MeasurementRow> Table = MeasurementTable.Read(Repository.Read("src/README.md"));

    [Fact]
    public async Task Every_metric_is_well_formed_and_has_only_the_labels_of_the_table()
    {
        var ada = social.As(social.Ada);
        await ada.CommentAsync(await ada.PostAsync("measured"), "measured too");
        _ = (
            await ada.AskAsync(
                "{ postIndex(first: 3) { edges { node { title comments(first: 2) { edges { node { text } } } } } } }"
            )
        ).Data;
        _ = (await ada.AskAsync("{ postIndex }")).Errors;
        _ = await social.Node.Api.GetAsync("streams/nonsense");

        var read = await ReadAsync();

        Assert.InRange(read.Metrics.Count, 25, Table.Count);
        Assert.All(
            read.Metrics,
            metric =>
            {
                var row = Assert.Single(Table, row => row.Name == metric.Name);
                Assert.Equal(row.Kind, metric.Kind);
                Assert.Empty(metric.Labels.Except(row.Labels));
            }
        );
    }

    [Fact]
    public async Task Requests_events_and_statements_are_counted()
    {
        var ada = social.As(social.Ada);
        var before = await ReadAsync();

        await ada.PostAsync("counted");

        var after = await ReadAsync();
        // Other classes run in this process at the same time, so there may be more.
        Assert.True(Grown("composeserver_log_intake_events_total{outcome=\"taken\"}") >= 1);
        Assert.True(Grown("composeserver_log_group_duration_seconds_count{end=\"committed\"}") >= 1);
        Assert.True(Grown("composeserver_postgres_statement_duration_seconds_count{statement=\"InsertEvents\"}") >= 1);
        Assert.True(
            Grown(
                "composeserver_graphql_request_duration_seconds_count{graphql_operation_type=\"mutation\",status=\"Executed\"}"
            ) >= 1
        );
        Assert.True(after.Value("composeserver_server_cache_size_bytes{cache=\"documents\"}") > 0);
        Assert.True(after.Value("composeserver_server_cache_size_bytes{cache=\"models\"}") > 0);
        Assert.True(after.Value("composeserver_server_cache_size_bytes{cache=\"principals\"}") > 0);

        double Grown(string sample) => after.Value(sample) - before.Value(sample);
    }

    [Fact]
    public async Task A_subscription_is_counted_while_it_is_open_and_a_refusal_by_its_code()
    {
        await using (await Listener.ToAsync(social.Node, "subscription { postChanged { id } }"))
        {
            var open = await ReadAsync();
            Assert.Equal(1, open.Value("composeserver_server_subscriptions"));
            Assert.Equal(1, open.Value("composeserver_server_subscriptions_runs"));
        }

        using var wrong = JsonContent.Create(new { documentId = "nothing" });
        _ = await social.Node.Anonymous.PostAsync(wrong);

        Assert.True(
            (await ReadAsync()).Value(
                "composeserver_server_errors_total{code=\"PERSISTED_QUERY_NOT_FOUND\",door=\"graphql\"}"
            ) >= 1
        );
    }

    [Fact]
    public async Task A_read_of_an_earlier_commit_is_a_fallback_of_its_model()
    {
        var ada = social.As(social.Ada);
        var id = await ada.PostAsync("first");
        var version = (await ada.AskAsync(Version, new { id })).Data.Text("node.version");
        _ = (
            await ada.AskAsync(SocialWrites.UpdatePost, new { input = new { id, content = new { title = "second" } } })
        ).Data;

        var earlier = (await ada.AskAsync(Version, new { id = version })).Data;

        Assert.Equal("first", earlier.Text("node.title"));
        Assert.Equal(
            1,
            (await ReadAsync()).Value(
                $"composeserver_query_fallbacks_total{{model=\"{social.Model("Post")}\",reason=\"at_commit\"}}"
            )
        );
    }

    [Fact]
    public async Task The_table_in_the_map_is_what_is_registered()
    {
        var registered = new Dictionary<string, (string Kind, string Unit)>(StringComparer.Ordinal);
        var scope = new Lock();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (
                    instrument.Meter.Scope is null
                    || instrument.Meter.Name.StartsWith(MetricName.OwnMeters, StringComparison.Ordinal)
                )
                    if (MeasuredInstruments.Includes(instrument, instrument.Meter.Scope!))
                        lock (scope)
                            registered[MetricName.Of(instrument)] = (
                                MetricKinds.Of(instrument).Word(),
                                instrument.Unit ?? ""
                            );
            },
        };
        // Meters that are made on first use are there once a node has started.
        _ = await ReadAsync();
        listener.Start();

        Assert.Equal(
            registered
                .Select(entry => $"{entry.Key} {entry.Value.Kind} {entry.Value.Unit}")
                .Order(StringComparer.Ordinal),
            Table.Select(row => $"{row.Name} {row.Kind} {row.Unit}").Order(StringComparer.Ordinal)
        );
        Assert.All(Table, row => Assert.EndsWith("?", row.Question));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Origin", "https://page.example")]
    public async Task Who_is_not_on_this_machine_is_sent_away(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add(header, value);

        using var answer = await social.Node.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_operator_may_open_them_and_may_have_none()
    {
        await using var open = await TestNode.StartAsync(configure: options =>
            options with
            {
                MetricsFrom = "anywhere",
            }
        );
        await using var without = await TestNode.StartAsync(configure: options => options with { Metrics = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");

        using var shown = await open.Http.SendAsync(request);
        using var absent = await without.Http.GetAsync("/metrics");

        Assert.Equal(
            (HttpStatusCode.OK, "text/plain; version=0.0.4; charset=utf-8"),
            (shown.StatusCode, shown.Content.Headers.ContentType?.ToString())
        );
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    const string Version = "query ($id: ID!) { node(id: $id) { ... on Post { title version } } }";

    async Task<Exposition> ReadAsync() => Exposition.Read(await social.Node.Http.GetStringAsync("/metrics"));
}
