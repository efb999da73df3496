using System.Text;
using System.Text.Json.Nodes;
using ComposeServer.Anchoring.Evm;
using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Testing.Chains;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Tests.Anchoring;

/// <summary>Nodes that answer what no good node answers: each is a fault with a name, and none is an exception.</summary>
public sealed class EvmOddAnswerTests : IAsyncLifetime
{
    readonly HttpClient _http = EvmHttp.CreateClient();
    LoopbackChain _chain = null!;
    Cid _txHash;

    public async ValueTask InitializeAsync()
    {
        _chain = await LoopbackChain.StartAsync(TestContext.Current.CancellationToken);
        _txHash = _chain.Send(AnchorSamples.CidOf("root"));
        _chain.Mine(_txHash, AnchorSamples.MinedAt, AnchorSamples.MinedSeconds);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _chain.DisposeAsync();
    }

    [Theory]
    [InlineData("", ChainFault.NotJson)]
    [InlineData("<html><body>Bad gateway</body></html>", ChainFault.NotJson)]
    [InlineData("{", ChainFault.NotJson)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"id":ID,"result":null}""", ChainFault.NotJson)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"error":{"code":-32000,"message":"no"}}""", ChainFault.Declined)]
    [InlineData("""{"jsonrpc":"2.0","id":null,"error":"limit"}""", ChainFault.Declined)]
    [InlineData("""{"jsonrpc":"2.0","id":ID}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":0,"result":"0x7a69"}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":"ID","result":"0x7a69"}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","result":"0x7a69"}""", ChainFault.WrongAnswer)]
    [InlineData("""[{"jsonrpc":"2.0","id":ID,"result":"0x7a69"}]""", ChainFault.WrongAnswer)]
    [InlineData("null", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":null}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":31337}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"0x"}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"7a69"}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"\ud800"}""", ChainFault.WrongAnswer)]
    [InlineData("""{"jsonrpc":"2.0","id":ID,"result":"0xffffffffffffffff"}""", ChainFault.WrongAnswer)]
    public async Task An_answer_that_is_none_is_a_fault(string body, ChainFault fault)
    {
        // The first call of a client has the number 1.
        _chain.Instead = Body(body.Replace("ID", "1", StringComparison.Ordinal));

        Assert.Equal(fault, await FaultAsync());
    }

    [Theory]
    [InlineData("hash", "\"0x00\"")]
    [InlineData("hash", "null")]
    [InlineData("input", "null")]
    [InlineData("input", "\"0xabc\"")]
    [InlineData("input", "\"0xzz\"")]
    [InlineData("input", "\"97ad\"")]
    [InlineData("blockNumber", "\"latest\"")]
    [InlineData("blockNumber", "900")]
    [InlineData("blockNumber", "{}")]
    [InlineData("blockHash", "null")]
    public async Task A_transaction_of_another_shape_is_a_fault(string member, string value)
    {
        _chain.Alter(_txHash, member, JsonNode.Parse(value));

        Assert.Equal(ChainFault.WrongAnswer, await FaultAsync());
    }

    [Theory]
    [InlineData("timestamp", "null")]
    [InlineData("timestamp", "\"soon\"")]
    [InlineData("number", "\"0x1\"")]
    public async Task A_block_of_another_shape_is_a_fault(string member, string value)
    {
        _chain.AlterBlock(AnchorSamples.MinedAt, member, JsonNode.Parse(value));

        Assert.Equal(ChainFault.WrongAnswer, await FaultAsync());
    }

    [Fact]
    public async Task A_block_that_another_replaces_between_two_questions_is_a_fault()
    {
        _chain.AlterBlock(AnchorSamples.MinedAt, "hash", "0x00");

        Assert.Equal(ChainFault.Reorganised, await FaultAsync());
    }

    [Theory]
    [InlineData(204)]
    [InlineData(401)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Any_status_but_200_is_a_fault(int status)
    {
        _chain.Instead = (http, _) =>
        {
            http.Response.StatusCode = status;
            return Task.FromResult(true);
        };

        Assert.Equal(ChainFault.Status, await FaultAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_redirection_is_not_followed_and_an_answer_from_elsewhere_is_not_taken(bool clientFollows)
    {
        await using var elsewhere = await LoopbackChain.StartAsync(TestContext.Current.CancellationToken);
        _chain.Instead = (http, _) =>
        {
            http.Response.Redirect(elsewhere.Address.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.FromResult(true);
        };
        using var following = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true });

        Assert.Equal(ChainFault.Redirected, await FaultAsync(clientFollows ? following : _http));
        Assert.Equal(clientFollows ? 1 : 0, elsewhere.Asked.Count);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task An_answer_has_a_limit_of_bytes(int beyond, bool isTaken)
    {
        var body = Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"result":"0x7a69"}""".PadRight(1_000 + beyond));
        _chain.Instead = async (http, method) =>
        {
            if (method != "eth_chainId")
                return false;
            await http.Response.Body.WriteAsync(body);
            return true;
        };

        var answer = await FindAsync(_http, options => options with { AnswerSizeBytesMax = 1_000 });

        Assert.Equal(isTaken, answer is ChainAnswer.Found);
        Assert.Equal(isTaken, (answer as ChainAnswer.Failed)?.Fault != ChainFault.TooLarge);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_without_end_is_dropped_at_the_limit(bool isDeclared)
    {
        _chain.Instead = async (http, _) =>
        {
            if (isDeclared)
                http.Response.ContentLength = long.MaxValue;
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.Body.WriteAsync(new byte[1 << 16]);
            return true;
        };

        Assert.Equal(ChainFault.TooLarge, await FaultAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_node_that_is_silent_or_trickles_is_given_up_after_the_time_limit(bool trickles)
    {
        _chain.Instead = async (http, _) =>
        {
            if (trickles)
                await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            return true;
        };

        var answer = await FindAsync(_http, options => options with { Timeout = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(new ChainAnswer.Failed(ChainFault.TimedOut, "eip155:31337: no answer within 0.2 s"), answer);
    }

    [Fact]
    public async Task A_connection_that_breaks_or_is_refused_is_a_fault_whose_text_names_no_address()
    {
        _chain.Instead = (http, _) =>
        {
            http.Abort();
            return Task.FromResult(true);
        };

        var broken = await FindAsync(_http, options => options);
        var refused = await FindAsync(_http, options => options with { Rpc = new("http://127.0.0.1:1/secret-key") });

        var expected = new ChainAnswer.Failed(ChainFault.NotReached, "eip155:31337: the node cannot be reached");
        Assert.Equal(expected, broken);
        Assert.Equal(expected, refused);
    }

    [Fact]
    public async Task What_a_node_says_about_an_error_is_cut()
    {
        _chain.Instead = Body($$$"""{"id":1,"error":{"message":"{{{new string('x', 10_000)}}}"}}""");

        var failed = Assert.IsType<ChainAnswer.Failed>(await FindAsync(_http, options => options));

        Assert.Equal(ChainFault.Declined, failed.Fault);
        Assert.InRange(failed.Detail.Length, 200, 300);
    }

    static Func<HttpContext, string, Task<bool>> Body(string text) =>
        async (http, _) =>
        {
            await http.Response.WriteAsync(text);
            return true;
        };

    async Task<ChainFault> FaultAsync(HttpClient? http = null) =>
        Assert.IsType<ChainAnswer.Failed>(await FindAsync(http ?? _http, options => options)).Fault;

    ValueTask<ChainAnswer> FindAsync(HttpClient http, Func<EvmChainOptions, EvmChainOptions> change) =>
        _chain.Client(http, change).FindAsync(_txHash, TestContext.Current.CancellationToken);
}
