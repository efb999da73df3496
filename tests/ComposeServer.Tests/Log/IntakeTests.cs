using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Log;

public sealed class IntakeTests : IAsyncDisposable
{
    readonly InMemoryLog _log = new();
    readonly FaultyStore _store;
    readonly NoRows _rows = new();
    readonly EventIntake _intake;

    public IntakeTests()
    {
        _store = new(_log);
        _intake = Open(new IntakeLimits { RetryPause = TimeSpan.FromMilliseconds(1) });
    }

    [Fact]
    public async Task A_log_of_a_family_of_one_class_is_begun_and_continued()
    {
        var init = JournalFamily.Begin("one");

        await SubmitAsync(init);
        var outcome = await SubmitAsync(JournalFamily.Append(init, init.Event.Cid, "two"));

        Assert.Equal("one two", JournalFamily.TextOf(outcome));
        Assert.Equal(2, Assert.IsType<Outcome.Taken>(outcome).Position);
    }

    [Fact]
    public async Task The_same_event_again_changes_nothing()
    {
        var init = JournalFamily.Begin("one");
        await SubmitAsync(init);

        var again = await SubmitAsync(init);

        Assert.IsType<Outcome.AlreadyKnown>(again);
        Assert.Equal(1, await _log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task A_refused_event_leaves_nothing_behind_and_says_why()
    {
        var outcome = await SubmitAsync(JournalFamily.Begin("forbidden"));

        Assert.Equal(RefusalCode.NotAllowed, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
        Assert.Equal(0, await _log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task An_event_of_a_log_that_is_not_here_is_not_stored_and_names_what_is_missing()
    {
        var init = JournalFamily.Begin("never sent");

        var outcome = await SubmitAsync(JournalFamily.Append(init, init.Event.Cid, "two"));

        Assert.Equal([init.Event.Cid], Assert.IsType<Outcome.Missing>(outcome).Cids);
        Assert.Equal(0, await _log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task Bytes_that_do_not_hash_to_their_name_are_refused()
    {
        var honest = JournalFamily.Begin("one");
        var forged = new EventBlocks(new Block(honest.Event.Cid, JournalFamily.Begin("two").Event.Bytes));

        var outcome = await SubmitAsync(forged);

        Assert.Equal(RefusalCode.CidMismatch, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(100_000, false)]
    public async Task A_block_is_taken_at_the_limit_and_refused_past_it(int past, bool isTaken)
    {
        var empty = JournalFamily.Begin(new string('x', 1000)).Event.Bytes.Length - 1000;
        var limits = new IntakeLimits { BlockBytesMax = empty + 2000 };
        await using var intake = Open(limits);

        var outcome = await intake.SubmitAsync(JournalFamily.Begin(new string('x', 2000 + past)), null, default);

        Assert.Equal(isTaken, outcome is Outcome.Taken);
        if (!isTaken)
            Assert.Equal(RefusalCode.TooLarge, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
    }

    [Fact]
    public async Task One_event_that_the_database_refuses_does_not_take_its_neighbours_down()
    {
        _store.BeforeCommit = writes =>
            writes.Events.Any(write => LineOf(write) == "poison") ? new(CommitFaultKind.Unstorable, "22P05") : null;
        var lines = Enumerable.Range(0, 50).Select(i => i == 31 ? "poison" : $"line {i}").ToArray();

        var outcomes = await Task.WhenAll(lines.Select(line => SubmitAsync(JournalFamily.Begin(line))));

        for (var i = 0; i < lines.Length; i++)
            if (i == 31)
                Assert.Equal(RefusalCode.Unstorable, Assert.IsType<Outcome.Refused>(outcomes[i]).Reason.Code);
            else
                Assert.Equal(lines[i], JournalFamily.TextOf(outcomes[i]));
        Assert.Equal(49, await _log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task A_group_that_failed_for_a_moment_is_committed_in_the_end()
    {
        var failures = 3;
        _store.BeforeCommit = _ => failures-- > 0 ? new(CommitFaultKind.Transient, "57P01") : null;

        var outcome = await SubmitAsync(JournalFamily.Begin("one"));

        Assert.Equal(1, Assert.IsType<Outcome.Taken>(outcome).Position);
        Assert.Equal(4, _store.Tried.Count);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_repeated_and_still_reported_as_taken()
    {
        var isFirst = true;
        _store.AfterCommit = _ =>
        {
            var fault = isFirst ? new CommitFault(CommitFaultKind.OutcomeUnknown, "connection lost") : null;
            isFirst = false;
            return fault;
        };

        var outcome = await SubmitAsync(JournalFamily.Begin("one"));

        Assert.Equal(1, Assert.IsType<Outcome.Taken>(outcome).Position);
        Assert.Equal(1, await _log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task Events_that_lost_a_race_are_applied_again_on_the_new_state()
    {
        var isFirst = true;
        _store.BeforeCommit = _ =>
        {
            var fault = isFirst ? new CommitFault(CommitFaultKind.LostRace, "moved") : null;
            isFirst = false;
            return fault;
        };

        var outcome = await SubmitAsync(JournalFamily.Begin("one"));

        Assert.Equal("one", JournalFamily.TextOf(outcome));
    }

    [Fact]
    public async Task A_database_that_stays_away_is_reported_after_the_deadline()
    {
        await using var intake = Open(
            new IntakeLimits
            {
                CommitDeadline = TimeSpan.FromMilliseconds(50),
                RetryPause = TimeSpan.FromMilliseconds(5),
            }
        );
        _store.BeforeCommit = _ => new(CommitFaultKind.Transient, "57P01");

        var fault = await Assert.ThrowsAsync<CommitFault>(() =>
            intake.SubmitAsync(JournalFamily.Begin("one"), null, default).AsTask()
        );

        Assert.Equal(CommitFaultKind.Transient, fault.Kind);
        Assert.Equal(0, await _log.ReadPositionAsync(default));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once()
    {
        await using var intake = Open(new IntakeLimits { QueueBytesMax = 10 });

        var outcome = await intake.SubmitAsync(JournalFamily.Begin("more than ten bytes"), null, default);

        Assert.Equal(RefusalCode.Overloaded, Assert.IsType<Outcome.Refused>(outcome).Reason.Code);
    }

    [Fact]
    public async Task Of_two_events_on_one_tip_in_one_group_the_first_wins()
    {
        var init = JournalFamily.Begin("one");
        await SubmitAsync(init);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => SubmitAsync(JournalFamily.Append(init, init.Event.Cid, $"{i}")))
        );

        Assert.Single(outcomes.OfType<Outcome.Taken>());
        Assert.All(outcomes.OfType<Outcome.Refused>(), refused => Assert.Equal(RefusalCode.Stale, refused.Reason.Code));
    }

    [Fact]
    public async Task A_changed_catalogue_is_loaded_before_rows_are_made()
    {
        _log.CatalogueVersion = 7;

        await SubmitAsync(JournalFamily.Begin("one"));

        Assert.Equal(7, _rows.CatalogueVersion);
    }

    [Fact]
    public async Task An_event_that_came_twice_is_taken_at_its_own_place_when_a_commit_of_both_was_lost()
    {
        var init = JournalFamily.Begin("one");
        await SubmitAsync(init);
        var second = JournalFamily.Append(init, init.Event.Cid, "two");
        Task<Outcome>[] both = [];
        var isFirst = true;
        _store.BeforeCommit = writes =>
        {
            // While another group is on its way, both wait for the next one.
            if (LineOf(writes.Events[0]) == "other")
            {
                both = [SubmitAsync(second), SubmitAsync(second)];
                return null;
            }

            (var fails, isFirst) = (isFirst, false);
            return fails ? new(CommitFaultKind.OutcomeUnknown, "connection lost") : null;
        };
        await SubmitAsync(JournalFamily.Begin("other"));

        var outcomes = await Task.WhenAll(both);

        Assert.Equal(3, Assert.IsType<Outcome.Taken>(outcomes[0]).Position);
        Assert.IsType<Outcome.AlreadyKnown>(outcomes[1]);
    }

    [Fact]
    public void The_receipts_of_groups_are_a_chain_over_their_CIDs()
    {
        var cids = Enumerable.Range(0, 5).Select(i => JournalFamily.Begin($"{i}").Event.Cid).ToArray();
        var at = DateTimeOffset.UnixEpoch;

        var first = Receipt.Chain(default, cids[..3], 1, 3, at);
        var second = Receipt.Chain(first.Hash, cids[3..], 4, 5, at);
        var other = Receipt.Chain(first.Hash, [cids[4], cids[3]], 4, 5, at);

        Assert.True(second.Previous.Span.SequenceEqual(first.Hash.Span));
        Assert.False(second.Hash.Span.SequenceEqual(other.Hash.Span));
        Assert.Equal(32, second.Hash.Length);
    }

    public async ValueTask DisposeAsync() => await _intake.DisposeAsync();

    EventIntake Open(IntakeLimits limits)
    {
        var options = new CapabilityOptions();
        _rows.Source = _log;
        return new(
            new IntakePorts(_log, _store, _log, _rows),
            new IntakeFamilies(new FamilyRegistry([new JournalFamily()])),
            new SignatureStage(new EventSignatures(new CapabilityVerifier(options), options)),
            limits,
            TimeProvider.System,
            NullLoggerFactory.Instance
        );
    }

    Task<Outcome> SubmitAsync(EventBlocks blocks) => _intake.SubmitAsync(blocks, null, default).AsTask();

    static string LineOf(EventWrite write) => ((IpldString)write.Raw.Body["line"]).Value;

    /// <summary>An index that holds nothing but follows the catalogue.</summary>
    sealed class NoRows : IMaterialise
    {
        public InMemoryLog? Source { get; set; }

        public long CatalogueVersion { get; private set; }

        public ValueTask ReloadAsync(CancellationToken cancel)
        {
            CatalogueVersion = Source!.CatalogueVersion;
            return ValueTask.CompletedTask;
        }

        public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
    }
}
