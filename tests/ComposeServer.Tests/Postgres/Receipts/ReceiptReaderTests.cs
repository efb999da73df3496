using ComposeServer.Log;
using ComposeServer.Log.Audit;
using ComposeServer.Tests.Postgres.Verify;

namespace ComposeServer.Tests.Postgres.Receipts;

public sealed class ReceiptReaderTests : IAsyncLifetime
{
    VerifyScene _scene = null!;

    public async ValueTask InitializeAsync()
    {
        _scene = await VerifyScene.StartAsync();
        await _scene.WriteAsync();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Every_event_has_a_receipt_that_holds()
    {
        for (var position = 1; position <= 14; position++)
        {
            var cid = await _scene.CidAtAsync(position);

            var receipt = await _scene.Backend.Receipts.FindAsync(cid, default);

            Assert.NotNull(receipt);
            Assert.Null(receipt.FindFault());
            Assert.Equal((cid, position), (receipt.Cid, receipt.Position));
            Assert.Equal(VerifyScene.Signer, receipt.Signature!.Signer);
        }
    }

    [Fact]
    public async Task The_receipt_of_an_erased_event_still_holds_and_those_beside_it_too()
    {
        var (erased, beside) = (await _scene.CidAtAsync(6), await _scene.CidAtAsync(3));
        var log = new LogName(
            await _scene.AskAsync<byte[]>("select l.name from log l join event using (log_no) where position = 6")
        );
        await _scene.Backend.Pins.EraseAsync(log, TimeProvider.System.GetUtcNow(), default);

        foreach (var cid in (ComposeServer.Ipld.Cid[])[erased, beside])
            Assert.Null((await _scene.Backend.Receipts.FindAsync(cid, default))!.FindFault());
    }

    [Fact]
    public async Task What_was_never_committed_has_none()
    {
        var unclaimed = _scene.Scene.NewDocument(_scene.Model.Id);

        Assert.Null(await _scene.Backend.Receipts.FindAsync(unclaimed.Event.Cid, default));
    }

    [Theory]
    [InlineData("signature = set_byte(signature, 5, get_byte(signature, 5) # 1)")]
    [InlineData("signature = null")]
    [InlineData("signer = null")]
    [InlineData("signer = 'nobody'")]
    [InlineData("signature = (select g.signature from commit_group g where g.first_position = 4)")]
    public async Task A_signature_that_does_not_hold_is_found(string change)
    {
        await _scene.ExecuteAsync($"update commit_group set {change} where first_position = 3");

        var fault = Assert.Single((await _scene.VerifyAsync()).Faults);

        Assert.Equal((AuditRule.ChainSignature, 3), (fault.Rule, fault.Position));
    }

    [Fact]
    public async Task Groups_from_before_servers_signed_are_no_fault_and_counted_apart()
    {
        await _scene.ExecuteAsync("update commit_group set signature = null, signer = null where first_position = 3");

        var report = await _scene.VerifyAsync();

        Assert.Empty(report.Faults);
        Assert.Equal(report.Groups - 1, report.GroupsSigned);
    }
}
