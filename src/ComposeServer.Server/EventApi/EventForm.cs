using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Events;

namespace ComposeServer.Server.EventApi;

/// <summary>
/// What an event must look like to come in by this API, before the intake judges it: it survives being decoded and encoded again, as
/// ceramic-one tries it with its own types (ceramic.md 1.2), and an init event says by what it is separated from others (9.1).
/// </summary>
static class EventForm
{
    const string NoRoundTrip =
        "Event bytes do not round-trip. This most likely means the event contains unexpected fields.";

    static readonly string[] InitMembers = ["data", "header"];
    static readonly string[] DataMembers = ["data", "header", "id", "prev"];
    static readonly string[] TimeMembers = ["id", "path", "prev", "proof"];

    /// <param name="blocks">The event.</param>
    /// <param name="kind">What it claims to be.</param>
    /// <returns>Null when it may go on.</returns>
    public static Refusal? Check(EventBlocks blocks, out EventKind kind)
    {
        kind = EventKind.Init;
        var payload = DagCborDecoder.Read((blocks.Linked ?? blocks.Event).Bytes, DagCborRules.Strict);
        if (!payload.TryGet<IpldMap>(out var body))
            return new(RefusalCode.Malformed, $"{NoRoundTrip} {Shown(payload.Error)}");
        kind =
            body.Has("proof") ? EventKind.Time
            : body.Has("prev") ? EventKind.Data
            : EventKind.Init;
        var members = kind switch
        {
            EventKind.Time => TimeMembers,
            EventKind.Data => DataMembers,
            _ => InitMembers,
        };
        if (body.Entries.Any(entry => !members.Contains(entry.Key, StringComparer.Ordinal)))
            return new(RefusalCode.Malformed, NoRoundTrip);
        return kind == EventKind.Init ? CheckSeparator(body) : null;
    }

    static Refusal? CheckSeparator(IpldMap init)
    {
        if (!init.TryGet<IpldMap>("header", out var header))
            return Refuse("an init event has a header");
        if (header.TryGet("sep", out var key) && (key as IpldString)?.Value != EventId.SeparatorKey)
            return Refuse($"the only separator that is known is '{EventId.SeparatorKey}'");
        return header.Has(EventId.SeparatorKey)
            ? null
            : Refuse($"an init event has the member '{EventId.SeparatorKey}' in its header");
    }

    static string Shown(DagCborError? error) => error is { } known ? $"{known}" : "The payload is not a map.";

    static Refusal Refuse(string detail) => new(RefusalCode.InvalidHeader, detail);
}
