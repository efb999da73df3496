using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Dids.Pkh;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Identity;

public class OutsideInputTests
{
    const int Rounds = 4_000;

    [Fact]
    public void Mutated_input_of_every_door_gets_an_answer_and_never_throws()
    {
        var seed = Environment.TickCount;
        var chance = new Random(seed);
        using var session = Samples.Session();
        using var payload = JsonDocument.Parse("""{"code":"c","requestBody":{"a":[1,"x"]},"requestPath":"/p"}""");
        var header = ProtectedHeader.Write(session.Signer.Algorithm, session.Signer.Kid, session.Capability.Cid);
        var text = Base64Url.TryDecode(session.Serialize(), out var json) ? json : [];
        var compact = Encoding.UTF8.GetBytes(Jws.Sign(session.Signer, payload.RootElement).ToCompact());
        var did = Encoding.UTF8.GetBytes(session.Signer.Did.Text);
        var account = Encoding.UTF8.GetBytes(session.Parent.Text);
        var verifier = new CapabilityVerifier(new());

        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                _ = ProtectedHeader.TryRead(Mutate(header, chance), out _, out _);
                if (DidSession.TryParse(Base64Url.Encode(Mutate(text, chance)), out var read, out _))
                    read.Dispose();
                _ = AdminRequest.TryRead(Encoding.Latin1.GetString(Mutate(compact, chance)), out _, out _);
                if (Did.TryParse(Encoding.Latin1.GetString(Mutate(did, chance)), out var some))
                    _ = DidKey.TryRead(some, out _, out _);
                if (Did.TryParse(Encoding.Latin1.GetString(Mutate(account, chance)), out some))
                    _ = DidPkh.TryRead(some, out _, out _);
                var block = Block.Of(Multicodec.DagCbor, Mutate(session.Capability.Block.Bytes.ToArray(), chance));
                if (Cacao.TryRead(block, out var capability, out _))
                    _ = verifier.Check(capability, Samples.Noon, CapabilityTimeRule.Replay);
            }
            catch (Exception thrown)
            {
                Assert.Fail($"seed {seed}, round {round}: {thrown}");
            }
        }
    }

    static byte[] Mutate(byte[] source, Random chance)
    {
        var bytes = source.ToList();
        for (var changes = chance.Next(1, 4); changes > 0; changes--)
        {
            var at = chance.Next(bytes.Count);
            switch (chance.Next(4))
            {
                case 0:
                    bytes[at] = (byte)chance.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)chance.Next(256));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(0, Math.Min(at, 16)));
                    break;
            }
        }

        return [.. bytes];
    }
}
