using ComposeServer.Server.GraphQLEndpoint.Sockets;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>The endpoint <c>/graphql</c> with all its transports.</summary>
sealed class GraphQLEndpoints(GraphQLHttp http, SocketEndpoint sockets)
{
    /// <summary>Answers a request for the schema of a name.</summary>
    public Task HandleAsync(HttpContext context, string schema) =>
        context.WebSockets.IsWebSocketRequest
            ? sockets.HandleAsync(context, schema)
            : http.HandleAsync(context, schema);
}
