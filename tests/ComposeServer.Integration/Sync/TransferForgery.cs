using ComposeServer.Ipld.Car;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Integration.Sync;

/// <summary>Files whose hashes are all right and whose signatures are not.</summary>
static class TransferForgery
{
    /// <summary>Changes one bit in the signature of each envelope.</summary>
    public static byte[] BreakSignatures(byte[] file)
    {
        Assert.True(CarFile.TryRead(file, CarLimits.Default, out var car, out _));
        var blocks = car.Blocks.ToArray();
        for (var at = 0; at < blocks.Length; at++)
        {
            if (!DagJws.TryRead(blocks[at].Bytes, DagCborRules.Strict, out var jws, out _))
                continue;
            var signature = jws.Signatures[0].Signature.ToArray();
            signature[20] ^= 1;
            blocks[at] = new DagJws(jws.Link, [jws.Signatures[0] with { Signature = signature }]).ToBlock();
        }

        return new CarFile([], blocks).ToBytes();
    }
}
