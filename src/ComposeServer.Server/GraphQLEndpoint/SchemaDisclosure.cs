using ComposeServer.Server.Host;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Who may read the schemas, by introspection and as text: what the host says of a request, else the setting.</summary>
sealed class SchemaDisclosure(ServerOptions options)
{
    /// <summary>Whether whoever sent a request may. A socket is asked about once, when it is opened.</summary>
    public bool Allows(HttpContext http) => options.AllowIntrospection?.Invoke(http) ?? options.Introspection;
}
