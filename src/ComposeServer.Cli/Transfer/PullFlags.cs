using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;
using ComposeServer.Sync.Pull;

namespace ComposeServer.Cli.Transfer;

/// <summary>The flags of an import from a node.</summary>
sealed class PullFlags
{
    const int RequestsMax = 64;

    readonly NodeFlags key;

    readonly Option<string?> from = new("--from")
    {
        Description = "Address of a node to import from over its HTTP API",
        HelpName = "url",
    };

    readonly Option<string[]> models = new("--model")
    {
        Description = "StreamID of a model: it, those it refers to, and all its documents; may be repeated",
        HelpName = "id",
    };

    readonly Option<string[]> streams = new("--stream") { Description = "StreamID; may be repeated", HelpName = "id" };

    readonly Option<string[]> authors = new("--author")
    {
        Description = "DID: no other's documents; may be repeated",
        HelpName = "did",
    };

    readonly Option<bool> index = new("--index")
    {
        Description = "Index the models that the node indexes, as it does; needs the key of one of its administrators",
    };

    readonly Option<bool> trustTimes = new("--trust-times")
    {
        Description =
            "Judge sessions that have ended by the times that the node gives for anchors whose proof it cannot show",
    };

    readonly Option<int?> requests = new("--parallel")
    {
        Description =
            $"Requests at the same time (default {new PullOptions().RequestsInFlightMax}, at most {RequestsMax})",
        HelpName = "number",
    };

    readonly Option<string?> resume = new("--resume-file")
    {
        Description = "Where an import that is cut off remembers its place (default: a file in the data folder)",
        HelpName = "file",
    };

    /// <param name="command">Gets the flags.</param>
    /// <param name="shell">Has the environment.</param>
    public PullFlags(Command command, ShellContext shell)
    {
        command.Add(from);
        command.Add(models);
        command.Add(streams);
        command.Add(authors);
        command.Add(index);
        command.Add(trustTimes);
        command.Add(requests);
        command.Add(resume);
        key = NodeFlags.AddKey(command, shell);
    }

    /// <summary>A node is named.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(from) is not null;

    /// <summary>What is asked for.</summary>
    /// <exception cref="CliException">It cannot be understood.</exception>
    public PullRequest Read(ParseResult parsed)
    {
        var parallel = parsed.GetValue(requests) ?? new PullOptions().RequestsInFlightMax;
        if (parallel is < 1 or > RequestsMax)
            throw CliException.Usage($"--parallel takes a number from 1 to {RequestsMax}");
        var selection = new PullSelection
        {
            Models = [.. (parsed.GetValue(models) ?? []).Select(id => StreamIdText.Read(id, StreamType.Model))],
            Streams = [.. (parsed.GetValue(streams) ?? []).Select(StreamIdText.Read)],
            Accounts = [.. (parsed.GetValue(authors) ?? []).Select(ReadDid)],
        };
        var isIndexing = parsed.GetValue(index);
        // A key that lies in the environment for other commands is shown to the node only where it is needed.
        var admin = selection.IsEverything || isIndexing ? key.SignerOf(parsed) : null;
        if (isIndexing && admin is null)
            throw CliException.BadValue(
                CliErrorCode.NotAuthenticated,
                "--index asks the node what it indexes: give the key of one of its administrators by --did-private-key"
            );
        return new(NodeFlags.ReadUrl(parsed.GetValue(from)!), selection, admin)
        {
            Options = new() { RequestsInFlightMax = parallel, TrustsTimes = parsed.GetValue(trustTimes) },
            IsIndexing = isIndexing,
            ResumeFile = parsed.GetValue(resume),
        };
    }

    static Did ReadDid(string text) =>
        Did.TryParse(text, out var did) ? did : throw CliException.Usage($"'{text}' is not a DID");
}

/// <summary>An import from a node, as the command line asks for it.</summary>
/// <param name="From">Address of the node.</param>
/// <param name="Selection">What.</param>
/// <param name="Admin">Key of one of its administrators. Whoever runs it disposes of it.</param>
sealed record PullRequest(Uri From, PullSelection Selection, Ed25519Signer? Admin)
{
    public required PullOptions Options { get; init; }

    public bool IsIndexing { get; init; }

    public string? ResumeFile { get; init; }
}
