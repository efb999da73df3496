using System.Diagnostics.Metrics;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Log.Diagnostics;
using ComposeServer.Log.Families;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;
using ComposeServer.Tests.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Log;

/// <summary>What the intake tells of itself.</summary>
public sealed class IntakeMeasureTests : IAsyncDisposable
{
    // Other tests run at the same time and are listened to as well; what is ours carries this along, the committer's loop too.
    static readonly AsyncLocal<IntakeMeasureTests?> Ours = new();

    readonly ManualClock _clock = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
    readonly InMemoryLog _log = new();
    readonly FaultyStore _store;
    readonly EventIntake _intake;
    readonly MeterListener _meters = new();
    readonly List<string> _measured = [];
    bool _isOver;

    public IntakeMeasureTests()
    {
        Ours.Value = this;
        _store = new(_log);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LogDiagnostics.Name && !instrument.IsObservable)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags, ""));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, tags, $" {value}"));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, tags, $" {value}"));
        _meters.Start();
        _intake = new(
            new(_log, _store, _log, new NoRows()),
            new IntakeFamilies(new FamilyRegistry([new JournalFamily()])),
            new SignatureStage(
                new EventSignatures(new CapabilityVerifier(new CapabilityOptions()), new CapabilityOptions())
            ),
            new IntakeLimits { RetryPause = TimeSpan.FromMilliseconds(1) },
            _clock,
            NullLoggerFactory.Instance
        );
    }

    [Fact]
    public async Task An_event_is_counted_by_what_became_of_it_and_its_group_by_its_end()
    {
        Ours.Value = this;
        await _intake.SubmitAsync(JournalFamily.Begin("one"), null, default);
        await EndAsync();

        Assert.Equal(
            [
                "log.group.duration end=committed",
                "log.group.events 1",
                "log.intake.duration",
                "log.intake.events outcome=taken 1",
            ],
            Measured()
        );
    }

    [Fact]
    public async Task A_refusal_is_counted_by_its_code()
    {
        Ours.Value = this;
        await _intake.SubmitAsync(JournalFamily.Begin("forbidden"), null, default);
        await EndAsync();

        Assert.Contains("log.intake.events outcome=refused 1", Measured());
        Assert.Contains("log.intake.refusals code=NOT_ALLOWED 1", Measured());
        Assert.Contains("log.group.duration end=empty", Measured());
        Assert.DoesNotContain("log.group.events 1", Measured());
    }

    [Fact]
    public async Task A_tip_that_another_server_moved_is_counted_and_so_are_the_events_that_are_applied_again()
    {
        Ours.Value = this;
        var isFirst = true;
        _store.BeforeCommit = _ =>
        {
            (var fails, isFirst) = (isFirst, false);
            return fails ? new(CommitFaultKind.LostRace, "moved") : null;
        };

        await _intake.SubmitAsync(JournalFamily.Begin("one"), null, default);
        await EndAsync();

        Assert.Equal(
            [
                "log.events.applied_again 1",
                "log.group.duration end=committed",
                "log.group.duration end=tip_lost",
                "log.group.events 1",
                "log.intake.duration",
                "log.intake.events outcome=taken 1",
                "log.tips.lost 1",
            ],
            Measured()
        );
    }

    [Fact]
    public async Task The_oldest_event_without_an_answer_tells_how_long_the_queue_has_stood()
    {
        var (oldest, queued) = (TimeSpan.Zero, -1);
        _store.BeforeCommit = _ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(3));
            (oldest, queued) = (_intake.OldestWait, _intake.QueuedEvents);
            return null;
        };

        await _intake.SubmitAsync(JournalFamily.Begin("one"), null, default);
        await EndAsync();

        Assert.Equal((TimeSpan.FromSeconds(3), 0), (oldest, queued));
        Assert.Equal(TimeSpan.Zero, _intake.OldestWait);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _meters.Dispose();
    }

    /// <summary>All measurements have been taken then.</summary>
    async Task EndAsync()
    {
        if (!_isOver)
            await _intake.DisposeAsync();
        _isOver = true;
    }

    IEnumerable<string> Measured()
    {
        lock (_measured)
            return [.. _measured.Order(StringComparer.Ordinal)];
    }

    void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, string value)
    {
        if (Ours.Value != this)
            return;
        var text = instrument.Name;
        foreach (var (name, tag) in tags)
            text += $" {name}={tag}";
        lock (_measured)
            _measured.Add(text + value);
    }

    sealed class NoRows : IMaterialise
    {
        public long CatalogueVersion => 0;

        public ValueTask ReloadAsync(CancellationToken cancel) => default;

        public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
    }
}
