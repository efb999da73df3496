namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>The other side broke the protocol: the socket is closed.</summary>
/// <param name="status">Code of the close frame. Source: PROTOCOL.md of <c>graphql-ws</c>.</param>
/// <param name="reason">Of at most 123 bytes.</param>
sealed class SocketCloseException(int status, string reason) : Exception(reason)
{
    public const int BadRequest = 4400;
    public const int Unauthorized = 4401;
    public const int Forbidden = 4403;
    public const int SubprotocolNotAcceptable = 4406;
    public const int InitTimeout = 4408;
    public const int SubscriberExists = 4409;
    public const int TooManyInits = 4429;
    public const int MessageTooBig = 1009;

    /// <summary>Code of the close frame.</summary>
    public int Status { get; } = status;
}
