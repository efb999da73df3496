using ComposeServer.Indexing.Materialise;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Receipts;
using ComposeServer.Postgres.Backup;
using ComposeServer.Postgres.Verify;
using ComposeServer.Streams.Documents;
using ComposeServer.Sync.Backup;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using ComposeServer.Tests.Identity;
using ComposeServer.Tests.Log.Contract;
using ComposeServer.Tests.Postgres.Verify;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Tests.Postgres.Receipts;

/// <summary>
/// What was written while its session was good stays when the session ends, also when nobody ever anchors it: where no anchor covers an event,
/// the time of its receipt counts.
/// </summary>
public sealed class EndedSessionTests : IAsyncLifetime
{
    static readonly DateTimeOffset Then = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly Account _account = new("long ago");
    VerifyScene _now = null!;
    EventBlocks _document = null!;

    public async ValueTask InitializeAsync()
    {
        _now = await VerifyScene.StartAsync();
        var backend = _now.Backend;
        var ports = new IntakePorts(
            backend.Log,
            backend.Commits,
            backend.Parking,
            new DocumentMaterialiser(backend.Catalogue)
        )
        {
            Receipts = new ReceiptKey(Seeds.Key("server")),
        };
        var clock = new ManualClock(Then);
        await using var then = new LogScene(
            new(ports, backend.Pins, backend.Events, backend.AnchorRequests),
            clock: clock
        );
        var model = await then.ModelAsync();
        using var session = _account.NewSession(clock);
        _document = new EventAuthor(session).Create(model.Id, new { text = "old" });
        await then.TakeAsync<DocumentState>(_document);
        await backend.Catalogue.DeclareAsync([new(model.Id, [])], default);
    }

    public async ValueTask DisposeAsync()
    {
        await _now.DisposeAsync();
        _account.Dispose();
    }

    [Fact]
    public async Task It_is_there_and_verified_and_its_time_is_proven()
    {
        var report = await _now.VerifyAsync();

        Assert.Equal(("old", _document.Event.Cid), await _now.Scene.ContentAsync(_document));
        Assert.Empty(report.Faults);
        Assert.Equal((0, 2), (report.TimesUnproven, report.Signatures));
    }

    [Fact]
    public async Task Its_receipt_says_that_it_came_while_the_session_was_good()
    {
        var receipt = await _now.Backend.Receipts.FindAsync(_document.Event.Cid, default);

        Assert.Null(receipt!.FindFault(VerifyScene.Signer));
        Assert.Equal(Then, receipt.Group.CommittedAt);
    }

    [Fact]
    public async Task It_survives_a_rebuild()
    {
        var done = await _now.Backend.RebuildAsync(null, default);

        Assert.Equal(0, done.Mended);
        Assert.Equal(("old", _document.Event.Cid), await _now.Scene.ContentAsync(_document));
    }

    [Fact]
    public async Task It_survives_a_backup_and_keeps_its_receipt()
    {
        await using var target = await TestPostgres.CreateEmptyDatabaseAsync();
        using var file = new MemoryStream();
        await DatabaseBackup.WriteAsync(_now.ConnectionString, file, TimeProvider.System, null, default);
        await new DatabaseRestore(LogScene.Families.History, TimeProvider.System, NullLogger.Instance).RunAsync(
            target.ConnectionString,
            await BackupFile.OpenAsync(file, null, default),
            null,
            default
        );

        var report = await DatabaseVerification.RunAsync(target.ConnectionString, VerifyScene.Options, null, default);

        Assert.Empty(report.Faults);
        Assert.Equal((2, 0), (report.Events, report.TimesUnproven));
        Assert.Equal(report.Groups, report.Signers[VerifyScene.Signer.Text]);
    }

    [Fact]
    public async Task A_new_session_goes_on_from_it_and_the_old_one_does_not()
    {
        using var later = _account.NewSession(TimeProvider.System);
        using var ended = _account.NewSession(new ManualClock(Then));
        var payload = LogScene.UpdatePayload(_document.Event.Cid, _document.Event.Cid, "new");

        var refused = await _now.Scene.SubmitAsync(new EventAuthor(ended).Sign(payload));
        var next = new EventAuthor(later).Sign(payload);
        await _now.Scene.TakeAsync<DocumentState>(next);

        Assert.IsType<Outcome.Refused>(refused);
        Assert.Equal(("new", next.Event.Cid), await _now.Scene.ContentAsync(_document));
    }
}
