using System.CommandLine;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Models;

/// <summary><c>model:list</c>: all models that a node knows.</summary>
sealed class ListModels : CliCommand
{
    const int PageSize = 100;

    readonly ShellContext shell;
    readonly NodeFlags flags;
    readonly Option<bool> table = new("--table") { Description = "Print a table" };

    readonly Option<string?> indexer = new("--indexer-url", "-i")
    {
        Description = "Address of the node, as the old command line named it for this command",
        HelpName = "url",
        Hidden = true,
    };

    readonly Option<string?> network = new("--network", "-n") { Hidden = true };

    public ListModels(ShellContext shell)
        : base("list", "Print the models that a node knows, one JSON object a line", "composeserver model:list --table")
    {
        this.shell = shell;
        flags = NodeFlags.AddUrl(this, shell);
        network.AcceptOnlyFromAmong("mainnet", "testnet-clay", "dev-unstable");
        Add(table);
        Add(indexer);
        Add(network);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var node = new NodeClient(await AddressAsync(parsed));
        var models = ReadAsync(new(node), cancel);
        if (parsed.GetValue(table))
        {
            var rows = await models.Select(model => (IReadOnlyList<string>)[model.Name, model.Id]).ToListAsync(cancel);
            await new TextTable("Name", "ID").WriteAsync(shell.Out, rows);
            return ExitCode.Ok;
        }

        var lines = models.Select(model => Encoding.UTF8.GetString(NodeClient.ToUtf8(model.Write)));
        if (shell.Pager is { } pager)
            await pager.WriteAsync(shell, lines, cancel);
        else
            await foreach (var line in lines)
                await shell.Out.WriteLineAsync(line);
        return ExitCode.Ok;
    }

    async Task<Uri> AddressAsync(ParseResult parsed)
    {
        var given = parsed.GetValue(indexer);
        if (parsed.GetValue(network) is { } name)
        {
            if (given is not null)
                throw CliException.Usage("--network and --indexer-url exclude each other");
            await shell.Words.WriteLineAsync(
                $"Nobody lists the models of {name} any more; those of the node are shown"
            );
        }

        return given is null ? flags.UrlOf(parsed) : NodeFlags.ReadUrl(given);
    }

    static async IAsyncEnumerable<Listed> ReadAsync(
        StreamCalls streams,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        string? after = null;
        do
        {
            var page = await streams.ReadPageAsync(StreamId.Metamodel, PageSize, after, cancel);
            foreach (var state in page.States)
                yield return Listed.Read(state);
            after = page.Next;
        } while (after is not null);
    }

    sealed record Listed(string Id, string Name, string Description)
    {
        /// <summary>A state does not say its own name: it follows from the first event.</summary>
        public static Listed Read(JsonElement state)
        {
            var log = StreamReading.Require(state, "log");
            if (
                log.ValueKind != JsonValueKind.Array
                || log.GetArrayLength() == 0
                || !Cid.TryParse(log[0].Text("cid") ?? "", out var init)
            )
                throw new CliException(CliErrorCode.NodeAnswerInvalid, "the state of a stream has no first event");
            var content = StreamReading.Require(state, "content");
            return new(
                new StreamId(StreamType.Model, init).ToString(),
                content.Text("name") ?? "",
                content.Text("description") ?? ""
            );
        }

        public void Write(Utf8JsonWriter json)
        {
            json.WriteStartObject();
            json.WriteString("id", Id);
            json.WriteString("name", Name);
            json.WriteString("description", Description);
            json.WriteEndObject();
        }
    }
}
