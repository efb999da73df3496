using System.Text;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Conformance.Identity;

/// <summary>
/// Flips one bit in each byte of the stored blocks of signed events. Whoever may change bytes may also name the blocks anew and make the links
/// between them follow, which no hash check stops: only the signatures do. No byte of an event is outside them, so there is no exception: the CBOR
/// around the signed parts is canonical, and members outside the signed header are refused.
/// </summary>
public class FlippedBytesTests
{
    const int EventsMin = 200;

    static readonly DateTimeOffset Then = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly EventSignatures Signatures = new(new CapabilityVerifier(new()), new());

    [Fact]
    public void No_flipped_bit_in_the_blocks_of_a_signed_event_is_accepted()
    {
        var seed = Environment.TickCount;
        var chance = new Random(seed);
        var events = SignedEvents.FromVectors().ToList();
        events.AddRange(SignedEvents.Fresh(chance, Math.Max(130, EventsMin - events.Count)));

        Assert.InRange(events.Count, EventsMin, int.MaxValue);
        foreach (var one in events)
        {
            Assert.True(IsAccepted(one, one.Blocks), $"{one.Name}, seed {seed}");
            foreach (var (what, blocks) in Attacks(one.Blocks, chance))
                Assert.False(IsAccepted(one, blocks), $"{one.Name}, {what}, seed {seed}");
        }
    }

    static IEnumerable<(string What, EventBlocks Blocks)> Attacks(EventBlocks blocks, Random chance)
    {
        foreach (var (at, bad) in Flips(blocks.Event, chance))
        {
            yield return ($"envelope byte {at}", blocks with { Event = new(blocks.Event.Cid, bad) });
            yield return ($"renamed envelope byte {at}", blocks with { Event = Block.Of(Multicodec.DagJose, bad) });
        }

        var payload = blocks.Linked!.Value;
        foreach (var (at, bad) in Flips(payload, chance))
        {
            var renamed = Block.Of(Multicodec.DagCbor, bad);
            yield return ($"payload byte {at}", blocks with { Linked = new(payload.Cid, bad) });
            yield return ($"renamed payload byte {at}", blocks with { Linked = renamed });
            yield return (
                $"followed payload byte {at}",
                blocks with
                {
                    Event = Envelope(blocks, renamed.Cid, header => header),
                    Linked = renamed,
                }
            );
        }

        if (blocks.Capability is not { } capability)
            yield break;
        foreach (var (at, bad) in Flips(capability, chance))
        {
            var renamed = Block.Of(Multicodec.DagCbor, bad);
            yield return ($"capability byte {at}", blocks with { Capability = new(capability.Cid, bad) });
            yield return ($"renamed capability byte {at}", blocks with { Capability = renamed });
            yield return (
                $"followed capability byte {at}",
                blocks with
                {
                    Event = Envelope(
                        blocks,
                        payload.Cid,
                        header =>
                            header.Replace(capability.Cid.ToString(), renamed.Cid.ToString(), StringComparison.Ordinal)
                    ),
                    Capability = renamed,
                }
            );
        }
    }

    static IEnumerable<(int At, byte[] Bytes)> Flips(Block block, Random chance)
    {
        for (var at = 0; at < block.Bytes.Length; at++)
        {
            var bytes = block.Bytes.ToArray();
            bytes[at] ^= (byte)(1 << chance.Next(8));
            yield return (at, bytes);
        }
    }

    /// <summary>The same signature in an envelope that points elsewhere.</summary>
    static Block Envelope(EventBlocks blocks, Cid link, Func<string, string> change)
    {
        Assert.True(DagJws.TryRead(blocks.Event.Bytes, DagCborRules.Strict, out var jws, out _));
        var signed = jws.Signatures[0];
        var header = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(signed.Protected.Span)));
        return new DagJws(link, [new(header, signed.Signature)]).ToBlock();
    }

    static bool IsAccepted(SignedEvent one, EventBlocks blocks)
    {
        if (!EventDecoder.TryDecode(blocks, out var raw, out _) || raw.Envelope is not { } envelope)
            return false;
        Cacao? capability = null;
        if (blocks.Capability is { } block && !Cacao.TryRead(block, out capability, out _))
            return false;
        return Signatures.Verify(
                envelope,
                raw.PayloadCid,
                capability,
                one.Issuer,
                one.Scope,
                Then,
                CapabilityTimeRule.NewWrites
            ) is SignatureVerdict.Valid;
    }
}
