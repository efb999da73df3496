using System.Text.Json;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Client;

/// <summary>Which streams must stay. All these calls are signed for one path, without an id, and carry the signature in the header.</summary>
sealed partial class AdminCalls
{
    /// <summary>The path that is signed for all calls about pins.</summary>
    public const string Pins = "pins";

    /// <summary>Names of the streams that must stay.</summary>
    /// <param name="stream">Asks about this one alone.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<string>> ListPinsAsync(StreamId? stream, CancellationToken cancel)
    {
        var answer = await SendPinAsync(HttpMethod.Get, stream is { } id ? $"{Pins}/{id}" : Pins, cancel);
        var pinned = answer.Require(answer.Json(), "pinnedStreamIds", JsonValueKind.Array);
        return
        [
            .. pinned.EnumerateArray().Select(item => item.GetString() ?? throw answer.Invalid("an id is not a text")),
        ];
    }

    /// <summary>Makes a stream stay.</summary>
    public Task PinAsync(StreamId stream, CancellationToken cancel) =>
        SendPinAsync(HttpMethod.Post, $"{Pins}/{stream}", cancel);

    /// <summary>Lets a stream go, after some time. One that is indexed, or defines what is, cannot go.</summary>
    public Task UnpinAsync(StreamId stream, CancellationToken cancel) =>
        SendPinAsync(HttpMethod.Delete, $"{Pins}/{stream}", cancel);

    async Task<NodeAnswer> SendPinAsync(HttpMethod method, string call, CancellationToken cancel)
    {
        var jws = await SignAsync(Pins, null, cancel);
        var answer = await node.SendAsync(method, $"{Base}/{call}", cancel, Header(jws));
        Require(answer);
        return answer;
    }
}
