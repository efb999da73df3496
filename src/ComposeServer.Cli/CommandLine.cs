using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ComposeServer.Cli.Administration;
using ComposeServer.Cli.Completion;
using ComposeServer.Cli.Composites;
using ComposeServer.Cli.Dids;
using ComposeServer.Cli.Documents;
using ComposeServer.Cli.GraphQL;
using ComposeServer.Cli.Models;
using ComposeServer.Cli.Serve;
using ComposeServer.Cli.Shell;
using ComposeServer.Cli.Transfer;
using ComposeServer.Cli.Upkeep;
using ComposeServer.Composites;

namespace ComposeServer.Cli;

/// <summary>All commands, and the one place where a failure becomes words and an exit code.</summary>
static class CommandLine
{
    static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        ShellContext shell,
        CancellationToken cancel = default
    )
    {
        var root = Build(shell);
        try
        {
            var parsed = root.Parse(CommandWords.Normalise(args, root), Parsing);
            if (parsed.Action is ParseErrorAction)
                return Refuse(parsed, shell);
            return await parsed.InvokeAsync(
                new()
                {
                    Output = shell.Out,
                    Error = shell.Words,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                cancel
            );
        }
        catch (CliException refused)
        {
            return Fail(shell, refused.Code, refused.Message, refused.Exit);
        }
        catch (CompositeException refused)
        {
            return Fail(shell, refused.Error.Code, refused.Message, ExitCode.Failed);
        }
        catch (Exception fault) when (fault.GetBaseException() is DllNotFoundException missing)
        {
            return Fail(shell, CliErrorCode.NativeLibraryMissing, missing.Message, ExitCode.Failed);
        }
        catch (Exception fault)
        {
            return Fail(shell, CliErrorCode.Internal, fault.ToString(), ExitCode.Failed);
        }
        finally
        {
            await shell.Out.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>The tree of commands.</summary>
    internal static RootCommand Build(ShellContext shell)
    {
        var root = new RootCommand(
            "ComposeServer: serves composites of Ceramic models over GraphQL, and compiles them."
        )
        {
            new ServeCommand(shell),
            new ShowStatus(shell),
            new ExportStreams(shell),
            new RebuildDatabase(shell),
            new MigrateDatabase(shell),
            new VerifyDatabase(shell),
            new BackUpDatabase(shell),
            new RestoreDatabase(shell),
            new ImportStreams(shell),
            new PrintCompletion(shell),
            new Topic(
                "composite",
                "Composites: sets of models that a GraphQL schema is made of",
                new CreateComposite(shell),
                new DeployComposite(shell),
                new CompileComposite(shell),
                new ListCompositeModels(shell),
                new MergeComposites(shell),
                new ExtractModels(shell),
                new CompositeFromModels(shell),
                new ReviewComposite(shell),
                new ListServedComposites(shell),
                new RemoveComposite(shell)
            ),
            new Topic(
                "model",
                "Single models",
                new CreateModel(shell),
                ReadStreamContent.OfModel(shell),
                new ReadModelController(shell),
                new ListModels(shell)
            ),
            new Topic(
                "document",
                "Single documents",
                new CreateDocument(shell),
                new ReplaceDocument(shell),
                new UpdateDocument(shell),
                ReadStreamContent.OfDocument(shell),
                ShowDocument.Show(shell),
                ShowDocument.Hide(shell)
            ),
            new Topic(
                "graphql",
                "Schemas and requests",
                new ExecuteRequest(shell),
                new PrintSchema(shell),
                new ServeDefinition(shell),
                new TrustDocuments(shell),
                new DistrustDocuments(shell),
                new ListTrustedDocuments(shell)
            ),
            new Topic(
                "did",
                "Keys and sessions",
                new GeneratePrivateKey(shell),
                new DidFromPrivateKey(shell),
                new CreateSession(shell)
            ),
            new Topic(
                "admin",
                "Administration of a node",
                new ShowAdminStatus(shell),
                new ListIndexedModels(shell),
                new IndexModels(shell),
                new UnindexModels(shell),
                new ListPins(shell),
                PinStream.Pin(shell),
                PinStream.Unpin(shell),
                new PrintAdminCode(shell)
            ),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new CommandHelp((HelpAction)help.Action!);
        return root;
    }

    static int Refuse(ParseResult parsed, ShellContext shell)
    {
        // Of a word that nobody knows, what is missing in its place need not be told.
        var told =
            parsed.UnmatchedTokens.Count > 0
                ? [$"unknown: {string.Join(' ', parsed.UnmatchedTokens)}"]
                : parsed.Errors.Select(error => error.Message);
        foreach (var message in told)
            shell.Words.WriteLine($"{CliErrorCode.Usage}: {message}");
        if (Suggestion(parsed) is { } suggestion)
            shell.Words.WriteLine($"Did you mean '{suggestion}'?");
        shell.Words.WriteLine($"See: {NameOf(parsed.CommandResult)} --help");
        return ExitCode.Usage;
    }

    /// <summary>What the first word that nobody knows was most likely meant to be.</summary>
    static string? Suggestion(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [{ Length: > 0 } unknown, ..])
            return null;
        var command = parsed.CommandResult.Command;
        return NearestWord.Of(
            unknown,
            unknown[0] == '-'
                ? command
                    .Options.Where(option => !option.Hidden)
                    .SelectMany(option => option.Aliases.Prepend(option.Name))
                : command.Subcommands.SelectMany(sub =>
                    sub.Subcommands.Select(inner => $"{sub.Name}:{inner.Name}").Prepend(sub.Name)
                )
        );
    }

    static string NameOf(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent
            ? $"{NameOf(parent)} {result.Command.Name}"
            : "composeserver";

    static int Fail(ShellContext shell, string code, string message, int exit)
    {
        shell.Words.WriteLine(ForeignText.Lines($"{code}: {message}"));
        return exit;
    }
}
