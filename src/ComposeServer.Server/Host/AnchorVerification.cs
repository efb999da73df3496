using System.Security.Cryptography;
using ComposeServer.Anchoring.Evm;
using ComposeServer.Anchoring.InMemory;
using ComposeServer.Anchoring.Verification;
using ComposeServer.Log;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Server.Host;

/// <summary>Judges proofs of time events by the chains of the network and the nodes that the operator named.</summary>
sealed class AnchorVerification : IDisposable
{
    readonly HttpClient _http = EvmHttp.CreateClient();

    public AnchorVerification(ServerOptions options, TimeProvider clock)
    {
        var accepted =
            AnchorNetworks.Find(options.Network)
            ?? throw new StartException("SETTING_INVALID", $"network: there is none called {options.Network}");
        var chains = new List<IAnchorChain>();
        foreach (var text in options.AnchorChains)
            chains.Add(
                EvmChainOptions.TryParse(text, out var chain)
                    ? new EvmChain(chain, _http, clock)
                    : throw new StartException("SETTING_INVALID", "anchorChains: eip155:<number>=<address> is expected")
            );
        Times = Verifier(believesNames: false);
        TimesOfFiles = Verifier(believesNames: true);

        TimeProofVerifier Verifier(bool believesNames) =>
            new(
                accepted,
                accepted.AllowInMemory
                    ? [.. chains, new InMemoryChain(clock, RandomNumberGenerator.Fill, believesNames)]
                    : chains,
                new TimeProofOptions()
            );
    }

    /// <summary>Who judges what comes from anywhere.</summary>
    public ITimeVerifier Times { get; }

    /// <summary>
    /// Who judges what an operator hands over as a file. On a development network anchors have their times from the clocks of nodes, and such a
    /// file says which; of a chain nothing is believed.
    /// </summary>
    public ITimeVerifier TimesOfFiles { get; }

    public void Dispose() => _http.Dispose();
}
