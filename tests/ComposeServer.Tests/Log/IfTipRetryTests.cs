using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Log;

/// <summary>A commit of which nobody knows whether it happened, with writes that name their tip.</summary>
public sealed class IfTipRetryTests : IAsyncDisposable
{
    readonly InMemoryLog _log = new();
    readonly FaultyStore _store;
    readonly EventIntake _intake;

    public IfTipRetryTests()
    {
        _store = new(_log);
        var options = new CapabilityOptions();
        _intake = new(
            new(_log, _store, _log, new NoRows()),
            new IntakeFamilies(new FamilyRegistry([new JournalFamily()])),
            new SignatureStage(new EventSignatures(new CapabilityVerifier(options), options)),
            new IntakeLimits { RetryPause = TimeSpan.FromMilliseconds(1) },
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
    }

    public ValueTask DisposeAsync() => _intake.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task What_such_a_commit_stored_is_taken_once_however_often_the_group_held_it(int times)
    {
        var init = JournalFamily.Begin("one");
        await SubmitAsync(init, default);
        var faults = 0;
        _store.AfterCommit = _ => faults++ == 0 ? new(CommitFaultKind.OutcomeUnknown, "the connection was lost") : null;
        var change = JournalFamily.Append(init, init.Event.Cid, "two");

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => SubmitAsync(change, new(Anchor: false) { IfTip = init.Event.Cid }))
        );

        Assert.Single(outcomes.OfType<Outcome.Taken>());
        Assert.Equal(times - 1, outcomes.OfType<Outcome.Refused>().Count());
        Assert.Equal(2, await _log.ReadPositionAsync(default));
        Assert.True(faults > 0);
    }

    async Task<Outcome> SubmitAsync(EventBlocks blocks, SubmitOptions options) =>
        await _intake.SubmitAsync(blocks, null, options, default);

    sealed class NoRows : IMaterialise
    {
        public long CatalogueVersion => 1;

        public ValueTask ReloadAsync(CancellationToken cancel) => ValueTask.CompletedTask;

        public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
    }
}
