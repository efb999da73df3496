using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Evm;

/// <summary>A chain of Ethereum's kind, asked over JSON-RPC (ceramic.md 3.1, step 3). Safe for many threads.</summary>
/// <param name="options">Which chain, and where its node is.</param>
/// <param name="http">Owned by the caller; see <see cref="EvmHttp.CreateClient"/>.</param>
/// <param name="clock">Measures the time limit.</param>
public sealed class EvmChain(EvmChainOptions options, HttpClient http, TimeProvider clock) : IAnchorChain
{
    const int HashSizeBytes = 32;

    readonly JsonRpc _rpc = new(http, options.Rpc, options.AnswerSizeBytesMax);
    readonly ulong _number =
        options.Number ?? throw new ArgumentException($"{options.ChainId} is not eip155:N", nameof(options));
    bool _isRightChain;

    /// <inheritdoc/>
    public string ChainId => options.ChainId;

    /// <inheritdoc/>
    public async ValueTask<ChainAnswer> FindAsync(Cid txHash, CancellationToken cancel)
    {
        if (txHash.Digest.Length != HashSizeBytes)
            return new ChainAnswer.Absent();
        var hash = $"0x{Convert.ToHexStringLower(txHash.Digest)}";
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        try
        {
            return await FindAsync(hash, either.Token);
        }
        catch (ChainFaulted faulted)
        {
            return new ChainAnswer.Failed(faulted.Fault, $"{ChainId}: {faulted.Message}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new ChainAnswer.Failed(
                ChainFault.TimedOut,
                $"{ChainId}: no answer within {options.Timeout.TotalSeconds:0.###} s"
            );
        }
    }

    async Task<ChainAnswer> FindAsync(string hash, CancellationToken cancel)
    {
        await CheckChainAsync(cancel);
        var found = await _rpc.CallAsync("eth_getTransactionByHash", $"[\"{hash}\"]", cancel);
        if (RpcAnswer.IsNull(found))
            return new ChainAnswer.Absent();
        if (!RpcAnswer.IsHash(found, "hash", hash))
            throw RpcAnswer.Wrong("hash of the transaction");

        var transaction = new AnchorTransaction(
            RpcAnswer.Data(found, "input"),
            RpcAnswer.Text(RpcAnswer.Member(found, "to")),
            BlockNumber: null,
            BlockTimeSeconds: 0
        );
        var block = RpcAnswer.Member(found, "blockNumber");
        if (RpcAnswer.IsNull(block))
            return new ChainAnswer.Found(transaction, Depth: 0);
        var number = RpcAnswer.Quantity(block, "blockNumber");
        var blockHash = RpcAnswer.Text(RpcAnswer.Member(found, "blockHash")) ?? throw RpcAnswer.Wrong("blockHash");
        var time = await FindTimeAsync(number, blockHash, cancel);
        var newest = RpcAnswer.Quantity(
            await _rpc.CallAsync("eth_blockNumber", "[]", cancel),
            "number of the newest block"
        );
        return new ChainAnswer.Found(
            transaction with
            {
                BlockNumber = number,
                BlockTimeSeconds = time,
            },
            // Of several nodes behind one address one may lag behind the other.
            Depth: long.Max(1, newest - number + 1)
        );
    }

    /// <summary>Asks by number: by its hash a node also gives a block that the chain has dropped.</summary>
    async Task<long> FindTimeAsync(long number, string blockHash, CancellationToken cancel)
    {
        var block = await _rpc.CallAsync("eth_getBlockByNumber", $"[\"0x{number:x}\",false]", cancel);
        if (RpcAnswer.IsNull(block) || !RpcAnswer.IsHash(block, "hash", blockHash))
            throw new ChainFaulted(ChainFault.Reorganised, $"block {number} became another while it was asked for");
        if (RpcAnswer.Quantity(RpcAnswer.Member(block, "number"), "block") != number)
            throw RpcAnswer.Wrong("number of the block");
        return RpcAnswer.Quantity(RpcAnswer.Member(block, "timestamp"), "timestamp");
    }

    /// <summary>A wrong address in the settings would let a test chain speak for a real one.</summary>
    async Task CheckChainAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref _isRightChain))
            return;
        var number = RpcAnswer.Quantity(await _rpc.CallAsync("eth_chainId", "[]", cancel), "chain id");
        if ((ulong)number != _number)
            throw new ChainFaulted(ChainFault.WrongChain, $"the node follows chain {number}");
        Volatile.Write(ref _isRightChain, true);
    }
}
