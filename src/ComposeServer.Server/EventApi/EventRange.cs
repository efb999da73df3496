using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Server.Calls;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>A model, perhaps one controller in it, perhaps one stream: what interests and listings are about.</summary>
/// <param name="Model">The model.</param>
/// <param name="Controller">Null for all.</param>
/// <param name="Stream">Null for all.</param>
sealed record EventRange(StreamId Model, Did? Controller, StreamId? Stream)
{
    /// <summary>Reads the texts of a request.</summary>
    /// <param name="sep">Name of the separator; models are the only one.</param>
    /// <param name="value">StreamID of the model, in any multibase.</param>
    /// <param name="controller">A DID, or null.</param>
    /// <param name="stream">A StreamID, or null.</param>
    /// <param name="range">What they name.</param>
    /// <param name="failure">Which of them names nothing.</param>
    public static bool TryRead(
        string sep,
        string value,
        string? controller,
        string? stream,
        [NotNullWhen(true)] out EventRange? range,
        [NotNullWhen(false)] out EventAnswer? failure
    )
    {
        range = null;
        failure = null;
        Did? only = null;
        StreamId? one = null;
        if (sep != EventId.SeparatorKey)
            failure = Fault($"the only separator that is known is '{EventId.SeparatorKey}'");
        else if (!TryReadStream(value, out var model))
            failure = new EventAnswer.Failure(
                "the value of the separator is the StreamID of a model",
                ApiErrorCode.InvalidStreamId
            );
        else if (controller is not null && !TryReadDid(controller, out only))
            failure = Fault("controller is not a DID");
        else if (stream is not null && !TryReadOptional(stream, out one))
            failure = new EventAnswer.Failure("streamId is not a StreamID", ApiErrorCode.InvalidStreamId);
        else
            range = new(model, only, one);
        return range is not null;
    }

    /// <summary>Reads the request of a route with <c>{sep}</c> and <c>{value}</c>.</summary>
    public static bool TryRead(
        HttpContext http,
        [NotNullWhen(true)] out EventRange? range,
        [NotNullWhen(false)] out EventAnswer? failure
    ) =>
        TryRead(
            (string)http.Request.RouteValues["sep"]!,
            (string)http.Request.RouteValues["value"]!,
            http.Request.Query["controller"],
            http.Request.Query["streamId"],
            out range,
            out failure
        );

    static bool TryReadStream(string text, out StreamId id)
    {
        id = default;
        return Multibase.TryDecode(text, out var bytes) && StreamId.TryRead(bytes, out id);
    }

    static bool TryReadOptional(string text, out StreamId? id)
    {
        id = TryReadStream(text, out var read) ? read : null;
        return id is not null;
    }

    static bool TryReadDid(string text, out Did? did)
    {
        did = Did.TryParse(text, out var read) ? read : null;
        return did is not null;
    }

    static EventAnswer.Failure Fault(string detail) => new(detail, ApiErrorCode.MalformedRequest);
}
