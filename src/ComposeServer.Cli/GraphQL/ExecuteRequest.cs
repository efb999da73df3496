using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Cli.GraphQL;

/// <summary><c>graphql:execute</c>: runs a query or a mutation on a server.</summary>
sealed class ExecuteRequest : CliCommand
{
    const string SessionVariable = "DID_SESSION";

    readonly ShellContext shell;
    readonly NodeFlags flags;

    readonly Argument<string?> query = new("query")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "GraphQL text; else it is read from standard input",
    };

    readonly Argument<string?> variables = new("variables")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Its variables, a JSON object",
    };

    readonly Option<string?> session = new("--session")
    {
        Description = $"Session of an account that writes; see did:create-session (variable {SessionVariable})",
        HelpName = "session",
    };

    readonly Option<bool> plainSession = new("--allow-plain-session")
    {
        Description = "Send the session to another machine without TLS: its key crosses the network in the clear",
    };

    readonly Option<string?> operation = new("--operation")
    {
        Description = "Which operation of the text to run, when it has several",
        HelpName = "name",
    };

    readonly Option<string?> schema = new("--name")
    {
        Description = "Ask /graphql/name instead of /graphql",
        HelpName = "name",
    };

    readonly Option<string?> definition = new("--runtimeDefinitionPath") { Hidden = true };

    public ExecuteRequest(ShellContext shell)
        : base(
            "execute",
            "Run GraphQL on a server and print the result; with a key, events are signed here and the key stays here",
            "composeserver graphql:execute '{ postIndex(first: 3) { edges { node { id title } } } }'"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(query);
        Add(variables);
        Add(session);
        Add(plainSession);
        Add(operation);
        Add(schema);
        Add(definition);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        if (parsed.GetValue(definition) is not null)
            await shell.Words.WriteLineAsync("--runtimeDefinitionPath is not needed: the server knows its schema");
        var given = JsonText.ParseObject(parsed.GetValue(variables) ?? "{}", "variables");
        var text =
            parsed.GetValue(query)
            ?? await shell.Input.ReadAsync(cancel)
            ?? throw CliException.Usage("You need to pass the query either as an argument or via stdin");
        using var node = new NodeClient(flags.UrlOf(parsed));
        var calls = new GraphQLCalls(node, parsed.GetValue(schema));
        var response = await shell.RunAsync(
            "Executing GraphQL",
            () => ExecuteAsync(parsed, node, calls, new(text, parsed.GetValue(operation), given, null), cancel)
        );
        await shell.Out.WriteLineAsync(JsonPrint.Indented(response));
        return await TellErrorsAsync(response) ? ExitCode.Failed : ExitCode.Ok;
    }

    async Task<JsonElement> ExecuteAsync(
        ParseResult parsed,
        NodeClient node,
        GraphQLCalls calls,
        GraphQLQuestion question,
        CancellationToken cancel
    )
    {
        if (SessionOf(parsed, node) is { } lent)
            return await calls.ExecuteAsync(
                question with
                {
                    Did = lent.Did,
                },
                cancel,
                ("Authorization", $"DIDSession {lent.Text}")
            );
        using var signer = flags.SignerOf(parsed);
        if (signer is null)
            return await calls.ExecuteAsync(question, cancel);
        var asked = question with { Did = signer.Did.Text };
        return asked.IsMutation
            ? await calls.ExecuteSignedAsync(asked, signer, cancel)
            : await calls.ExecuteAsync(asked, cancel, GraphQLCalls.ViewerHeader(signer));
    }

    /// <summary>The session to lend, checked so far that its key is not sent for nothing.</summary>
    (string Text, string Did)? SessionOf(ParseResult parsed, NodeClient node)
    {
        var flag = parsed.GetValue(session);
        // A key on the command line means more than a session in the environment.
        if (flag is null && flags.HasKeyFlag(parsed))
            return null;
        if ((flag ?? shell.NonEmptyVariable(SessionVariable))?.Trim() is not { } text)
            return null;
        if (!DidSession.TryParse(text, out var read, out var refusal))
            throw CliException.BadValue(refusal.Code, refusal.Message);
        using (read)
        {
            if (read.IsExpired(shell.Clock))
                throw CliException.BadValue(CliErrorCode.InvalidSession, "the session has expired");
            if (node.Address.Scheme != "https" && !node.Address.IsLoopback && !parsed.GetValue(plainSession))
                throw CliException.BadValue(
                    CliErrorCode.SessionNeedsHttps,
                    $"{node.Address} is another machine and has no TLS; the session's key would cross the network in the clear. Where that is safe, say --allow-plain-session"
                );
            return (text, read.Parent.Text);
        }
    }

    async Task<bool> TellErrorsAsync(JsonElement response)
    {
        if (!response.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var error in errors.EnumerateArray())
            await shell.Words.WriteLineAsync(TellError(error));
        return true;
    }

    static string TellError(JsonElement error)
    {
        var message = error.Text("message") ?? "an error without a message";
        var code = error.Member("extensions", JsonValueKind.Object).Text("code") ?? CliErrorCode.NodeRefused;
        return ForeignText.OneLine($"{code}: {message}");
    }
}
