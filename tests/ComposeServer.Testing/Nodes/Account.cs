using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Sessions;

namespace ComposeServer.Testing.Nodes;

/// <summary>Somebody with an Ethereum wallet. The same name is the same person in every run.</summary>
public sealed class Account(string name) : IDisposable
{
    readonly EthereumWallet _wallet = new(Seeds.Of("wallet of " + name));

    /// <summary>The did:pkh that controls what is written in sessions of this wallet.</summary>
    public Did Did => _wallet.OnChain().Did;

    /// <summary>Has the wallet sign a session.</summary>
    /// <param name="clock">Time of issue.</param>
    /// <param name="resources">What the session may write; everything when none is given.</param>
    public DidSession NewSession(TimeProvider clock, params IReadOnlyList<string> resources) =>
        DidSession.Create(
            _wallet,
            new SessionRequest("tests.example", resources.Count > 0 ? resources : ["ceramic://*"]),
            clock
        );

    /// <inheritdoc/>
    public void Dispose() => _wallet.Dispose();
}
