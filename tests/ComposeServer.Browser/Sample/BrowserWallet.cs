using System.Text;
using System.Text.Json;
using ComposeServer.Identity.Sessions;
using ComposeServer.Testing.Nodes;
using Microsoft.Playwright;

namespace ComposeServer.Browser.Sample;

/// <summary>An Ethereum wallet as browsers have it: <c>window.ethereum</c> (EIP-1193), whose key stays out of the page.</summary>
sealed class BrowserWallet(string name) : IDisposable
{
    const string Script = """
        window.ethereum = {
          request: async (call) => JSON.parse(await walletRequest(JSON.stringify(call))),
        }
        """;

    readonly EthereumWallet _wallet = new(Seeds.Of("wallet of " + name));
    readonly List<string> _signed = [];

    /// <summary>The account whose name the sessions write in.</summary>
    public string Did => _wallet.OnChain().Did.Text;

    /// <summary>What it was asked to sign.</summary>
    public IReadOnlyList<string> Signed => _signed;

    /// <summary>Puts it into all pages that are opened from now on.</summary>
    public async Task InstallAsync(IPage page)
    {
        await page.ExposeFunctionAsync("walletRequest", (string call) => JsonSerializer.Serialize(Answer(call)));
        await page.AddInitScriptAsync(Script);
    }

    object Answer(string call)
    {
        var request = JsonElement.Parse(call);
        switch (request.Text("method"))
        {
            case "eth_requestAccounts" or "eth_accounts":
                return new[] { _wallet.ChecksummedAddress };
            case "eth_chainId":
                return "0x1";
            case "personal_sign":
                var text = Encoding.UTF8.GetString(Convert.FromHexString(request.Text("params.0")![2..]));
                _signed.Add(text);
                return _wallet.SignPersonal(text);
            default:
                throw new NotSupportedException($"the wallet was asked for {call}");
        }
    }

    public void Dispose() => _wallet.Dispose();
}
