using System.Diagnostics;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Operations;

/// <summary>One story from a caller's request to the group that committed it.</summary>
public class TraceTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    [Fact]
    public async Task A_mutation_is_of_its_callers_trace_and_the_group_that_committed_it_links_to_it()
    {
        using var spans = new SpanRecorder(
            "Microsoft.AspNetCore",
            "ComposeServer.GraphQL",
            "ComposeServer.Log",
            "Npgsql"
        );
        var ada = social.As(social.Ada);
        ActivityTraceId trace;
        GraphQLAnswer answer;
        using (var call = spans.Call())
        {
            trace = call.TraceId;
            answer = await ada.AskAsync(SocialWrites.CreatePost, new { content = SocialWrites.Post("traced") });
        }

        var request = await spans.FindAsync(Of(Request));
        var intake = await spans.FindAsync(Of("log.intake"));
        var group = await spans.FindAsync(span =>
            span.OperationName == "log.commit_group" && span.Links.Any(link => link.Context.SpanId == intake.SpanId)
        );

        // The caller's traceparent was followed, and each step has its place.
        var operation = await spans.FindAsync(Of("graphql.request"));
        Assert.Equal(request.SpanId, operation.ParentSpanId);
        Assert.Equal(operation.SpanId, (await spans.FindAsync(Of("graphql.execute"))).ParentSpanId);
        Assert.Equal(intake.SpanId, (await spans.FindAsync(Of("log.decode"))).ParentSpanId);
        Assert.Equal(intake.SpanId, (await spans.FindAsync(Of("log.verify"))).ParentSpanId);
        Assert.Contains(Ancestors(intake), span => span.SpanId == request.SpanId);
        // The group serves others too: a trace of its own, in which its statements stand.
        Assert.NotEqual(trace, group.TraceId);
        Assert.Null(group.Parent);
        Assert.Contains(group.Links, link => link.Context.TraceId == trace);
        _ = await spans.FindAsync(span => span.Source.Name == "Npgsql" && span.ParentSpanId == group.SpanId);
        // Each side knows the places in the log.
        var (first, last) = (
            (long)intake.GetTagItem("log.position.first")!,
            (long)intake.GetTagItem("log.position.last")!
        );
        Assert.InRange(answer.Position!.Value, first, last);
        Assert.Equal((first, last), (group.GetTagItem("log.position.first"), group.GetTagItem("log.position.last")));
        Assert.Equal("committed", group.GetTagItem("log.group.end"));

        Func<Activity, bool> Of(string name) => span => span.TraceId == trace && span.OperationName == name;
    }

    [Fact]
    public async Task A_refused_event_leaves_the_span_of_its_intake_and_no_place_in_the_log()
    {
        using var spans = new SpanRecorder("ComposeServer.Log");
        var ada = social.As(social.Ada);
        ActivityTraceId trace;
        using (var call = spans.Call())
        {
            trace = call.TraceId;
            var refused = await ada.AskAsync(
                SocialWrites.CreatePost,
                new { content = SocialWrites.Post(new('x', 500)) }
            );
            Assert.NotEmpty(refused.Errors);
        }

        var intake = await spans.FindAsync(span => span.TraceId == trace && span.OperationName == "log.intake");

        Assert.Equal("Refused", intake.GetTagItem("log.outcome"));
        Assert.Null(intake.GetTagItem("log.position.first"));
    }

    static IEnumerable<Activity> Ancestors(Activity span)
    {
        for (var above = span.Parent; above is not null; above = above.Parent)
            yield return above;
    }
}
