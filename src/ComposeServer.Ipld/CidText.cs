using System.Text;

namespace ComposeServer.Ipld;

/// <summary>Text of a CID straight from and into bytes.</summary>
static class CidText
{
    /// <summary>Writes the text in quotes.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="cid">Binary CID, known to be well formed.</param>
    public static void Write(scoped ref ByteSink sink, scoped ReadOnlySpan<byte> cid)
    {
        sink.Put((byte)'"');
        if (cid[0] == 1)
        {
            sink.Put((byte)Multibase.Base32Prefix);
            var size = Base32.LengthOf(cid.Length);
            Base32.Encode(cid, sink.Room(size));
            sink.Advance(size);
        }
        else
        {
            sink.Put(Encoding.ASCII.GetBytes(Base58Btc.Encode(cid)));
        }

        sink.Put((byte)'"');
    }
}
