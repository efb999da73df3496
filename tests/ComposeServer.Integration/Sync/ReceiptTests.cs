using ComposeServer.Integration.Cli;
using ComposeServer.Server.Host;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Sync;

/// <summary>A receipt is asked of a server and checked by whoever has it.</summary>
public sealed class ReceiptTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_receipt_of_a_server_is_checked_without_it_and_a_changed_one_does_not_hold()
    {
        var file = Path.Combine(folder.FullName, "receipt.json");
        string cid;
        await using (
            var node = await TestNode.StartAsync(configure: options =>
                options with
                {
                    ReceiptKey = Path.Combine(folder.FullName, "receipts.key"),
                }
            )
        )
        {
            var composite = await node.DeployAsync(TransferScene.Schema);
            var model = StreamId.Parse(composite.Models.Single(one => one.Value.Definition.Name == "Note").Key);
            using var key = Seeds.Key("writer");
            var init = new EventAuthor(key).Create(model, new { text = "noted" });
            _ = (await node.Api.CreateAsync(StreamType.Document, init)).Ok;
            cid = init.Event.Cid.ToString();
            await File.WriteAllTextAsync(file, (await node.Api.GetAsync($"receipts/{cid}")).Ok.GetRawText());
            Assert.Equal(404, (int)(await node.Api.GetAsync($"receipts/{init.Linked!.Value.Cid}")).Status);
            Assert.Equal(400, (int)(await node.Api.GetAsync("receipts/nothing")).Status);
        }

        var holds = await Executable.RunAsync(["verify", "--receipt", file]);
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(
            file,
            text.Replace("\"committedAt\":1", "\"committedAt\":2", StringComparison.Ordinal)
        );
        var changed = await Executable.RunAsync(["verify", "--receipt", file]);
        await File.WriteAllTextAsync(file, "{}");
        var wrong = await Executable.RunAsync(["verify", "--receipt", file]);

        Assert.True(holds.Exit == 0, holds.Words);
        Assert.Contains(cid, holds.Out);
        Assert.Contains("did:key:z6Mk", holds.Out);
        Assert.Equal(1, changed.Exit);
        Assert.StartsWith("CHAIN_HASH", changed.Out);
        Assert.Equal(1, wrong.Exit);
        Assert.StartsWith("INVALID_JSON", wrong.Words);
    }

    [Fact]
    public async Task Two_servers_over_one_database_sign_with_keys_of_their_own_and_a_known_one_can_be_asked_for()
    {
        var file = Path.Combine(folder.FullName, "receipt.json");
        await using var node = await TestNode.StartAsync(configure: KeyIn("one"));
        await using var other = await node.StartAnotherAsync(KeyIn("two"));
        var composite = await node.DeployAsync(TransferScene.Schema);
        var model = StreamId.Parse(composite.Models.Single(one => one.Value.Definition.Name == "Note").Key);

        var (first, second) = (await ReceiptAsync(node, "writer"), await ReceiptAsync(other, "another"));
        await File.WriteAllTextAsync(file, first.Text);
        var known = await Executable.RunAsync(["verify", "--receipt", file, "--server-key", first.Signer]);
        var foreign = await Executable.RunAsync(["verify", "--receipt", file, "--server-key", second.Signer]);
        var misused = await Executable.RunAsync(["verify", "--server-key", second.Signer]);

        Assert.NotEqual(first.Signer, second.Signer);
        Assert.True(known.Exit == 0, known.Words);
        Assert.Equal(1, foreign.Exit);
        Assert.StartsWith("CHAIN_SIGNATURE", foreign.Out);
        Assert.Contains(second.Signer, foreign.Out);
        Assert.NotEqual(0, misused.Exit);

        async Task<(string Text, string Signer)> ReceiptAsync(TestNode writesTo, string writer)
        {
            using var key = Seeds.Key(writer);
            var init = new EventAuthor(key).Create(model, new { text = "noted" });
            _ = (await writesTo.Api.CreateAsync(StreamType.Document, init)).Ok;
            var receipt = (await node.Api.GetAsync($"receipts/{init.Event.Cid}")).Ok;
            return (receipt.GetRawText(), receipt.GetProperty("signature").GetProperty("signer").GetString()!);
        }

        Func<ServerOptions, ServerOptions> KeyIn(string name) =>
            options => options with { ReceiptKey = Path.Combine(folder.FullName, name, "receipts.key") };
    }
}
