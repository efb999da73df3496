using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli;

/// <summary>The part that commands share which read one stream: its id, and how to load it.</summary>
sealed class StreamReading
{
    /// <summary>Words of the old command line and the node's numbers for them.</summary>
    static readonly Dictionary<string, int> Syncs = new(StringComparer.Ordinal)
    {
        ["prefer-cache"] = 0,
        ["sync-always"] = 1,
        ["never-sync"] = 2,
    };

    readonly NodeFlags flags;
    readonly StreamType type;
    readonly Argument<string> id;

    readonly Option<string?> sync = new("--sync")
    {
        Description = "Whether the node asks others first: prefer-cache, sync-always or never-sync",
        HelpName = "how",
    };

    /// <param name="command">Gets the words.</param>
    /// <param name="shell">Has the environment.</param>
    /// <param name="type">Of the streams that it reads.</param>
    public StreamReading(Command command, ShellContext shell, StreamType type)
    {
        this.type = type;
        id = new("id") { Description = $"StreamID of the {StreamIdText.Noun(type)}" };
        flags = NodeFlags.AddUrl(command, shell);
        sync.AcceptOnlyFromAmong([.. Syncs.Keys]);
        command.Add(id);
        command.Add(sync);
    }

    /// <summary>The stream's state, as the node serves it.</summary>
    /// <exception cref="CliException">There is none, or the stream is of another type.</exception>
    public async Task<JsonElement> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var stream = StreamIdText.Read(parsed.GetValue(id)!, type);
        using var node = new NodeClient(flags.UrlOf(parsed));
        var how = parsed.GetValue(sync) is { } word ? Syncs[word] : (int?)null;
        return await new StreamCalls(node).ReadStateAsync(stream, how, cancel);
    }

    /// <summary>A member of the state.</summary>
    public static JsonElement Require(JsonElement state, string name) =>
        state.ValueKind == JsonValueKind.Object && state.TryGetProperty(name, out var member)
            ? member
            : throw new CliException(CliErrorCode.NodeAnswerInvalid, $"the state of the stream has no {name}");
}
