using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Identity.Dids;
using ComposeServer.Sync.Export;

namespace ComposeServer.Cli.Transfer;

/// <summary><c>export</c>: writes whole streams into a CAR.</summary>
sealed class ExportStreams : CliCommand
{
    readonly ShellContext shell;
    readonly DatabaseFlags database;

    readonly Option<string[]> streams = new("--stream") { Description = "StreamID; may be repeated", HelpName = "id" };

    readonly Option<string?> model = new("--model")
    {
        Description = "StreamID of a model: it and all its documents",
        HelpName = "id",
    };

    readonly Option<string?> author = new("--author")
    {
        Description = "DID: all streams that it controls",
        HelpName = "did",
    };

    readonly Option<bool> all = new("--all") { Description = "Every stream" };

    readonly Option<string> output = new("--output", "-o")
    {
        Description = "The CAR to write; it appears when it is whole",
        HelpName = "file",
        Required = true,
    };

    readonly Option<bool> json = new("--json") { Description = "Print the report as JSON" };

    public ExportStreams(ShellContext shell)
        : base(
            "export",
            "Write whole streams, and the models that they need, from the database of a stopped server into a CAR",
            "composeserver export --data-dir ./data --model kjzl6h… --output notes.car"
        )
    {
        this.shell = shell;
        Add(streams);
        Add(model);
        Add(author);
        Add(all);
        Add(output);
        Add(json);
        database = new(this, shell);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var selection = SelectionOf(parsed);
        var path = parsed.GetValue(output)!;
        ExportReport report;
        try
        {
            report = await database.WithAsync(
                parsed,
                mayCreate: false,
                parts =>
                    shell.WithBarAsync(
                        $"Exporting to {path}",
                        bar =>
                            WholeFile.WriteAsync(
                                path,
                                file => parts.Export.WriteAsync(selection, file, BarOf(bar), cancel).AsTask()
                            )
                    ),
                cancel
            );
        }
        catch (ExportException refused)
        {
            throw new CliException(refused.Code, refused.Message, refused);
        }

        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(TransferReports.ToJson(report));
        else
            await TransferReports.WriteAsync(shell.Out, report);
        return ExitCode.Ok;
    }

    static IProgress<ExportProgress>? BarOf(IProgress<BarPosition>? bar) =>
        bar is null
            ? null
            : new Relay<ExportProgress>(now =>
                bar.Report(
                    new(
                        now.StreamsTotal is > 0 and var total ? (double)now.Streams / total : null,
                        $"{now.Streams} streams, {ByteCount.Text(now.Bytes)}"
                    )
                )
            );

    ExportSelection SelectionOf(ParseResult parsed)
    {
        var ids = parsed.GetValue(streams) ?? [];
        var ofModel = parsed.GetValue(model);
        var ofAuthor = parsed.GetValue(author);
        var isAll = parsed.GetValue(all);
        var ways = new[] { ids.Length > 0, ofModel is not null, ofAuthor is not null, isAll }.Count(given => given);
        if (ways != 1)
            throw CliException.Usage("name what to export by one of --stream, --model, --author, --all");
        if (ids.Length > 0)
            return new ExportSelection.Streams([.. ids.Select(StreamIdText.Read)]);
        if (ofModel is not null)
            return new ExportSelection.OfModel(StreamIdText.Read(ofModel));
        if (ofAuthor is null)
            return new ExportSelection.Everything();
        return Did.TryParse(ofAuthor, out var did)
            ? new ExportSelection.OfController(did)
            : throw CliException.Usage($"'{ofAuthor}' is not a DID");
    }
}
