using System.Text;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Tests.Streams;

public class ProofRulesTests
{
    const long LastFree = 16_688_195;

    static readonly Cid Root = Cid.Compute(Multicodec.DagCbor, "root"u8);
    static readonly Cid TxHash = Cid.Create(Multicodec.EthTx, 0x1b, new byte[32]);
    static readonly AnchorChains Chains = new();

    [Theory]
    [InlineData("eip155:1", true)]
    [InlineData("eip155:424242", true)]
    [InlineData("solana:1", false)]
    [InlineData("inmemory:12345", false)]
    [InlineData(null, false)]
    public void Only_chains_of_Ethereum_count(string? chain, bool counts)
    {
        var refusal = ProofRules.CheckChain(new(chain, Root, TxHash, null), Chains);

        Assert.Equal(counts, refusal is null);
        if (!counts)
            Assert.Equal($"Unsupported chainId '{chain}' - must be eip155 namespace", refusal!.Value.Detail);
    }

    [Fact]
    public void A_network_may_have_one_chain_only_or_none_at_all()
    {
        var only = Chains with { Chains = ["eip155:100"] };

        Assert.Null(ProofRules.CheckChain(new("eip155:100", Root, TxHash, null), only));
        Assert.NotNull(ProofRules.CheckChain(new("eip155:1", Root, TxHash, null), only));
        Assert.Null(
            ProofRules.CheckChain(new(AnchorChains.InMemory, Root, TxHash, null), Chains with { AllowInMemory = true })
        );
    }

    [Theory]
    [InlineData("eip155:1", LastFree, false, null)]
    [InlineData("eip155:1", LastFree + 1, false, "Anchor was created using address 0xother.")]
    [InlineData("eip155:1", LastFree + 1, true, null)]
    [InlineData("eip155:31337", 1, false, "Anchor was created using address 0xother.")]
    [InlineData("eip155:31337", 1, true, null)]
    public void After_the_free_blocks_of_a_chain_only_the_contract_anchors(
        string chain,
        long block,
        bool official,
        string? text
    )
    {
        var to = official
            ? AnchorChains.OfficialContract.ToUpperInvariant().Replace("0X", "0x", StringComparison.Ordinal)
            : "0xother";
        var transaction = new AnchorTransaction(TransactionRoot.ToCallData(Root), to, block, 1);

        var refusal = ProofRules.Check(new(chain, Root, TxHash, TransactionRoot.ContractCall), transaction, Chains);

        Assert.StartsWith(text ?? "", refusal?.Detail ?? "", StringComparison.Ordinal);
        Assert.Equal(text is null, refusal is null);
    }

    [Theory]
    [InlineData(LastFree, true)]
    [InlineData(LastFree + 1, false)]
    public void Call_data_of_the_old_kind_ends_with_the_free_blocks(long block, bool holds)
    {
        var text = "0f" + Convert.ToHexStringLower(Root.Bytes);
        var transaction = new AnchorTransaction(Convert.FromHexString(text), null, block, 1);

        var refusal = ProofRules.Check(new("eip155:1", Root, TxHash, null), transaction, Chains);

        Assert.Equal(
            holds
                ? null
                : new Refusal(
                    RefusalCode.InvalidProof,
                    $"Any anchor proofs created after block {LastFree} must include the txType field. Anchor txn blockNumber: {block}"
                ),
            refusal
        );
    }

    [Fact]
    public void Call_data_of_any_other_shape_holds_no_root()
    {
        var call = TransactionRoot.ToCallData(Root);

        Assert.True(TransactionRoot.TryRead(call, TransactionRoot.ContractCall, out var root) && root == Root);
        Assert.False(TransactionRoot.TryRead([.. call, 0], TransactionRoot.ContractCall, out _));
        Assert.False(TransactionRoot.TryRead(call.AsSpan(1), TransactionRoot.ContractCall, out _));
        Assert.False(TransactionRoot.TryRead(call, "raw", out _));
        foreach (
            var junk in (byte[][])
                [
                    [],
                    [0],
                    [0x0f],
                    Encoding.UTF8.GetBytes("nonsense"),
                ]
        )
            Assert.False(TransactionRoot.TryRead(junk, null, out _));
    }
}
