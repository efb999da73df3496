using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Testing.Chains;

/// <summary>
/// A chain that mines when told, behind a real HTTP server that speaks the part of Ethereum's JSON-RPC which anchors need. It can lose
/// blocks again, and answer what no good node answers.
/// </summary>
public sealed class LoopbackChain : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, JsonObject> _transactions = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<long, JsonObject> _blocks = new();
    readonly ConcurrentQueue<string> _asked = new();
    readonly WebApplication _node;
    int _sent;

    LoopbackChain(WebApplication node) => _node = node;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_node.Urls.Single());

    /// <summary>The number that it says it has.</summary>
    public long Number { get; set; } = 31337;

    /// <summary>CAIP-2 name of <see cref="Number"/>.</summary>
    public string ChainId => $"eip155:{Number}";

    /// <summary>Number of the newest block.</summary>
    public long Newest { get; set; } = 1_000;

    /// <summary>Methods that were called, in their order.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>Answers instead, when it says that it has.</summary>
    public Func<HttpContext, string, Task<bool>> Instead { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Starts one on a free port.</summary>
    public static async Task<LoopbackChain> StartAsync(CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var chain = new LoopbackChain(builder.Build());
        chain._node.Run(chain.AnswerAsync);
        await chain._node.StartAsync(cancel);
        return chain;
    }

    /// <summary>Sends the call that anchors a root; it waits for its block.</summary>
    public Cid Send(Cid root, string? to = AnchorChains.OfficialContract, byte[]? input = null)
    {
        var hash = SHA256.HashData(BitConverter.GetBytes(Interlocked.Increment(ref _sent)));
        _transactions[Hex(hash)] = new()
        {
            ["hash"] = Hex(hash),
            ["input"] = Hex(input ?? TransactionRoot.ToCallData(root)),
            ["to"] = to,
            ["blockNumber"] = null,
            ["blockHash"] = null,
        };
        return Cid.Create(Multicodec.EthTx, Multihash.Keccak256, hash);
    }

    /// <summary>Puts a transaction into a block.</summary>
    public void Mine(Cid txHash, long block, long timestampSeconds, string fork = "main")
    {
        var hash = Hex(SHA256.HashData([.. BitConverter.GetBytes(block), .. fork.Select(c => (byte)c)]));
        _blocks[block] = new()
        {
            ["hash"] = hash,
            ["number"] = Quantity(block),
            ["timestamp"] = Quantity(timestampSeconds),
            ["transactions"] = new JsonArray(Hex(txHash.Digest)),
        };
        var transaction = _transactions[Hex(txHash.Digest)];
        transaction["blockNumber"] = Quantity(block);
        transaction["blockHash"] = hash;
    }

    /// <summary>Loses a transaction, as when a chain is reorganised.</summary>
    public void Drop(Cid txHash) => _transactions.TryRemove(Hex(txHash.Digest), out _);

    /// <summary>Changes what is told of a transaction.</summary>
    public void Alter(Cid txHash, string member, JsonNode? value) => _transactions[Hex(txHash.Digest)][member] = value;

    /// <summary>Changes what is told of a block.</summary>
    public void AlterBlock(long block, string member, JsonNode? value) => _blocks[block][member] = value;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _node.DisposeAsync();

    async Task AnswerAsync(HttpContext http)
    {
        var request = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var method = request!["method"]!.GetValue<string>();
        _asked.Enqueue(method);
        if (await Instead(http, method))
            return;
        var parameters = request["params"]!.AsArray();
        var answer = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = request["id"]!.DeepClone(),
            ["result"] = Result(method, parameters),
        };
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    JsonNode? Result(string method, JsonArray parameters) =>
        method switch
        {
            "eth_chainId" => Quantity(Number),
            "eth_blockNumber" => Quantity(Newest),
            "eth_getTransactionByHash" => _transactions
                .GetValueOrDefault(parameters[0]!.GetValue<string>())
                ?.DeepClone(),
            "eth_getBlockByNumber" => _blocks
                .GetValueOrDefault(Convert.ToInt64(parameters[0]!.GetValue<string>(), 16))
                ?.DeepClone(),
            _ => throw new NotSupportedException(method),
        };

    static string Hex(ReadOnlySpan<byte> bytes) => $"0x{Convert.ToHexStringLower(bytes)}";

    static string Quantity(long number) => $"0x{number:x}";
}
