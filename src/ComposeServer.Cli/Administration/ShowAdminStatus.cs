using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;

namespace ComposeServer.Cli.Administration;

/// <summary><c>admin:status</c>: what a node tells administrators of itself.</summary>
sealed class ShowAdminStatus : CliCommand
{
    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Option<bool> json = new("--json") { Description = "Print the JSON object as the node answers it" };

    public ShowAdminStatus(ShellContext shell)
        : base(
            "status",
            "Print what a node tells administrators: its run, network, anchoring and indexed models",
            "composeserver admin:status --did-private-key $(cat admin.key)"
        )
    {
        this.shell = shell;
        flags = NodeFlags.AddBoth(this, shell);
        Add(json);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var admin = flags.RequireSigner(parsed);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var status = await new AdminCalls(node, admin).ReadStatusAsync(cancel);
        if (parsed.GetValue(json))
            await shell.Out.WriteLineAsync(JsonPrint.Indented(status));
        else
            await new TextTable("Node", node.Address.ToString()).WriteAsync(shell.Out, Rows(status));
        return ExitCode.Ok;
    }

    /// <summary>Other nodes tell less, or more: what is not there is not shown.</summary>
    static IEnumerable<IReadOnlyList<string>> Rows(JsonElement status)
    {
        var anchor = status.Member("anchor", JsonValueKind.Object);
        var models = status.Member("composeDB", JsonValueKind.Object).Member("indexedModels", JsonValueKind.Array);
        (string Label, string? Value)[] rows =
        [
            ("Run", status.Text("runId")),
            ("Up for", UptimeOf(status)),
            ("Network", status.Text("network")),
            ("Chain", anchor.Text("chainId")),
            ("Anchor service", anchor.Text("anchorServiceUrl")),
            ("Ethereum RPC", anchor.Text("ethereumRpcEndpoint")),
            (
                "Indexed models",
                models.ValueKind == JsonValueKind.Array
                    ? models.GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : null
            ),
        ];
        return rows.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => (string[])[row.Label, row.Value!]);
    }

    static string? UptimeOf(JsonElement status) =>
        status.Member("uptimeMs", JsonValueKind.Number) is { ValueKind: JsonValueKind.Number } uptime
        && uptime.TryGetInt64(out var milliseconds)
            ? TimeSpan
                .FromSeconds(Math.Clamp(milliseconds, 0, long.MaxValue / 10_000) / 1000)
                .ToString("c", System.Globalization.CultureInfo.InvariantCulture)
            : null;
}
