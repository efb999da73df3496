using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Ipld.DagJose;

public sealed partial class DagJws
{
    /// <summary>Reads an envelope block. Byte members are slices of it.</summary>
    /// <param name="block">The block's bytes.</param>
    /// <param name="rules">Strict for what is written now.</param>
    /// <param name="jws">The envelope.</param>
    /// <param name="error">Why there is none.</param>
    public static bool TryRead(
        ReadOnlyMemory<byte> block,
        DagCborRules rules,
        [NotNullWhen(true)] out DagJws? jws,
        out DagJoseError error
    )
    {
        jws = null;
        var reader = new DagCborReader(block.Span, rules);
        var payload = default(ReadOnlyMemory<byte>);
        var signatures = new List<JwsSignature>(1);
        var shaped = reader.TryReadMap(out var map);
        while (reader.TryNextKey(ref map, out var key))
        {
            if (key.SequenceEqual("payload"u8))
                TakeBytes(ref reader, block, out payload);
            else if (key.SequenceEqual("signatures"u8))
                shaped &= TryReadSignatures(ref reader, block, signatures);
            else
                shaped &= reader.TrySkip() && false;
        }

        reader.TryReadEnd();
        error = default;
        if (reader.Error is { } malformed && malformed.Code != DagCborErrorCode.UnexpectedKind)
            error = new(malformed.Code, malformed.ToString());
        else if (!shaped || reader.Error is not null || signatures.Count == 0)
            error = new(DagJoseErrorCode.Shape, "not { payload, signatures: [{ header?, protected?, signature }] }");
        else if (!Cid.TryRead(payload.Span, out var link))
            error = new(DagJoseErrorCode.Link, "the payload is not a CID");
        else
            jws = new(link, signatures);
        return jws is not null;
    }

    static bool TryReadSignatures(
        scoped ref DagCborReader reader,
        ReadOnlyMemory<byte> block,
        List<JwsSignature> signatures
    )
    {
        var shaped = reader.TryReadList(out var list);
        while (reader.TryNextItem(ref list))
        {
            shaped &= TryReadSignature(ref reader, block, out var signature);
            if (signature is not null)
                signatures.Add(signature);
        }

        return shaped;
    }

    static bool TryReadSignature(
        scoped ref DagCborReader reader,
        ReadOnlyMemory<byte> block,
        out JwsSignature? signature
    )
    {
        signature = null;
        ReadOnlyMemory<byte> header = default;
        ReadOnlyMemory<byte> signedHeader = default;
        ReadOnlyMemory<byte> bytes = default;
        var shaped = reader.TryReadMap(out var map);
        var hasSignature = false;
        while (reader.TryNextKey(ref map, out var key))
        {
            // A signed header of no bytes would be the same as none and could not be written back.
            if (key.SequenceEqual("protected"u8))
                shaped &= TakeBytes(ref reader, block, out signedHeader) && !signedHeader.IsEmpty;
            else if (key.SequenceEqual("signature"u8))
                hasSignature = TakeBytes(ref reader, block, out bytes);
            else if (key.SequenceEqual("header"u8))
                shaped &= TakeItem(ref reader, block, out header);
            else
                shaped &= reader.TrySkip() && false;
        }

        IpldMap? unsigned = null;
        if (!header.IsEmpty)
            shaped &= DagCborDecoder.ReadAsReference(header).TryGet(out unsigned);
        if (shaped && hasSignature)
            signature = new(signedHeader, bytes, unsigned);
        return signature is not null;
    }

    static bool TakeBytes(scoped ref DagCborReader reader, ReadOnlyMemory<byte> block, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        if (!reader.TryReadBytes(out var run))
            return false;
        bytes = block.Slice(reader.Offset - run.Length, run.Length);
        return true;
    }

    static bool TakeItem(scoped ref DagCborReader reader, ReadOnlyMemory<byte> block, out ReadOnlyMemory<byte> item)
    {
        var start = reader.Offset;
        var taken = reader.TrySkip();
        item = taken ? block[start..reader.Offset] : default;
        return taken;
    }
}
