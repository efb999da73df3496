using ComposeServer.Identity;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Tests.Sync;

/// <summary>Most history was signed in sessions that are over: it holds if an anchor proves it older than the session's end.</summary>
public sealed class ImportExpiryTests : IAsyncDisposable
{
    static readonly DateTimeOffset Issued = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly SyncScene _scene = new();
    readonly SyncNode _node = new();

    public async ValueTask DisposeAsync()
    {
        _scene.Dispose();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData(4_096, false)]
    [InlineData(1, false)]
    [InlineData(4_096, true)]
    [InlineData(1, true)]
    public async Task What_was_written_in_a_session_that_is_over_is_taken_when_its_anchor_comes_however_late(
        int batchEventsMax,
        bool isReversed
    )
    {
        await _node.TakeAsync(_scene.Interface, _scene.Note);
        _node.Times = At(Issued.AddHours(1));
        var blocks = _scene.ExpiredNote(Issued).SelectMany(SyncNode.BlocksOf).ToList();
        if (isReversed)
            blocks.Reverse();

        var report = await _node.ImportAsync(blocks, new() { BatchEventsMax = batchEventsMax });

        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal((3, 1, 1), (report.Taken, report.Streams, report.TimesVerified));
    }

    [Fact]
    public async Task Events_of_other_streams_between_them_change_nothing()
    {
        await _node.TakeAsync(_scene.Interface, _scene.Note);
        _node.Times = At(Issued.AddHours(1));
        var note = _scene.ExpiredNote(Issued);
        var others = Enumerable.Range(0, 3).Select(i => _scene.NewNote($"other {i}")).ToList();

        var report = await _node.ImportAsync(
            SyncNode.FileOf([note[0], others[0], note[1], others[1], note[2], others[2]]),
            new() { BatchEventsMax = 1 }
        );

        Assert.True(report.IsComplete, report.ToString());
        Assert.Equal(6, report.Taken);
    }

    [Fact]
    public async Task Without_an_anchor_it_is_refused()
    {
        await _node.TakeAsync(_scene.Interface, _scene.Note);

        var report = await _node.ImportAsync(SyncNode.FileOf(_scene.ExpiredNote(Issued).Take(2)));

        Assert.Equal(1, report.Refused[IdentityCode.CapabilityExpired].Count);
        Assert.Equal((0, 1), (report.Taken, report.Parked.Count));
    }

    [Fact]
    public async Task An_anchor_from_after_the_sessions_end_does_not_help()
    {
        await _node.TakeAsync(_scene.Interface, _scene.Note);
        _node.Times = At(Issued.AddYears(1));

        var report = await _node.ImportAsync(SyncNode.FileOf(_scene.ExpiredNote(Issued)));

        Assert.Equal([IdentityCode.CapabilityExpired], report.Refused.Keys);
        Assert.Equal(0, report.Taken);
    }

    static ITimeVerifier At(DateTimeOffset time) =>
        SyncNode.Asking(new GnosisAnswers(new ChainAnswer.Attested(time.ToUnixTimeSeconds())));
}
