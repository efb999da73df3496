using System.CommandLine;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Upkeep;

/// <summary><c>status</c>: whether a server is ready, and its main figures.</summary>
sealed class ShowStatus : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Option<bool> json = new("--json") { Description = "Print one JSON object" };

    public ShowStatus(ShellContext shell)
        : base(
            "status",
            "Print whether a running server is ready, and its main figures; exit code 1 when it is not",
            "composeserver status --ceramic-url http://localhost:7007"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddUrl(this, shell);
        Add(json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var node = new NodeClient(flags.UrlOf(parsed));
        var ready = await node.GetAsync("/readyz", cancel);
        var metrics = await node.GetAsync("/metrics", cancel);
        var figures = metrics.IsOk ? Read(metrics) : [];
        var health = ServerHealth.Read(ready);
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(Encoding.UTF8.GetString(NodeClient.ToUtf8(Write)));
        else
            await WriteTableAsync(node, health, metrics, figures);
        return health.IsReady ? ExitCode.Ok : ExitCode.Failed;

        void Write(Utf8JsonWriter target)
        {
            target.WriteStartObject();
            target.WriteString("address", node.Address.ToString());
            health.WriteTo(target);
            target.WriteStartObject("figures");
            foreach (var (figure, number) in figures.Where(entry => double.IsFinite(entry.Number)))
                target.WriteNumber(figure.Key, number);
            target.WriteEndObject();
            target.WriteEndObject();
        }
    }

    async Task WriteTableAsync(
        NodeClient node,
        ServerHealth health,
        NodeAnswer metrics,
        IReadOnlyList<(ServerFigures.Figure Figure, double Number)> figures
    )
    {
        var rows = figures.Select(entry =>
            (IReadOnlyList<string>)[entry.Figure.Label, ServerFigures.Print(entry.Number, entry.Figure.Unit)]
        );
        await new TextTable("Server", node.Address.ToString()).WriteAsync(shell.Out, health.Rows.Concat(rows));
        if (!metrics.IsOk)
            await shell.Words.WriteLineAsync(
                $"It shows no figures ({metrics.Status}): they are for its own machine, unless metricsFrom says otherwise, or at an address of adminUrls"
            );
    }

    static List<(ServerFigures.Figure Figure, double Number)> Read(NodeAnswer metrics)
    {
        var text = MetricsText.Read(Encoding.UTF8.GetString(metrics.Body.Span));
        return
        [
            .. ServerFigures
                .All.Select(figure => (Figure: figure, Number: figure.Read(text)))
                .Where(entry => entry.Number is not null)
                .Select(entry => (entry.Figure, entry.Number!.Value)),
        ];
    }
}
