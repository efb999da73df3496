using System.CommandLine;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Dids;

/// <summary><c>did:generate-private-key</c>: a random seed of an Ed25519 key.</summary>
sealed class GeneratePrivateKey : CliCommand
{
    readonly ShellContext shell;

    public GeneratePrivateKey(ShellContext shell)
        : base(
            "generate-private-key",
            "Make a random private key: 64 hexadecimal digits",
            "composeserver did:generate-private-key > key.txt"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var key = await shell.RunAsync(
            "Generating random private key",
            () => Task.FromResult(PrivateKeyText.Generate())
        );
        await shell.Out.WriteLineAsync(key);
        return ExitCode.Ok;
    }
}
