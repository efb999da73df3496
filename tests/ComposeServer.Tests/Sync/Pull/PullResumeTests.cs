using ComposeServer.Sync.Pull;
using ComposeServer.Testing.Postgres;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Tests.Sync.Pull;

public sealed class PullResumeTests : IAsyncLifetime
{
    static readonly PullOptions InSmallPages = PullScene.Quick with { PageSize = 2, RequestsInFlightMax = 1 };

    readonly TemporaryFolder _folder = new();
    PullScene _scene = null!;

    string File => Path.Combine(_folder.FullName, "bookmarks.json");

    PullSelection Notes => new() { Models = [_scene.World.NoteId, _scene.World.SingleId] };

    public async ValueTask InitializeAsync() => _scene = await PullScene.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _scene.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(9)]
    public async Task A_pull_that_is_interrupted_goes_on_where_it_was_and_doubles_nothing(int streams)
    {
        using var stop = new CancellationTokenSource();
        var read = 0;
        _scene.From.Damage = (path, _) =>
        {
            if (path.Contains("/commits/", StringComparison.Ordinal) && Interlocked.Increment(ref read) == streams)
                stop.Cancel();
        };
        var first = await PullAsync(stop.Token);
        _scene.From.Damage = (_, _) => { };

        var second = await PullAsync();

        Assert.True(first.IsInterrupted);
        Assert.True(second.IsComplete);
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
        Assert.Equal(_scene.World.ExportedCount, await _scene.To.Log.ReadPositionAsync(default));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Pages_that_are_stored_are_not_asked_for_again()
    {
        using var stop = new CancellationTokenSource();
        _scene.From.Damage = (path, body) =>
        {
            if (body["pageInfo"]?["endCursor"]?.GetValue<string>().StartsWith("6-", StringComparison.Ordinal) == true)
                stop.Cancel();
        };
        await PullAsync(stop.Token);
        _scene.From.Damage = (_, _) => { };
        _scene.From.Asked.Clear();

        var report = await PullAsync();

        Assert.True(report.IsComplete);
        // The third and fourth page of the notes, and the one of the singles.
        Assert.Equal(3, _scene.From.Asked.Count(path => path.EndsWith("/collection", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_page_of_which_something_failed_is_asked_for_again()
    {
        var note = _scene.World.FirstNote[0].Event.Cid;
        using var stop = new CancellationTokenSource();
        _scene.From.Damage = (path, body) =>
        {
            if (body["commits"]?[0]?["cid"]?.GetValue<string>() == note.ToString())
                ((System.Text.Json.Nodes.JsonObject)body["commits"]![1]!["value"]!).Remove("linkedBlock");
            if (body["pageInfo"]?["endCursor"]?.GetValue<string>().StartsWith("6-", StringComparison.Ordinal) == true)
                stop.Cancel();
        };
        await PullAsync(stop.Token);
        _scene.From.Damage = (_, _) => { };

        var report = await PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }

    [Fact]
    public async Task A_node_that_does_not_know_its_old_cursor_is_read_from_the_beginning()
    {
        var bookmarks = PullBookmarks.Open(File, _scene.From.Address.ToString().TrimEnd('/'));
        bookmarks.Put(_scene.World.NoteId, null, new("999-old", false));
        _scene.From.Instead = async http =>
        {
            if (!http.Request.Path.Value!.EndsWith("/collection", StringComparison.Ordinal))
                return false;
            http.Request.EnableBuffering();
            using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
            var isOld = (await reader.ReadToEndAsync()).Contains("999-old", StringComparison.Ordinal);
            http.Request.Body.Position = 0;
            if (isOld)
                await PullStand.WriteAsync(http, 500, "application/json", """{"error":"not a cursor"}""");
            return isOld;
        };

        var report = await PullAsync();

        Assert.True(report.IsComplete);
        Assert.Equal(await _scene.ExpectedAsync(), await _scene.To.StatesAsync());
    }

    [Fact]
    public void Bookmarks_of_one_node_are_kept_beside_those_of_another()
    {
        var here = PullBookmarks.Open(File, "http://a");
        here.Put(_scene.World.NoteId, _scene.World.Author, new("x", false));
        var there = PullBookmarks.Open(File, "http://b");
        there.Put(_scene.World.NoteId, null, new(null, true));

        there.Clear();

        var again = PullBookmarks.Open(File, "http://a");
        Assert.Equal(new("x", false), again.Find(_scene.World.NoteId, _scene.World.Author));
        Assert.Equal(default, again.Find(_scene.World.NoteId, null));
        again.Clear();
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"version":2,"bookmarks":[]}""")]
    [InlineData("""{"version":1,"bookmarks":[{"from":1}]}""")]
    [InlineData("""{"version":1,"bookmarks":[{"from":"a","model":"b"},{"from":"a","model":"b"}]}""")]
    public void A_file_that_is_none_of_ours_is_refused(string text)
    {
        System.IO.File.WriteAllText(File, text);

        var refused = Assert.Throws<FormatException>(() => PullBookmarks.Open(File, "http://a"));

        Assert.Contains(File, refused.Message);
    }

    Task<PullReport> PullAsync(CancellationToken cancel = default) =>
        _scene.PullAsync(
            Notes,
            InSmallPages,
            bookmarks: PullBookmarks.Open(File, _scene.From.Address.ToString().TrimEnd('/')),
            cancel: cancel
        );
}
