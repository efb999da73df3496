using ComposeServer.Identity;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;
using ComposeServer.Identity.Keys;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>
/// Libraries disagree about keys of small order, and so would nodes. The rule here is libsodium's, as <c>Ed25519</c> says: such a point is no key, and
/// no signature verifies under it.
/// </summary>
public class Sec10_SmallOrderKeyTests
{
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    public async Task Each_of_the_eight_points_is_no_key_and_can_write_nothing(string point)
    {
        var key = Convert.FromHexString(point);
        var did = Did.Parse($"did:key:z{Base58Btc.Encode([0xed, 0x01, .. key])}");
        byte[] identityAndZero = [1, .. new byte[63]];
        await using var node = new IntakeLab(new ManualClock(Samples.Noon));
        var payload = ModelEvents.Init(ModelSample.Definition(), did);
        var header = System.Text.Encoding.UTF8.GetBytes($$"""{"alg":"EdDSA","kid":"{{did}}#{{did.SpecificPart}}"}""");
        var envelope = new ComposeServer.Ipld.DagJose.DagJws(payload.Cid, [new(header, identityAndZero)]);

        Assert.False(DidKey.TryRead(did, out _, out var refusal));
        Assert.Equal(IdentityCode.InvalidDid, refusal.Code);
        Assert.False(Ed25519.Verify(key, "any"u8, identityAndZero));
        Assert.Equal(IdentityCode.InvalidDid, await node.RefuseAsync(new EventBlocks(envelope.ToBlock(), payload)));
    }

    [Fact]
    public void A_signature_whose_first_half_is_of_small_order_is_refused()
    {
        using var signer = Samples.Signer("EdDSA");
        var signature = signer.Sign("input"u8);
        byte[] small = [1, .. new byte[31], .. signature[32..]];

        Assert.False(DidKey.Parse(signer.Did.Text).Verify("input"u8, small));
    }
}
