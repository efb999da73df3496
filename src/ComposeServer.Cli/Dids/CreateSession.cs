using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Sessions;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Dids;

/// <summary><c>did:create-session</c>: lets an Ethereum account lend a fresh key the right to write for it.</summary>
sealed class CreateSession : CliCommand
{
    const string KeyVariable = "ETH_PRIVATE_KEY";
    const string DataDirVariable = "COMPOSESERVER_DATA_DIR";
    const string WalletFile = "wallet.key";

    readonly ShellContext shell;

    readonly Option<string?> ethereumKey = new("--eth-private-key")
    {
        Description =
            $"Private key of an Ethereum account: 64 hexadecimal digits, 0x before them or not (variable {KeyVariable})",
        HelpName = "key",
    };

    readonly Option<bool> dev = new("--dev")
    {
        Description = "Use a throw-away account; its key is made the first time and kept in the data folder",
    };

    readonly Option<string?> dataDir = new("--data-dir")
    {
        Description = $"Folder in which --dev keeps the key (variable {DataDirVariable}, default as for serve)",
        HelpName = "folder",
    };

    readonly Option<string[]> resources = new("--resource")
    {
        Description =
            "What may be written, for example ceramic://*?model=k…; may be repeated (default with --dev: ceramic://*)",
        HelpName = "resource",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly Option<string?> expires = new("--expires")
    {
        Description = "When it ends: 30m, 12h, 7d, or a moment such as 2030-01-31T12:00:00Z (default 7d)",
        HelpName = "time",
    };

    readonly Option<string> domain = new("--domain")
    {
        Description = "Who asks the account: the first word of the text that it signs",
        DefaultValueFactory = _ => "localhost",
        HelpName = "domain",
    };

    readonly Option<string> statement = new("--statement")
    {
        Description = "What the account is told",
        DefaultValueFactory = _ => SessionRequest.DefaultStatement,
        HelpName = "text",
    };

    public CreateSession(ShellContext shell)
        : base(
            "create-session",
            "Print a session string, for the header 'Authorization: DIDSession …' and for did-session libraries",
            "composeserver did:create-session --dev --resource 'ceramic://*' --expires 1d"
        )
    {
        this.shell = shell;
        NodeFlags.AddUnused(this);
        Add(ethereumKey);
        Add(dev);
        Add(dataDir);
        Add(resources);
        Add(expires);
        Add(domain);
        Add(statement);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var request = RequestOf(parsed);
        using var wallet = WalletOf(parsed);
        var text = await shell.RunAsync("Creating the session", () => Task.FromResult(Create(wallet, request)));
        await shell.Out.WriteLineAsync(text);
        return ExitCode.Ok;
    }

    string Create(EthereumWallet wallet, SessionRequest request)
    {
        try
        {
            using var session = DidSession.Create(wallet, request, shell.Clock);
            shell.Words.WriteLine(
                $"Session of {session.Parent.Text} until {session.Capability.Payload.ExpiresAt}. It holds a private key: keep it."
            );
            return session.Serialize();
        }
        catch (ArgumentException refused)
        {
            throw CliException.BadValue(CliErrorCode.InvalidSession, refused.Message);
        }
    }

    SessionRequest RequestOf(ParseResult parsed)
    {
        var wanted = parsed.GetValue(resources) ?? [];
        if (wanted.Length == 0)
        {
            wanted = parsed.GetValue(dev)
                ? [ResourceScope.Wildcard]
                : throw CliException.Usage("at least one --resource is needed, for example --resource 'ceramic://*'");
        }

        return new(parsed.GetValue(domain)!, wanted)
        {
            Statement = parsed.GetValue(statement)!,
            ExpiresAt = parsed.GetValue(expires) is { } end ? SessionExpiry.Read(end, shell.Clock.GetUtcNow()) : null,
        };
    }

    EthereumWallet WalletOf(ParseResult parsed)
    {
        if (parsed.GetValue(dev))
        {
            return parsed.GetValue(ethereumKey) is null
                ? PrivateKeyText.Spend(
                    SecretFile.ReadOrMake(Path.Combine(DataDirOf(parsed), WalletFile)),
                    key => new EthereumWallet(key)
                )
                : throw CliException.Usage("--dev and --eth-private-key exclude each other");
        }

        var text =
            parsed.GetValue(ethereumKey)
            ?? shell.NonEmptyVariable(KeyVariable)
            ?? throw CliException.Usage("an account is needed: --eth-private-key, or --dev for a throw-away one");
        try
        {
            return PrivateKeyText.Spend(
                PrivateKeyText.Read(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text),
                key => new EthereumWallet(key)
            );
        }
        catch (ArgumentException)
        {
            throw CliException.BadValue(CliErrorCode.InvalidPrivateKey, "--eth-private-key: not a key of secp256k1");
        }
    }

    string DataDirOf(ParseResult parsed) =>
        parsed.GetValue(dataDir) ?? shell.NonEmptyVariable(DataDirVariable) ?? new ServerOptions().DataDir;
}
