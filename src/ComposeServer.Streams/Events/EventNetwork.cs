namespace ComposeServer.Streams.Events;

/// <summary>Numbers of networks in <see cref="EventId"/>s (ceramic.md 14.1).</summary>
public static class EventNetwork
{
    const ulong FirstLocal = 0x1_0000_0000;

    /// <summary>The number of a network.</summary>
    /// <param name="network"><c>mainnet</c>, <c>testnet-clay</c>, <c>dev-unstable</c>, <c>local</c> or <c>inmemory</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another name.</exception>
    public static ulong NumberOf(string network) =>
        network switch
        {
            "mainnet" => 0,
            "testnet-clay" => 1,
            "dev-unstable" => 2,
            "inmemory" => 0xff,
            "local" => FirstLocal,
            _ => throw new ArgumentOutOfRangeException(nameof(network), network, "unknown network"),
        };
}
