using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Cli;

/// <summary>The flags that the old command line took everywhere: which node, and whose key.</summary>
/// <remarks>Commands that need neither take them all the same, so that old scripts keep working, and do not show them.</remarks>
sealed class NodeFlags
{
    /// <summary>Where a server of this machine listens by default.</summary>
    public const string DefaultUrl = "http://localhost:7007";

    const string UrlVariable = "CERAMIC_URL";
    const string KeyVariable = "DID_PRIVATE_KEY";

    readonly ShellContext? shell;
    readonly Option<string?> url;
    readonly Option<string?> key;

    NodeFlags(Command command, ShellContext? shell, bool usesUrl, bool usesKey)
    {
        this.shell = shell;
        url = new("--ceramic-url", "-c")
        {
            Description = $"Address of the node (variable {UrlVariable}, default {DefaultUrl})",
            HelpName = "url",
            Hidden = !usesUrl,
        };
        key = new("--did-private-key", "-k")
        {
            Description = $"Private key that signs: 64 hexadecimal digits (variable {KeyVariable})",
            HelpName = "key",
            Hidden = !usesKey,
        };
        command.Add(url);
        command.Add(key);
    }

    public static void AddUnused(Command command) => _ = new NodeFlags(command, null, usesUrl: false, usesKey: false);

    public static NodeFlags AddKey(Command command, ShellContext shell) =>
        new(command, shell, usesUrl: false, usesKey: true);

    public static NodeFlags AddUrl(Command command, ShellContext shell) =>
        new(command, shell, usesUrl: true, usesKey: false);

    public static NodeFlags AddBoth(Command command, ShellContext shell) =>
        new(command, shell, usesUrl: true, usesKey: true);

    /// <summary>Text of the key, from the flag or the environment.</summary>
    public string? KeyTextOf(ParseResult parsed) =>
        parsed.GetValue(key) is { Length: > 0 } given ? given : shell?.NonEmptyVariable(KeyVariable);

    /// <summary>The key stands on the command line itself.</summary>
    public bool HasKeyFlag(ParseResult parsed) => parsed.GetResult(key) is { Implicit: false };

    /// <summary>The key, if one was given. The caller disposes of it.</summary>
    public Ed25519Signer? SignerOf(ParseResult parsed)
    {
        if (KeyTextOf(parsed) is not { } text)
            return null;
        var signer = PrivateKeyText.Spend(PrivateKeyText.Read(text), bytes => new Ed25519Signer(bytes));
        shell?.Words.WriteLine($"Using DID {signer.Did.Text}");
        return signer;
    }

    /// <summary>The key of a command that cannot do without.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.NotAuthenticated"/>.</exception>
    public Ed25519Signer RequireSigner(ParseResult parsed) =>
        SignerOf(parsed)
        ?? throw CliException.BadValue(
            CliErrorCode.NotAuthenticated,
            "DID is not authenticated, make sure to provide a private key using the \"did-private-key\" flag"
        );

    /// <summary>Address of the node.</summary>
    /// <exception cref="CliException">It is no address.</exception>
    public Uri UrlOf(ParseResult parsed) =>
        ReadUrl(parsed.GetValue(url) ?? shell?.NonEmptyVariable(UrlVariable) ?? DefaultUrl);

    /// <summary>Reads the address of a node.</summary>
    /// <exception cref="CliException">It is no address.</exception>
    public static Uri ReadUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw CliException.Usage($"'{text}' is not an http or https address");
}
