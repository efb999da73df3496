using ComposeServer.Streams;
using ComposeServer.Sync.Pull;
using ComposeServer.Sync.Pull.Http;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Tests.Sync.Pull;

/// <summary>A node that answers what no node answers, or does not: each time there is a word for it, and an end.</summary>
public sealed class HostileNodeTests : IAsyncLifetime
{
    PullScene _scene = null!;

    StreamId Note => new(StreamType.Document, _scene.World.FirstNote[0].Event.Cid);

    public async ValueTask InitializeAsync() => _scene = await PullScene.StartAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Pages_that_go_in_a_circle_end(int length)
    {
        var page = 0;
        _scene.From.Damage = (path, body) =>
        {
            if (body["pageInfo"] is { } info)
            {
                info["hasNextPage"] = true;
                info["endCursor"] = $"0-{page++ % length}";
            }
        };

        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] });

        Assert.Equal([_scene.World.NoteId], report.Failed[NodeFaultCode.PagesEndless].First);
        Assert.InRange(page, length + 1, 4 * length + 4);
        await _scene.AssertNothingWrongAsync();
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(3, false)]
    public async Task A_model_has_as_many_pages_as_the_option_says(int pagesMax, bool isWhole)
    {
        var options = PullScene.Quick with { PageSize = 2, PagesMax = pagesMax };

        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] }, options);

        Assert.Equal(isWhole, report.IsComplete);
        Assert.Equal(!isWhole, report.Failed.ContainsKey(NodeFaultCode.PagesEndless));
    }

    [Fact]
    public async Task A_gigabyte_is_not_read()
    {
        var zeros = new byte[1 << 20];
        _scene.From.Instead = async http =>
        {
            if (!IsLogOf(http, Note))
                return false;
            http.Response.ContentType = "application/json";
            for (long sent = 0; sent < 1L << 30 && !http.RequestAborted.IsCancellationRequested; sent += zeros.Length)
                await http.Response.Body.WriteAsync(zeros, http.RequestAborted);
            return true;
        };

        var report = await _scene.PullAsync(PullScene.Quick with { AnswerBytesMax = 4 << 20 });

        Assert.Equal([Note], report.Failed[NodeFaultCode.AnswerTooLarge].First);
        Assert.InRange(report.Import.Bytes, 4 << 20, 8 << 20);
        Assert.Equal(_scene.World.Events.Count - 3, report.Import.Taken);
    }

    [Fact]
    public async Task A_page_of_more_than_the_limit_is_asked_for_in_smaller_ones()
    {
        var report = await _scene.PullAsync(
            new PullSelection { Models = [_scene.World.NoteId] },
            PullScene.Quick with
            {
                AnswerBytesMax = 2_600,
            }
        );

        Assert.DoesNotContain(_scene.World.NoteId, report.Failed.SelectMany(one => one.Value.First));
        Assert.True(_scene.From.Asked.Count(path => path.EndsWith("/collection", StringComparison.Ordinal)) > 4);
    }

    [Fact]
    public async Task As_many_models_are_followed_as_the_option_says()
    {
        var none = await _scene.PullAsync(PullScene.Quick with { ModelsMax = 2 });
        var all = await _scene.PullAsync(PullScene.Quick with { ModelsMax = 3 });

        Assert.Equal(NodeFaultCode.AnswerInvalid, none.Fault!.Code);
        Assert.True(all.IsComplete);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task An_answer_is_read_up_to_the_option(int past, bool isRead)
    {
        var body = """{"state":{"type":3,"log":[]}}""";
        _scene.From.Instead = async http =>
        {
            await PullStand.WriteAsync(http, 200, "application/json", body);
            return true;
        };
        var options = PullScene.Quick with { AnswerBytesMax = body.Length - past };
        using var node = new HttpNodeSource(_scene.From.Address, null, options, TimeProvider.System);

        var fault = await Record.ExceptionAsync(() => node.ReadStateAsync(Note.At(Note.Init), default));

        Assert.Equal(isRead ? null : NodeFaultCode.AnswerTooLarge, (fault as NodeFault)?.Code);
    }

    [Theory]
    [InlineData(404, NodeFaultCode.Refused)]
    [InlineData(403, NodeFaultCode.Refused)]
    [InlineData(502, NodeFaultCode.Refused)]
    [InlineData(200, NodeFaultCode.AnswerInvalid)]
    public async Task A_page_for_people_is_no_answer(int status, string code)
    {
        _scene.From.Instead = async http =>
        {
            if (!IsLogOf(http, Note))
                return false;
            await PullStand.WriteAsync(http, status, "text/html", "<html><h1>Bad gateway</h1></html>");
            return true;
        };

        var report = await _scene.PullAsync();

        Assert.Equal([Note], report.Failed[code].First);
        Assert.Contains("Bad gateway", report.Failed[code].Detail);
        Assert.Equal(_scene.World.Events.Count - 3, report.Import.Taken);
    }

    [Theory]
    [InlineData(500, """{"error":"database is locked"}""", 1)]
    [InlineData(500, "oops", 3)]
    [InlineData(503, "", 4)]
    [InlineData(429, "", 4)]
    public async Task A_node_that_fails_and_mends_gives_all(int status, string body, int failures)
    {
        var left = failures;
        _scene.From.Instead = async http =>
        {
            if (!IsLogOf(http, Note) || Interlocked.Decrement(ref left) < 0)
                return false;
            await PullStand.WriteAsync(http, status, "application/json", body);
            return true;
        };

        var report = await _scene.PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }

    [Fact]
    public async Task What_a_node_keeps_saying_no_to_is_asked_for_twice_and_told()
    {
        _scene.From.Instead = async http =>
        {
            if (!IsLogOf(http, Note))
                return false;
            await PullStand.WriteAsync(http, 500, "application/json", """{"error":"ipld: could not find it"}""");
            return true;
        };

        var report = await _scene.PullAsync();

        Assert.Contains("ipld: could not find it", report.Failed[NodeFaultCode.Refused].Detail);
        Assert.Equal(2, _scene.From.Asked.Count(path => path.EndsWith(Note.ToString(), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_address_is_named_and_not_asked()
    {
        await using var other = await PullStand.StartAsync([]);
        _scene.From.Instead = http =>
        {
            if (!IsLogOf(http, Note))
                return Task.FromResult(false);
            http.Response.Redirect(new Uri(other.Address, http.Request.Path).ToString());
            return Task.FromResult(true);
        };

        var report = await _scene.PullAsync();

        Assert.Contains(other.Address.Authority, report.Failed[NodeFaultCode.Redirected].Detail);
        Assert.Empty(other.Asked);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_given_up()
    {
        _scene.From.Instead = async http =>
        {
            if (!IsLogOf(http, Note))
                return false;
            await http.Response.WriteAsync("""{"commits":[""");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };
        var options = PullScene.Quick with { Timeout = TimeSpan.FromMilliseconds(700), TriesMax = 2 };

        var report = await _scene.PullAsync(options);

        Assert.Equal([Note], report.Failed[NodeFaultCode.TimedOut].First);
        Assert.Equal(_scene.World.Events.Count - 3, report.Import.Taken);
    }

    [Fact]
    public async Task A_connection_that_keeps_breaking_ends_the_pull()
    {
        _scene.From.Instead = async http =>
        {
            if (!http.Request.Path.Value!.Contains("/commits/", StringComparison.Ordinal))
                return false;
            http.Response.ContentLength = 1_000;
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            http.Abort();
            return true;
        };

        var report = await _scene.PullAsync(PullScene.Quick with { TriesMax = 2 });

        Assert.Equal(NodeFaultCode.Unreachable, report.Fault!.Code);
        Assert.Empty(await _scene.To.StatesAsync());
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"edges":[]}""")]
    [InlineData("""{"edges":{},"pageInfo":{}}""")]
    [InlineData("""{"edges":[],"pageInfo":{"hasNextPage":true}}""")]
    [InlineData("""{"edges":[null,1,{"node":{"log":[{"cid":"\ud800"}]}}],"pageInfo":{}}""")]
    public async Task A_page_that_is_none_fails_the_model(string body)
    {
        _scene.From.Instead = async http =>
        {
            if (!http.Request.Path.Value!.EndsWith("/collection", StringComparison.Ordinal))
                return false;
            await PullStand.WriteAsync(http, 200, "application/json", body);
            return true;
        };

        var report = await _scene.PullAsync(new PullSelection { Models = [_scene.World.NoteId] });

        Assert.Contains(_scene.World.NoteId, report.Failed[NodeFaultCode.AnswerInvalid].First);
        Assert.Equal(2, report.Import.Taken);
    }

    [Fact]
    public async Task A_node_that_gives_nothing_any_more_is_given_up_after_some_streams()
    {
        _scene.From.Instead = async http =>
        {
            if (!http.Request.Path.Value!.Contains("/commits/", StringComparison.Ordinal))
                return false;
            await PullStand.WriteAsync(http, 404, "text/plain", "gone");
            return true;
        };

        var report = await _scene.PullAsync(PullScene.Quick with { FaultsInRowMax = 4 });

        Assert.Equal(NodeFaultCode.Refused, report.Fault!.Code);
        Assert.Equal(4, report.Failed.Values.Sum(sample => sample.Count));
    }

    [Fact]
    public async Task Nobody_listens()
    {
        var address = _scene.From.Address;
        await _scene.From.DisposeAsync();
        var options = PullScene.Quick with { TriesMax = 2 };
        using var node = new HttpNodeSource(address, null, options, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<NodeFault>(() => node.ReadLogAsync(Note, default));

        Assert.Equal(NodeFaultCode.Unreachable, fault.Code);
        Assert.Contains(address.Authority, fault.Message);
    }

    static bool IsLogOf(HttpContext http, StreamId id) =>
        http.Request.Path.Value!.EndsWith($"/commits/{id}", StringComparison.Ordinal);
}
