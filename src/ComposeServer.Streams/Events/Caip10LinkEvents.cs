using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Streams.Caip10Link;

namespace ComposeServer.Streams.Events;

/// <summary>Authors the events of account links, byte for byte as JS clients do (ceramic.md 6.2). None of them is signed.</summary>
public static class Caip10LinkEvents
{
    /// <summary>The event that everyone makes alike for the link of an account. Addresses of eip155 are written in lower case.</summary>
    public static EventBlocks Init(LinkAccount account)
    {
        var written =
            account.Namespace == "eip155" ? account with { Address = account.Address.ToLowerInvariant() } : account;
        var header = IpldMap.Of(("controllers", IpldList.Of(written.Text)), ("family", $"caip10-{written.Chain}"));
        return new(DagCborEncoder.ToBlock(IpldMap.Of(("header", header))));
    }

    /// <summary>The name of the link that an event begins.</summary>
    public static StreamId NameOf(EventBlocks init) => new(StreamType.Caip10Link, init.Event.Cid);

    /// <summary>The event that links the account to a DID, or clears the link.</summary>
    /// <param name="init">CID of the link's init event.</param>
    /// <param name="prev">CID of its tip.</param>
    /// <param name="proof">What the account signed.</param>
    public static EventBlocks Data(Cid init, Cid prev, LinkProof proof) =>
        new(DagCborEncoder.ToBlock(IpldMap.Of(("data", proof.ToIpld()), ("id", init), ("prev", prev))));
}
