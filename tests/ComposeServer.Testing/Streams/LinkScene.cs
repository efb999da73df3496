using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Events;

namespace ComposeServer.Testing.Streams;

/// <summary>An Ethereum and a Solana account that link themselves in a <see cref="StreamLab"/>.</summary>
public sealed class LinkScene : IDisposable
{
    readonly Ed25519Signer _solana = new([.. Enumerable.Repeat((byte)3, 32)]);

    /// <summary>Where events are applied.</summary>
    public StreamLab Lab { get; } = new(new Caip10LinkFamily());

    /// <summary>The Ethereum account's wallet.</summary>
    public EthereumWallet Wallet { get; } = new([.. Enumerable.Repeat((byte)7, 32)]);

    /// <summary>The Ethereum account.</summary>
    public LinkAccount Ethereum => new("eip155", "1", Wallet.Address);

    /// <summary>The Solana account.</summary>
    public LinkAccount Solana
    {
        get
        {
            Multibase.TryDecode(_solana.Did.SpecificPart, out var key);
            return new("solana", "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", Base58Btc.Encode(key.AsSpan(2)));
        }
    }

    /// <summary>Begins a link.</summary>
    public Caip10LinkState Begin(LinkAccount? account = null) =>
        Lab.Take<Caip10LinkState>(Caip10LinkEvents.Init(account ?? Ethereum));

    /// <summary>What the Ethereum account signs.</summary>
    public LinkProof Proof(string did, long atSeconds) => Proof(LinkMessage.Write(did, atSeconds));

    /// <summary>A text that the Ethereum account signs.</summary>
    public LinkProof Proof(string message) =>
        LinkProof.Of("ethereum-eoa", message, Wallet.SignPersonal(message), Ethereum);

    /// <summary>What the Solana account signs.</summary>
    public LinkProof SolanaProof(string did, long atSeconds)
    {
        var message = LinkMessage.Write(did, atSeconds);
        var signature = _solana.Sign(System.Text.Encoding.UTF8.GetBytes(message));
        return LinkProof.Of("solana", message, Convert.ToBase64String(signature), Solana);
    }

    /// <summary>The event with a proof.</summary>
    public static EventBlocks Event(Caip10LinkState link, LinkProof proof) =>
        Caip10LinkEvents.Data(link.Id.Init, link.Tip, proof);

    /// <summary>The event with any data.</summary>
    public static EventBlocks Event(Caip10LinkState link, IpldValue data) =>
        TileScene.Unsigned(IpldMap.Of(("data", data), ("id", link.Id.Init), ("prev", link.Tip)));

    /// <summary>Links the Ethereum account.</summary>
    public Caip10LinkState Link(Caip10LinkState link, string did, long atSeconds) =>
        Lab.Take<Caip10LinkState>(Event(link, Proof(did, atSeconds)));

    /// <inheritdoc/>
    public void Dispose()
    {
        Wallet.Dispose();
        _solana.Dispose();
    }
}
