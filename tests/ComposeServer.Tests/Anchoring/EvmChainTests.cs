using ComposeServer.Anchoring.Evm;
using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Chains;

namespace ComposeServer.Tests.Anchoring;

public sealed class EvmChainTests : IAsyncLifetime
{
    static readonly Cid Root = AnchorSamples.CidOf("root");

    readonly HttpClient _http = EvmHttp.CreateClient();
    LoopbackChain _chain = null!;

    public async ValueTask InitializeAsync() =>
        _chain = await LoopbackChain.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _chain.DisposeAsync();
    }

    [Fact]
    public async Task A_mined_transaction_comes_with_its_call_data_its_time_and_its_depth()
    {
        var txHash = _chain.Send(Root);
        _chain.Mine(txHash, block: 997, timestampSeconds: 1_700_000_000);

        var found = Assert.IsType<ChainAnswer.Found>(await FindAsync(txHash));

        Assert.Equal(4, found.Depth);
        Assert.Equal(TransactionRoot.ToCallData(Root), found.Transaction.Input);
        Assert.Equal(
            (AnchorChains.OfficialContract, 997L, 1_700_000_000L),
            (found.Transaction.To, found.Transaction.BlockNumber, found.Transaction.BlockTimeSeconds)
        );
    }

    [Fact]
    public async Task A_transaction_that_waits_for_its_block_has_neither_number_nor_depth()
    {
        var found = Assert.IsType<ChainAnswer.Found>(await FindAsync(_chain.Send(Root)));

        Assert.Equal((0L, (long?)null), (found.Depth, found.Transaction.BlockNumber));
    }

    [Fact]
    public async Task A_transaction_that_made_a_contract_was_sent_to_nobody()
    {
        var txHash = _chain.Send(Root, to: null);
        _chain.Mine(txHash, 1, 1);

        Assert.Null(Assert.IsType<ChainAnswer.Found>(await FindAsync(txHash)).Transaction.To);
    }

    [Fact]
    public async Task A_transaction_that_the_chain_does_not_know_is_absent()
    {
        Assert.IsType<ChainAnswer.Absent>(
            await FindAsync(Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[32]))
        );
    }

    [Fact]
    public async Task What_cannot_be_the_hash_of_a_transaction_is_absent_without_a_question()
    {
        Assert.IsType<ChainAnswer.Absent>(
            await FindAsync(Cid.Create(Multicodec.EthTx, Multihash.Keccak256, new byte[31]))
        );
        Assert.Empty(_chain.Asked);
    }

    [Fact]
    public async Task A_node_that_lags_behind_the_one_that_knew_the_block_makes_it_one_deep()
    {
        var txHash = _chain.Send(Root);
        _chain.Mine(txHash, block: 1_005, timestampSeconds: 1);

        Assert.Equal(1, Assert.IsType<ChainAnswer.Found>(await FindAsync(txHash)).Depth);
    }

    [Fact]
    public async Task A_node_of_another_chain_is_not_asked_for_transactions()
    {
        var client = _chain.Client(_http, options => options with { ChainId = "eip155:1" });

        var failed = Assert.IsType<ChainAnswer.Failed>(
            await client.FindAsync(_chain.Send(Root), CancellationToken.None)
        );

        Assert.Equal(new(ChainFault.WrongChain, "eip155:1: the node follows chain 31337"), failed);
        Assert.Equal(["eth_chainId"], _chain.Asked);
    }

    [Fact]
    public async Task The_number_of_the_chain_is_asked_for_once()
    {
        var client = _chain.Client(_http);
        var txHash = _chain.Send(Root);

        await client.FindAsync(txHash, CancellationToken.None);
        await client.FindAsync(txHash, CancellationToken.None);

        Assert.Equal(["eth_chainId", "eth_getTransactionByHash", "eth_getTransactionByHash"], _chain.Asked);
    }

    [Fact]
    public async Task Who_gives_up_is_told_so()
    {
        using var cancel = new CancellationTokenSource();
        _chain.Instead = async (http, _) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            return true;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await _chain.Client(_http).FindAsync(_chain.Send(Root), cancel.Token)
        );
    }

    [Theory]
    [InlineData("eip155:100=https://rpc.example.org/v3/key=1", "eip155:100")]
    [InlineData("eip155:1=http://127.0.0.1:8545", "eip155:1")]
    [InlineData("eip155:=http://127.0.0.1", null)]
    [InlineData("eip155:01=http://127.0.0.1", null)]
    [InlineData("eip155:-1=http://127.0.0.1", null)]
    [InlineData("eip155:99999999999999999999=http://127.0.0.1", null)]
    [InlineData("solana:1=http://127.0.0.1", null)]
    [InlineData("eip155:1=file:///etc/passwd", null)]
    [InlineData("eip155:1=not an address", null)]
    [InlineData("eip155:1", null)]
    [InlineData("", null)]
    public void A_setting_names_a_chain_and_the_address_of_its_node(string text, string? chain)
    {
        Assert.Equal(chain is not null, EvmChainOptions.TryParse(text, out var options));
        Assert.Equal(chain, options?.ChainId);
        Assert.Equal(chain, options?.ToString());
    }

    [Fact]
    public void A_chain_of_another_kind_cannot_be_asked_this_way()
    {
        Assert.Throws<ArgumentException>(() =>
            new EvmChain(new("solana:1", _chain.Address), _http, TimeProvider.System)
        );
    }

    ValueTask<ChainAnswer> FindAsync(Cid txHash) => _chain.Client(_http).FindAsync(txHash, CancellationToken.None);
}
