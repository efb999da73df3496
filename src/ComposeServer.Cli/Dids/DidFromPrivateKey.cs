using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Cli.Dids;

/// <summary><c>did:from-private-key</c>: the did:key of a seed.</summary>
sealed class DidFromPrivateKey : CliCommand
{
    // Texts of the old command line, kept.
    const string NoKey =
        "You need to pass the private key parameter as a positional arg, as a flag value, via stdin or as the "
        + "DID_PRIVATE_KEY environmental variable";
    const string SeveralKeys =
        "Don't pass the private key parameter in more than one way out of: arg, flag, stdin, DID_PRIVATE_KEY "
        + "environmental variable";

    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Argument<string?> key = new("key")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "64 hexadecimal digits; may also come by flag, by DID_PRIVATE_KEY or through standard input",
    };

    public DidFromPrivateKey(ShellContext shell)
        : base(
            "from-private-key",
            "Print the DID of a private key",
            "composeserver did:from-private-key --did-private-key $(cat key.txt)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddKey(this, shell);
        Add(key);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var text = (parsed.GetValue(key), flags.KeyTextOf(parsed)) switch
        {
            ({ }, { }) => throw CliException.Usage(SeveralKeys),
            ({ } given, null) => given,
            (null, { } given) => given,
            _ => await shell.Input.ReadAsync(cancel) ?? throw CliException.Usage(NoKey),
        };
        using var signer = PrivateKeyText.Spend(PrivateKeyText.Read(text), bytes => new Ed25519Signer(bytes));
        var did = await shell.RunAsync("Creating DID", () => Task.FromResult(signer.Did.Text));
        await shell.Out.WriteLineAsync(did);
        return ExitCode.Ok;
    }
}
