using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Benchmarks.Corpus;

/// <summary>A document whose every byte is settled but the signature.</summary>
readonly record struct DocumentDraft(ISigner Author, Block Payload)
{
    public static DocumentDraft Of(StreamId model, ISigner author, IpldValue content, Random chance) =>
        new(author, DocumentEvents.ListInit(model, author.Did, content, chance.NextBytes));

    /// <summary>Signs on all cores; the result does not depend on the order.</summary>
    public static SignedDocument[] SignAll(IReadOnlyList<DocumentDraft> drafts)
    {
        var signed = new SignedDocument[drafts.Count];
        Parallel.For(0, drafts.Count, i => signed[i] = drafts[i].Sign());
        return signed;
    }

    SignedDocument Sign()
    {
        var blocks = EventSigner.Sign(Author, Payload);
        return new(DocumentEvents.NameOf(blocks), Genesis.ToUtf8(StreamType.Document, blocks));
    }
}
