namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>The words of a protocol for GraphQL over WebSocket.</summary>
/// <remarks>Sources: PROTOCOL.md of <c>graphql-ws</c>; PROTOCOL.md of <c>subscriptions-transport-ws</c>, which was given up and is still spoken.</remarks>
sealed record SocketProtocol
{
    /// <summary>Name of the sub-protocol.</summary>
    public required string Name { get; init; }

    /// <summary>Begins an operation.</summary>
    public required string Subscribe { get; init; }

    /// <summary>An answer.</summary>
    public required string Next { get; init; }

    /// <summary>Ends an operation from the client's side; the server's word is <c>complete</c> in both.</summary>
    public required string Stop { get; init; }

    /// <summary>A sign of life that the server sends by itself; null when either side may ask with <c>ping</c>.</summary>
    public string? SignOfLife { get; init; }

    /// <summary>True when misuse closes the socket with a code of its own.</summary>
    public bool HasCloseCodes { get; init; }

    /// <summary>True when an answer may come in parts; the clients of the old protocol know no such answers.</summary>
    public bool HasParts { get; init; }

    /// <summary>The current one.</summary>
    public static SocketProtocol TransportWs { get; } =
        new()
        {
            Name = "graphql-transport-ws",
            Subscribe = "subscribe",
            Next = "next",
            Stop = "complete",
            HasCloseCodes = true,
            HasParts = true,
        };

    /// <summary>The old one.</summary>
    public static SocketProtocol Old { get; } =
        new()
        {
            Name = "graphql-ws",
            Subscribe = "start",
            Next = "data",
            Stop = "stop",
            SignOfLife = "ka",
        };

    /// <summary>The first of the offered ones that is spoken here.</summary>
    public static SocketProtocol? Choose(IEnumerable<string> offered) =>
        offered
            .Select(name => new[] { TransportWs, Old }.FirstOrDefault(protocol => protocol.Name == name))
            .FirstOrDefault(protocol => protocol is not null);
}
