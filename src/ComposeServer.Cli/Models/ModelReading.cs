using System.CommandLine;
using System.Text.Json;
using ComposeServer.Cli.Client;
using ComposeServer.Cli.Shell;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Models;

/// <summary>The part that <c>model:content</c> and <c>model:controller</c> share: a model's id and how to load it.</summary>
sealed class ModelReading
{
    /// <summary>Words of the old command line and the node's numbers for them.</summary>
    static readonly Dictionary<string, int> Syncs = new(StringComparer.Ordinal)
    {
        ["prefer-cache"] = 0,
        ["sync-always"] = 1,
        ["never-sync"] = 2,
    };

    readonly NodeFlags flags;
    readonly Argument<string> id = new("id") { Description = "StreamID of the model" };

    readonly Option<string?> sync = new("--sync")
    {
        Description = "Whether the node asks others first: prefer-cache, sync-always or never-sync",
        HelpName = "how",
    };

    public ModelReading(Command command, ShellContext shell)
    {
        flags = NodeFlags.AddUrl(command, shell);
        sync.AcceptOnlyFromAmong([.. Syncs.Keys]);
        command.Add(id);
        command.Add(sync);
    }

    /// <summary>The model's state, as the node serves it.</summary>
    /// <exception cref="CliException">There is none, or the stream is no model.</exception>
    public async Task<JsonElement> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var stream = StreamIdText.Read(parsed.GetValue(id)!);
        if (stream.Type != StreamType.Model)
            throw CliException.BadValue(CliErrorCode.InvalidStreamId, $"{stream} is not a model");
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
