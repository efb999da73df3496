using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>Signed events of about 600 bytes of content, enough of them that no cache helps.</summary>
sealed class PartCorpus
{
    const int Count = 512;

    PartCorpus(EventBlocks[] events) => Events = events;

    public IReadOnlyList<EventBlocks> Events { get; }

    /// <summary>Events of a did:key.</summary>
    public static PartCorpus SignedBy(ISigner signer, int seed) =>
        new([.. Payloads(signer.Did, seed).Select(payload => EventSigner.Sign(signer, payload))]);

    /// <summary>Events of a session of a wallet.</summary>
    public static PartCorpus Of(DidSession session, int seed) =>
        new([
            .. Payloads(session.Parent, seed)
                .Select(payload => EventSigner.Sign(session.Signer, payload, session.Capability.Block)),
        ]);

    /// <summary>The model that all of them name.</summary>
    public static StreamId Model { get; } =
        StreamId.Parse("kjzl6hvfrbw6c5sxi0jssg1zzbu4ivqf5nkhf4k5s0h7ik6sdmu77zd4on4bkwx");

    static IEnumerable<Block> Payloads(Identity.Dids.Did controller, int seed)
    {
        var chance = new Random(seed);
        for (var i = 0; i < Count; i++)
        {
            var unique = new byte[DocumentUnique.RandomSizeBytes];
            chance.NextBytes(unique);
            yield return DocumentEvents.ListInit(Model, controller, Content(chance, i), new DocumentUnique(unique));
        }
    }

    public static IpldMap Content(Random chance, int number) =>
        IpldMap.Of(
            ("authorID", "kjzl6kcym7w8y5r1kkhyyi0cdrtr5anyksiquv3sl8yr8i2m07zmks8e8m8z8a0"),
            ("title", BoardText.Of(chance, 48)),
            ("body", BoardText.Of(chance, 372)),
            ("topic", BoardText.Topic(number % 10)),
            ("rank", number),
            ("publishedAt", BoardText.Time(chance))
        );
}
