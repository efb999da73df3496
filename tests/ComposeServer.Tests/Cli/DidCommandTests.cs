using System.Runtime.Versioning;
using ComposeServer.Cli;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Tests.Cli;

[UnsupportedOSPlatform("windows")]
public sealed class DidCommandTests : IDisposable
{
    const string Seed = "0707070707070707070707070707070707070707070707070707070707070707";
    const string Did = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";

    // The first account of the widely known development mnemonic.
    const string EthereumKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    const string Account = "did:pkh:eip155:1:0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    readonly string folder = Directory.CreateTempSubdirectory("composeserver-did-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_private_key_gives_its_did_however_it_is_passed()
    {
        CommandLineRun[] runs =
        [
            await CommandLineRun.Of(["did:from-private-key", Seed]),
            await CommandLineRun.Of(["did:from-private-key", "-k", Seed]),
            await CommandLineRun.Of(["did:from-private-key", "--did-private-key", Seed]),
            await CommandLineRun.Of(["did:from-private-key"], input: Seed + "\n"),
            await CommandLineRun.Of(
                ["did:from-private-key"],
                variables: new Dictionary<string, string> { ["DID_PRIVATE_KEY"] = Seed }
            ),
        ];

        Assert.All(runs, run => Assert.Equal(new(ExitCode.Ok, Did + "\n", "Creating DID... Done!\n"), run));
    }

    [Fact]
    public async Task No_private_key_is_wrong_usage()
    {
        var run = await CommandLineRun.Of(["did:from-private-key"]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.StartsWith("USAGE: You need to pass the private key parameter as a positional arg", run.Words);
    }

    [Fact]
    public async Task Two_private_keys_are_wrong_usage()
    {
        var run = await CommandLineRun.Of(["did:from-private-key", Seed, "-k", Seed]);

        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.StartsWith("USAGE: Don't pass the private key parameter in more than one way", run.Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("07")]
    [InlineData("zz07070707070707070707070707070707070707070707070707070707070707")]
    [InlineData("070707070707070707070707070707070707070707070707070707070707070707")]
    public async Task What_is_no_private_key_is_refused_and_not_shown(string key)
    {
        var run = await CommandLineRun.Of(["did:from-private-key", key]);

        Assert.Equal(
            new(
                ExitCode.Usage,
                "",
                "INVALID_PRIVATE_KEY: a private key is 32 bytes, written as 64 hexadecimal digits\n"
            ),
            run
        );
    }

    [Fact]
    public async Task Generated_keys_differ()
    {
        var one = await CommandLineRun.Of(["did:generate-private-key"]);
        var other = await CommandLineRun.Of(["did:generate-private-key"]);

        Assert.NotEqual(one.Out, other.Out);
    }

    [Theory]
    [InlineData(EthereumKey)]
    [InlineData("0x" + EthereumKey)]
    public async Task A_session_of_an_ethereum_key_is_good_and_says_what_was_asked(string key)
    {
        var run = await CommandLineRun.Of([
            "did:create-session",
            "--eth-private-key",
            key,
            "--resource",
            "ceramic://*?model=kabc",
            "--resource",
            "ceramic://kdef",
            "--expires",
            "2h",
            "--domain",
            "example.org",
            "--statement",
            "Hello",
        ]);

        Assert.Equal(ExitCode.Ok, run.Exit);
        using var session = Parse(run.Out);
        var payload = session.Capability.Payload;
        Assert.Equal(Account, session.Parent.Text);
        Assert.Equal(["ceramic://*?model=kabc", "ceramic://kdef"], payload.Resources);
        Assert.Equal(("example.org", "Hello"), (payload.Domain, payload.Statement));
        Assert.Equal(CommandLineRun.Now.AddHours(2), session.Capability.Times.ExpiresAt);
        Assert.Null(
            new CapabilityVerifier(new()).Check(session.Capability, CommandLineRun.Now, CapabilityTimeRule.NewWrites)
        );
    }

    [Fact]
    public async Task A_session_lasts_seven_days_when_nothing_is_said()
    {
        var run = await CommandLineRun.Of([
            "did:create-session",
            "--eth-private-key",
            EthereumKey,
            "--resource",
            "ceramic://*",
        ]);

        using var session = Parse(run.Out);
        Assert.Equal(CommandLineRun.Now.AddDays(7), session.Capability.Times.ExpiresAt);
    }

    [Fact]
    public async Task The_throw_away_account_is_kept_where_only_its_owner_can_read_it()
    {
        using var first = Parse((await CommandLineRun.Of(["did:create-session", "--dev", "--data-dir", folder])).Out);
        using var second = Parse((await CommandLineRun.Of(["did:create-session", "--dev", "--data-dir", folder])).Out);

        Assert.Equal(first.Parent, second.Parent);
        Assert.NotEqual(first.Signer.Did, second.Signer.Did);
        Assert.Equal(["ceramic://*"], first.Capability.Payload.Resources);
        var file = Assert.Single(Directory.EnumerateFiles(folder));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_key_file_that_holds_something_else_is_named()
    {
        var file = Path.Combine(folder, "wallet.key");
        await File.WriteAllTextAsync(file, "not a key", TestContext.Current.CancellationToken);

        var run = await CommandLineRun.Of(["did:create-session", "--dev", "--data-dir", folder]);

        Assert.Equal(ExitCode.Failed, run.Exit);
        Assert.StartsWith($"INVALID_PRIVATE_KEY: {file} ", run.Words);
        Assert.DoesNotContain("not a key", run.Words);
    }

    [Theory]
    [InlineData("INVALID_SESSION: --expires: 'soon'", "--resource", "ceramic://*", "--expires", "soon")]
    [InlineData(
        "INVALID_SESSION: --expires: '2030-01-01T00:00:00'",
        "--resource",
        "ceramic://*",
        "--expires",
        "2030-01-01T00:00:00"
    )]
    [InlineData("INVALID_SESSION: --expires: 0s", "--resource", "ceramic://*", "--expires", "0s")]
    [InlineData(
        "INVALID_SESSION: --expires: 2020-01-01T00:00:00Z",
        "--resource",
        "ceramic://*",
        "--expires",
        "2020-01-01T00:00:00Z"
    )]
    [InlineData("USAGE: at least one --resource is needed")]
    [InlineData("USAGE: --dev and --eth-private-key exclude each other", "--dev")]
    public async Task A_session_that_cannot_be_made_is_wrong_usage(string words, params string[] flags)
    {
        var run = await CommandLineRun.Of(["did:create-session", "--eth-private-key", EthereumKey, .. flags]);

        Assert.Equal((ExitCode.Usage, ""), (run.Exit, run.Out));
        Assert.StartsWith(words, run.Words);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public async Task A_number_that_is_no_key_of_the_curve_is_refused(string key)
    {
        var run = await CommandLineRun.Of([
            "did:create-session",
            "--eth-private-key",
            key,
            "--resource",
            "ceramic://*",
        ]);

        Assert.Equal(new(ExitCode.Usage, "", "INVALID_PRIVATE_KEY: --eth-private-key: not a key of secp256k1\n"), run);
    }

    static DidSession Parse(string text)
    {
        Assert.True(DidSession.TryParse(text.TrimEnd('\n'), out var session, out var refusal), refusal.Message);
        return session!;
    }
}
