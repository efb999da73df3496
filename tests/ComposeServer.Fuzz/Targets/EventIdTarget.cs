using ComposeServer.Fuzz.Seeds;
using ComposeServer.Streams.Events;

namespace ComposeServer.Fuzz.Targets;

sealed class EventIdTarget : FuzzTarget
{
    public override string Name => "event-id";

    public override IEnumerable<byte[]> Seeds() =>
        [
            .. Vectors
                .Texts("vectors/ceramic-protocol.json", "hex")
                .Where(text => text.StartsWith("ce0105", StringComparison.Ordinal) && text.Length % 2 == 0)
                .Select(Convert.FromHexString),
            Convert.FromHexString(
                "ce010500645c5250cbb00073ba033876a692c1b38b5dcb8f01850112204704ab630371a18feccf3f40baa2e08cd3468682b3098fe6641661e18b5dcb8f"
            ),
        ];

    protected override void Check(byte[] input)
    {
        EventId id = default;
        if (!Door.Through(() => EventId.TryRead(input, out id)))
            return;
        Oracle.Same(id.ToBytes(), input, "an EventID has the bytes it was read from");
        Oracle.Holds(EventId.TryParse(id.ToString(), out var same) && same == id, "the text of an EventID reads as it");
    }
}
