using System.Text.Json;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Streams.Events;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Events of HTTP requests, on to the first stage of the intake.</summary>
sealed class HttpEventTarget : JsonTarget
{
    public override string Name => "http-event";

    public override IReadOnlyList<string> Words { get; } =
    [
        "jws",
        "linkedBlock",
        "cacaoBlock",
        "payload",
        "signatures",
        "protected",
        "signature",
        "link",
        "header",
        "data",
        "id",
        "prev",
        "proof",
        "model",
        "context",
        "unique",
        "controllers",
        "\\ud800",
    ];

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors.Json("vectors/events-key-ed25519.json", "commitJson"),
            .. Vectors.Json("vectors/events-pkh-cacao.json", "commitJson").Take(4),
        ];

    protected override void Check(JsonElement json)
    {
        if (Door.Through(() => HttpEvents.TryRead(json, out var read, out _) ? read : null) is not { } blocks)
            return;
        Oracle.Holds(
            blocks.Event.IsNamedRight
                && (blocks.Linked?.IsNamedRight ?? true)
                && (blocks.Capability?.IsNamedRight ?? true),
            "every block is named by its hash"
        );
        _ = Door.Through(() => EventDecoder.TryDecode(blocks, out _, out _));
        CheckWritten(blocks);
    }

    static void CheckWritten(EventBlocks blocks)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            HttpEvents.WriteCommit(writer, blocks);
        var value = JsonElement.Parse(stream.ToArray(), new() { MaxDepth = 512 }).GetProperty("value");
        // Headers that are not signed are not shown, nor is there anything to show for an envelope without a protected one.
        if (
            DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out var jws, out _)
            && jws.Signatures.All(signature => signature is { Header: null, Protected.IsEmpty: false })
        )
            Oracle.Holds(
                HttpEvents.TryRead(value, out var same, out _)
                    && same.Event == blocks.Event
                    && same.Linked == blocks.Linked,
                "a signed event that is written reads as it"
            );
    }
}
