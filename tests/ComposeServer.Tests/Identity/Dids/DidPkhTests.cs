using ComposeServer.Identity;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Pkh;

namespace ComposeServer.Tests.Identity.Dids;

public class DidPkhTests
{
    const string Address = "0x4a62316623ad457f02cdc5d997ded67a383ec569";
    const string SolanaAddress = "GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEGB";

    [Theory]
    [InlineData($"did:pkh:eip155:1:{Address}", "eip155:1", Address)]
    [InlineData(
        "did:pkh:eip155:137:0x4A62316623ad457F02cDC5D997deD67a383EC569",
        "eip155:137",
        "0x4A62316623ad457F02cDC5D997deD67a383EC569"
    )]
    [InlineData(
        $"did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:{SolanaAddress}",
        "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
        SolanaAddress
    )]
    public void An_account_of_a_supported_chain_reads(string text, string chain, string address)
    {
        Assert.True(DidPkh.TryRead(Did.Parse(text), out var account, out _));

        Assert.Equal(chain, account.Chain);
        Assert.Equal(address, account.Address);
    }

    [Theory]
    [InlineData("did:pkh:bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6", "bip122")]
    [InlineData("did:pkh:tezos:NetXdQprcVkpaWU:tz1TzrmTBSuiVHV2VfMnGRMYvTEPCP42oSM8", "tezos")]
    [InlineData("did:pkh:stacks:1:SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7", "stacks")]
    [InlineData("did:pkh:cosmos:cosmoshub-3:cosmos1t2uflqwqe0fsj0shcfkrvpukewcw40yjj6hdc0", "cosmos")]
    public void Another_chain_is_refused_by_name(string text, string chain)
    {
        Assert.False(DidPkh.TryRead(Did.Parse(text), out _, out var refusal));

        Assert.Equal(IdentityCode.UnsupportedChain, refusal.Code);
        Assert.Contains(chain, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Namespaces of the CASA registry and some more; the address is plausible for none, for it must not be looked at.</summary>
    [Theory]
    [InlineData("abstract")]
    [InlineData("algorand")]
    [InlineData("antelope")]
    [InlineData("aptos")]
    [InlineData("arweave")]
    [InlineData("bip122")]
    [InlineData("cardano")]
    [InlineData("ccip")]
    [InlineData("chainwb")]
    [InlineData("cip34")]
    [InlineData("cosmos")]
    [InlineData("fil")]
    [InlineData("hedera")]
    [InlineData("iota")]
    [InlineData("koinos")]
    [InlineData("lip9")]
    [InlineData("monero")]
    [InlineData("mvx")]
    [InlineData("near")]
    [InlineData("polkadot")]
    [InlineData("reef")]
    [InlineData("stacks")]
    [InlineData("starknet")]
    [InlineData("stellar")]
    [InlineData("sui")]
    [InlineData("tezos")]
    [InlineData("tron")]
    [InlineData("tvm")]
    [InlineData("wallet")]
    [InlineData("xrpl")]
    [InlineData("eip155x")]
    [InlineData("eip-155")]
    [InlineData("solana2")]
    [InlineData("solan")]
    public void Of_all_namespaces_only_two_are_known(string name)
    {
        Assert.False(DidPkh.TryRead(Did.Parse($"did:pkh:{name}:1:{Address}"), out _, out var refusal));

        Assert.Equal(IdentityCode.UnsupportedChain, refusal.Code);
        Assert.Contains($"Accounts of {name} are not supported", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("did:pkh:eip155:1")]
    [InlineData($"did:pkh:eip155::{Address}")]
    [InlineData($"did:pkh:eip155:1:{Address}:1")]
    [InlineData($"did:pkh:eip155:1:{Address}0")]
    [InlineData("did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec56")]
    [InlineData("did:pkh:eip155:1:4a62316623ad457f02cdc5d997ded67a383ec56900")]
    [InlineData("did:pkh:eip155:1:0X4a62316623ad457f02cdc5d997ded67a383ec569")]
    [InlineData("did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec56g")]
    [InlineData($"did:pkh:eip155:123456789012345678901234567890123:{Address}")]
    [InlineData($"did:pkh:ei:1:{Address}")]
    [InlineData($"did:pkh:eip155000:1:{Address}")]
    [InlineData("did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEG0")]
    [InlineData("did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuA")]
    public void What_is_no_account_is_refused(string text)
    {
        Assert.False(DidPkh.TryRead(Did.Parse(text), out _, out var refusal));

        Assert.Equal(IdentityCode.InvalidDid, refusal.Code);
    }
}
