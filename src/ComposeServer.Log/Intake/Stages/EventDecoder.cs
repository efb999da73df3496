using System.Security.Cryptography;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Log.Intake.Stages;

/// <summary>
/// First stage: blocks become a <see cref="RawEvent"/>. Bytes must hash to their CIDs and follow the rules of the door they came through,
/// an envelope must carry one signature and point to the payload that came with it (ceramic.md 1.3, 2.4). Names are CIDv1 with SHA-256:
/// with another hash, or with none, one event would have several names.
/// </summary>
static class EventDecoder
{
    const int ShownBytesMax = 128;

    /// <summary>Decodes an event that is written now: bytes must be canonical.</summary>
    public static bool TryDecode(EventBlocks blocks, out RawEvent raw, out Refusal refusal) =>
        TryDecode(blocks, DagCborRules.Strict, out raw, out refusal);

    /// <summary>Decodes an event that was stored: it came through one of the doors, so the lenient reading holds for all.</summary>
    public static bool TryDecodeStored(EventBlocks blocks, out RawEvent raw) =>
        TryDecode(blocks, DagCborRules.AsReference, out raw, out _);

    /// <param name="blocks">What arrived.</param>
    /// <param name="rules">Strict for new writes; as the reference reads for history (design.md 10).</param>
    /// <param name="raw">The event.</param>
    /// <param name="refusal">Why it is none.</param>
    public static bool TryDecode(EventBlocks blocks, DagCborRules rules, out RawEvent raw, out Refusal refusal)
    {
        raw = null!;
        if ((MisnamedIn(blocks) ?? MismatchIn(blocks)) is { } wrong)
        {
            refusal = wrong;
            return false;
        }

        DagJws? envelope = null;
        if (blocks.Event.Cid.Codec == Multicodec.DagJose)
        {
            if (!TryReadEnvelope(blocks, rules, out envelope, out refusal))
                return false;
        }
        else if (blocks.Linked is not null || blocks.Event.Cid.Codec != Multicodec.DagCbor)
        {
            refusal = Malformed("an event is a DAG-JOSE envelope with its payload, or one DAG-CBOR block");
            return false;
        }

        return TryReadPayload(blocks, rules, envelope, out raw, out refusal);
    }

    static Refusal? MisnamedIn(EventBlocks blocks) =>
        Misnamed(blocks.Event) ?? MisnamedPart(blocks.Linked) ?? MisnamedPart(blocks.Capability);

    static Refusal? Misnamed(Block block) =>
        block.Cid is { Version: 1, HashCode: Multihash.Sha2256, Digest.Length: SHA256.HashSizeInBytes }
            ? null
            : Malformed($"the name of a block is a CIDv1 with sha2-256, not {Shown(block.Cid)}");

    /// <summary>What an envelope points to is DAG-CBOR, by name too: the same bytes under another codec are another block.</summary>
    static Refusal? MisnamedPart(Block? block) =>
        block is not { } present ? null
        : present.Cid.Codec == Multicodec.DagCbor ? Misnamed(present)
        : Malformed($"a payload or capability is named as DAG-CBOR, not {Shown(present.Cid)}");

    /// <summary>A CID without a hash can be as long as a block.</summary>
    static string Shown(Cid cid) => cid.Bytes.Length <= ShownBytesMax ? cid.ToString() : $"{cid.Bytes.Length} bytes";

    static Refusal? MismatchIn(EventBlocks blocks) =>
        Mismatch(blocks.Event) ?? Mismatch(blocks.Linked) ?? Mismatch(blocks.Capability);

    static Refusal? Mismatch(Block? block) =>
        block is { } present && !present.Cid.Names(present.Bytes.Span)
            ? new(RefusalCode.CidMismatch, $"bytes do not hash to {present.Cid}")
            : null;

    static bool TryReadEnvelope(EventBlocks blocks, DagCborRules rules, out DagJws? envelope, out Refusal refusal)
    {
        refusal = default;
        if (!DagJws.TryRead(blocks.Event.Bytes, rules, out envelope, out var error))
            refusal = Malformed($"the envelope is not DAG-JOSE: {error.Detail}");
        else if (envelope.Signatures.Count != 1)
            refusal = Malformed($"an envelope carries one signature, found {envelope.Signatures.Count}");
        else if (blocks.Linked is not { } linked)
            refusal = Malformed("the payload block of a signed event is missing");
        else if (!envelope.Payload.Span.SequenceEqual(linked.Cid.Bytes))
            refusal = new(RefusalCode.CidMismatch, $"the envelope links another payload than {linked.Cid}");
        return refusal.Code is null;
    }

    static bool TryReadPayload(
        EventBlocks blocks,
        DagCborRules rules,
        DagJws? envelope,
        out RawEvent raw,
        out Refusal refusal
    )
    {
        raw = null!;
        var decoded = DagCborDecoder.Read((blocks.Linked ?? blocks.Event).Bytes, rules);
        if (decoded.Value is not IpldMap body)
        {
            refusal = Malformed(
                decoded.Error is { } error ? $"the payload is not DAG-CBOR: {error}" : "the payload is not a map"
            );
            return false;
        }

        refusal = default;
        if (!body.TryGet("prev", out var prev))
        {
            raw = New(EventKind.Init, blocks.Event.Cid, null);
            return true;
        }

        if (prev is not IpldLink prevLink)
        {
            refusal = Malformed("'prev' is not a link");
            return false;
        }

        if (!body.TryGet("id", out var id) || id is not IpldLink idLink)
        {
            refusal = Malformed("'id' is not a link");
            return false;
        }

        raw = New(body.TryGet("proof", out _) ? EventKind.Time : EventKind.Data, idLink.Value, prevLink.Value);
        return true;

        RawEvent New(EventKind kind, Cid init, Cid? before) =>
            new()
            {
                Blocks = blocks,
                Kind = kind,
                Envelope = envelope,
                Body = body,
                Init = init,
                Prev = before,
            };
    }

    static Refusal Malformed(string detail) => new(RefusalCode.Malformed, detail);
}
