using ComposeServer.Log.Audit;

namespace ComposeServer.Tests.Postgres.Verify;

/// <summary>A database is damaged behind the back of the server, and what was damaged is found and named.</summary>
public sealed class DamageTests : IAsyncLifetime
{
    VerifyScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await VerifyScene.StartAsync();
        await _scene.WriteAsync();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData("envelope = set_byte(envelope, 20, get_byte(envelope, 20) # 1)", 3, "CID_MISMATCH")]
    [InlineData("payload = set_byte(payload, 20, get_byte(payload, 20) # 1)", 5, "CID_MISMATCH")]
    [InlineData("payload = payload || '\\x00'", 1, "CID_MISMATCH")]
    [InlineData("payload_cid = (select o.payload_cid from event o where o.position = 4)", 3, "CID_MISMATCH")]
    [InlineData("payload = null", 5, "ROW_UNREADABLE")]
    [InlineData("kind = 1", 4, "EVENT_COLUMNS")]
    [InlineData("prev_position = 3", 5, "EVENT_COLUMNS")]
    [InlineData("prev_position = null", 5, "EVENT_COLUMNS")]
    [InlineData("author_no = (select max(author_no) from principal)", 5, "EVENT_COLUMNS")]
    [InlineData("expires_at = expires_at + 1", 14, "EVENT_COLUMNS")]
    [InlineData("expires_at = 1", 5, "EVENT_COLUMNS")]
    [InlineData("capability_cid = null", 14, "CAPABILITY_MISSING")]
    [InlineData("log_no = (select o.log_no from event o where o.position = 3)", 5, "WRONG_STREAM")]
    public async Task A_changed_event_is_named_with_its_stream_its_cid_and_the_rule(
        string change,
        long position,
        string rule
    )
    {
        var cid = await _scene.CidAtAsync(position);

        await _scene.ExecuteAsync($"update event set {change} where position = {position}");

        var report = await _scene.VerifyAsync();
        Assert.Contains(
            report.Faults,
            fault => fault.Rule == rule && fault.Cid == cid && fault.Position == position && fault.Log is not null
        );
    }

    [Theory]
    [InlineData(
        "delete from block where cid = (select capability_cid from event where position = 14)",
        14,
        "BLOCK_MISSING"
    )]
    [InlineData(
        "delete from block where cid = (select cid from evidence where position = 9 limit 1)",
        9,
        "BLOCK_MISSING"
    )]
    [InlineData(
        "update log set tip_position = 4, tip_cid = (select cid from event where position = 4) where tip_position = 5",
        5,
        "HEAD_MISMATCH"
    )]
    [InlineData(
        "update log set tip_cid = (select cid from event where position = 4) where tip_position = 5",
        5,
        "HEAD_MISMATCH"
    )]
    [InlineData("update log set state = '\\x00' where tip_position = 5", 5, "HEAD_MISMATCH")]
    [InlineData("update log set state = '\\x00' where tip_position = 1", 1, "HEAD_MISMATCH")]
    [InlineData("update log set model_no = 2 where tip_position = 5", 5, "HEAD_MISMATCH")]
    [InlineData(
        "update log set controller_no = (select max(author_no) from principal) where tip_position = 5",
        5,
        "HEAD_MISMATCH"
    )]
    [InlineData("update snapshot set state = '\\x00' where position = 5", 5, "SNAPSHOT_MISMATCH")]
    public async Task What_an_event_needs_and_leads_to_is_compared(string change, long position, string rule)
    {
        var (cid, stream) = (await _scene.CidAtAsync(position), await _scene.StreamAtAsync(position));

        await _scene.ExecuteAsync(change);

        var report = await _scene.VerifyAsync();
        Assert.Contains(report.Faults, fault => fault.Rule == rule && fault.Cid == cid && fault.Log == stream);
    }

    [Theory]
    [InlineData("delete from doc_1 where doc = $1", 3, AuditRule.RowMissing)]
    [InlineData("update doc_1 set updated_at = updated_at + 1 where doc = $1", 5, AuditRule.RowMismatch)]
    [InlineData("update doc_1 set created_at = 0 where doc = $1", 5, AuditRule.RowMismatch)]
    [InlineData("update doc_1 set k_1 = 'other' where doc = $1", 5, AuditRule.RowMismatch)]
    [InlineData("update doc_1 set controller_no = 0 where doc = $1", 5, AuditRule.RowMismatch)]
    [InlineData("update doc_1 set content = '{}' where doc = $1", 14, AuditRule.RowMismatch)]
    [InlineData(
        "update doc_1 set doc = $1 where doc = (select log_no from event where position = 3)",
        11,
        AuditRule.RowExtra
    )]
    [InlineData("delete from doc_2 where doc = $1", 13, AuditRule.RowMissing)]
    public async Task A_changed_index_row_is_named_with_its_stream(string change, long position, string rule)
    {
        var stream = await _scene.StreamAtAsync(position);
        var number = await _scene.AskAsync<long>($"select log_no from event where position = {position}");

        await _scene.ExecuteAsync(change, number);

        var report = await _scene.VerifyAsync();
        var fault = Assert.Single(report.Faults, fault => fault.Rule == rule);
        Assert.Equal(stream, fault.Log);
    }

    [Theory]
    [InlineData("delete from commit_group where first_position = 3", 4, "CHAIN_GAP")]
    [InlineData("update commit_group set last_position = 4 where first_position = 3", 4, "CHAIN_GAP")]
    [InlineData("update commit_group set root = hash where first_position = 3", 3, "CHAIN_ROOT")]
    [InlineData("update commit_group set hash = root where first_position = 3", 3, "CHAIN_HASH")]
    [InlineData("update commit_group set hash = root where first_position = 3", 4, "CHAIN_PREVIOUS")]
    [InlineData("update commit_group set previous_hash = root where first_position = 3", 3, "CHAIN_PREVIOUS")]
    [InlineData("update commit_group set committed_at = 1 where first_position = 3", 3, "CHAIN_TIME")]
    [InlineData("update commit_group set committed_at = committed_at + 1 where first_position = 3", 3, "EVENT_COLUMNS")]
    [InlineData("update event set received_at = received_at - 1 where position = 3", 3, "EVENT_COLUMNS")]
    [InlineData("delete from commit_group where first_position = 14", 14, "EVENT_WITHOUT_GROUP")]
    [InlineData("delete from commit_group where first_position = 14", 14, "CHAIN_HEAD")]
    [InlineData("delete from event where position = 4", 4, "EVENT_MISSING")]
    [InlineData("delete from event where position = 3", 3, "EVENT_MISSING")]
    [InlineData("update commit_head set position = 20", 20, "CHAIN_HEAD")]
    [InlineData("update commit_head set receipt_hash = ''", 14, "CHAIN_HEAD")]
    [InlineData("update commit_head set log_no = 1", 14, "CHAIN_HEAD")]
    [InlineData(
        "insert into collected (position, cid) select position, cid from event where position = 3",
        3,
        "NOT_GONE"
    )]
    [InlineData("insert into erased (cid, erased_at) select cid, 0 from event where position = 3", 3, "NOT_GONE")]
    [InlineData(
        "insert into erased (cid, erased_at) select payload_cid, 0 from event where position = 3",
        3,
        "NOT_GONE"
    )]
    [InlineData("update log set family = null where tip_position = 3", 3, "EVENT_WITHOUT_LOG")]
    [InlineData("update log set family = 'unknown' where tip_position = 3", 3, "HEAD_MISMATCH")]
    [InlineData(
        "update event set position = -3 where position = 3; update event set position = 3 where position = 4; update event set position = 4 where position = -3",
        3,
        "CHAIN_ROOT"
    )]
    public async Task The_chain_of_receipts_shows_what_was_taken_out_moved_or_put_in(
        string change,
        long position,
        string rule
    )
    {
        await _scene.ExecuteAsync(change);

        var report = await _scene.VerifyAsync();

        Assert.Contains(report.Faults, fault => fault.Rule == rule && fault.Position == position);
    }

    [Theory]
    [InlineData(
        "update block set bytes = bytes || '\\x00' where cid = (select capability_cid from event where position = 14)",
        "BLOCK_MISMATCH"
    )]
    [InlineData("insert into block (cid, bytes) values ('\\x00', '\\x00')", "BLOCK_MISMATCH")]
    [InlineData("update unclaimed set payload = payload || '\\x00'", "CID_MISMATCH")]
    [InlineData("update unclaimed set name = (select name from log where tip_position = 3)", "UNCLAIMED_MISMATCH")]
    [InlineData(
        "insert into log (log_no, name, family, tip_position) values (100, (select substr(name, 1, length(name) - 1) || '\\x00' from log where tip_position = 3), 'document', 7)",
        "HEAD_WITHOUT_EVENTS"
    )]
    [InlineData("delete from snapshot; insert into snapshot (position, state) values (99, '')", "EVENT_MISSING")]
    [InlineData("insert into evidence (position, no, cid) values (99, 0, '')", "EVENT_MISSING")]
    [InlineData("drop table doc_2", "INDEX_CATALOGUE")]
    [InlineData("update log set state = '\\x00' where tip_position = 1", "INDEX_CATALOGUE")]
    [InlineData(
        "update doc_1 set doc = 999 where doc = (select log_no from event where position = 3)",
        "INDEX_ROW_EXTRA"
    )]
    [InlineData(
        "update doc_1 set doc = (select log_no from event where position = 13) where doc = (select log_no from event where position = 3)",
        "INDEX_ROW_EXTRA"
    )]
    public async Task What_stands_beside_the_events_is_checked_too(string change, string rule)
    {
        await _scene.ExecuteAsync(change);

        var report = await _scene.VerifyAsync();

        Assert.Contains(report.Faults, fault => fault.Rule == rule);
    }

    [Fact]
    public async Task One_broken_event_is_one_fault_however_many_build_on_it()
    {
        await _scene.ExecuteAsync("update event set envelope = set_byte(envelope, 20, 0) where position = 6");

        var report = await _scene.VerifyAsync();

        Assert.Equal(1, report.FaultCount);
    }

    [Fact]
    public async Task The_differing_columns_of_an_index_row_are_named()
    {
        await _scene.ExecuteAsync("update doc_1 set k_1 = 'other', updated_at = 0 where k_1 = 'plain'");

        var fault = Assert.Single((await _scene.VerifyAsync()).Faults);

        Assert.EndsWith("differs in k_1, updated_at", fault.Detail, StringComparison.Ordinal);
        Assert.Equal(await _scene.CidAtAsync(3), fault.Cid);
    }

    [Fact]
    public async Task All_faults_are_counted_and_as_many_named_as_are_asked_for()
    {
        await _scene.ExecuteAsync("update event set author_no = 0 where position in (3, 4, 5)");

        var report = await _scene.VerifyAsync(faultsMax: 2);

        Assert.Equal((3, 2), (report.FaultCount, report.Faults.Count));
        Assert.Equal(3, report.Counts[AuditRule.EventColumns]);
        Assert.False(report.IsClean);
    }
}
