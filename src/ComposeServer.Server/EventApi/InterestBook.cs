using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Interests;
using ComposeServer.Streams.Events;

namespace ComposeServer.Server.EventApi;

/// <summary>
/// What clients said they are interested in. Here that changes nothing, since every event that is posted is kept and no peer is asked for
/// others; it is remembered to be shown, by all servers of the database. Clients say it again at each of their starts. Thread-safe.
/// </summary>
/// <param name="network">Name of the network.</param>
/// <param name="store">Where they are kept.</param>
sealed class InterestBook(string network, IInterestStore store)
{
    /// <summary>Interests that are remembered; past it the oldest goes. An entry has about 150 bytes.</summary>
    public const int CountMax = 1_000;

    const int Range = 1;
    const int HashSize = sizeof(ulong);

    /// <summary>
    /// In the place of a peer id: a multihash of the network's name. There is no peer to be dialled, and the same interest has the same key on
    /// every server.
    /// </summary>
    byte[] Peer { get; } =
    [(byte)Multihash.Sha2256, SHA256.HashSizeInBytes, .. SHA256.HashData(Encoding.UTF8.GetBytes(network))];

    /// <summary>All keys, in multibase <c>z</c>, oldest first.</summary>
    public async ValueTask<IReadOnlyList<string>> KeysAsync(CancellationToken cancel) =>
        [
            .. (await store.ReadAsync(CountMax, cancel)).Select(key =>
                Multibase.Encode(Multibase.Base58BtcPrefix, key.Span)
            ),
        ];

    /// <summary>Remembers an interest; one that is known already stays where it is.</summary>
    public ValueTask AddAsync(EventRange range, CancellationToken cancel) =>
        store.AddAsync(KeyOf(range), CountMax, cancel);

    /// <summary>True when that is how peers are named here, or when nobody asks for one.</summary>
    public bool IsOf(string? peer) =>
        string.IsNullOrEmpty(peer) || (Multibase.TryDecode(peer, out var bytes) && bytes.AsSpan().SequenceEqual(Peer));

    /// <summary>CBOR items one after another: hash of the separator, peer, kind, start, end, and until when (0: for good; ceramic.md 9.4).</summary>
    byte[] KeyOf(EventRange range)
    {
        var bounds = EventIdRange.Of(EventNetwork.NumberOf(network), range.Model.Name, range.Controller, range.Stream);
        var buffer = new ArrayBufferWriter<byte>(256);
        var writer = new DagCborWriter(buffer);
        writer.WriteBytes(SHA256.HashData(Encoding.UTF8.GetBytes(EventId.SeparatorKey)).AsSpan()[^HashSize..]);
        writer.WriteBytes(Peer);
        writer.WriteInteger(Range);
        writer.WriteBytes(bounds.Start.Span);
        writer.WriteBytes(bounds.End.Span);
        writer.WriteInteger(0);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
