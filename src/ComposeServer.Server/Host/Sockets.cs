using Microsoft.AspNetCore.Builder;

namespace ComposeServer.Server.Host;

/// <summary>How WebSockets are taken.</summary>
static class Sockets
{
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Browsers let every page open a socket, so the origins that CORS keeps out are kept out here.</summary>
    public static WebSocketOptions OptionsOf(IReadOnlyList<string> origins)
    {
        var options = new WebSocketOptions { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive };
        if (!origins.Contains("*"))
            foreach (var origin in origins)
                options.AllowedOrigins.Add(origin);
        return options;
    }
}
