using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>The proof block that a time event points to (ceramic.md 2.3).</summary>
/// <remarks>Old blocks have more members, among them a block number and a time. Those are claims, and are not read.</remarks>
public static class ProofBlock
{
    /// <summary>Reads a proof block.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out AnchorProof proof)
    {
        proof = null!;
        if (!DagCborDecoder.ReadAsReference(bytes).TryGet<IpldMap>(out var body))
            return false;
        if (!body.TryGet<IpldLink>("root", out var root) || !body.TryGet<IpldLink>("txHash", out var txHash))
            return false;
        if (!TryText(body, "chainId", out var chainId) || !TryText(body, "txType", out var txType))
            return false;
        proof = new(chainId, root.Value, txHash.Value, txType);
        return true;
    }

    /// <summary>The block of a proof.</summary>
    public static Block ToBlock(AnchorProof proof)
    {
        var body = IpldMap.Of(("root", proof.Root), ("txHash", proof.TxHash));
        if (proof.ChainId is { } chainId)
            body = body.With("chainId", chainId);
        if (proof.TxType is { } txType)
            body = body.With("txType", txType);
        return DagCborEncoder.ToBlock(body);
    }

    static bool TryText(IpldMap body, string member, out string? text)
    {
        text = null;
        if (!body.TryGet(member, out var value))
            return true;
        text = (value as IpldString)?.Value;
        return text is not null;
    }
}
