namespace ComposeServer.Streams.TimeProofs;

/// <summary>The chains of each network by its name (ceramic.md 14.1).</summary>
public static class AnchorNetworks
{
    /// <summary>What a network accepts.</summary>
    /// <param name="network"><c>mainnet</c>, <c>testnet-clay</c>, <c>dev-unstable</c>, <c>local</c> or <c>inmemory</c>.</param>
    /// <returns>Null for another name.</returns>
    public static AnchorChains? Find(string network) =>
        network switch
        {
            "mainnet" => new() { Chains = ["eip155:1"] },
            "testnet-clay" => new() { Chains = ["eip155:3", "eip155:4", "eip155:100"] },
            "dev-unstable" => new() { Chains = ["eip155:3", "eip155:4", "eip155:5", "eip155:11155111"] },
            // A network of one's own: the operator says which chain and which contract.
            "local" => new(),
            "inmemory" => new() { Chains = [], AllowInMemory = true },
            _ => null,
        };
}
