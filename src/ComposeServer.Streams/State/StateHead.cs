using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;

namespace ComposeServer.Streams.State;

/// <summary>What the states of all stream types begin with.</summary>
readonly record struct StateHead(Cid Tip, int Height, Did Controller, AnchorProof? Proof)
{
    public static void Write(StateWriter writer, StreamState state)
    {
        writer.Bytes(state.Tip.Bytes).Number(state.Height).Text(state.Controller.Text);
        if (state.Proof is not { } proof)
        {
            writer.Byte(0);
            return;
        }

        writer.Byte(1).Bytes(proof.Root.Bytes).Bytes(proof.TxHash.Bytes);
        writer.OptionalText(proof.ChainId).OptionalText(proof.TxType);
    }

    public static StateHead Read(ref StateReader reader)
    {
        var tip = reader.Cid();
        var height = reader.Number();
        var controller = Did.Parse(reader.Text());
        if (!reader.IsPresent())
            return new(tip, height, controller, null);
        var root = reader.Cid();
        var txHash = reader.Cid();
        var chainId = reader.OptionalText();
        return new(tip, height, controller, new(chainId, root, txHash, reader.OptionalText()));
    }
}
