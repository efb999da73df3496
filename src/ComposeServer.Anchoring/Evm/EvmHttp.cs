using System.Net;

namespace ComposeServer.Anchoring.Evm;

/// <summary>How nodes of chains are spoken to.</summary>
public static class EvmHttp
{
    /// <summary>Connections to one node, and so calls under way: whoever sends many proofs must not flood it. The rest waits, within its time.</summary>
    const int ConnectionsMax = 8;

    /// <summary>A client for all chains; the caller disposes of it.</summary>
    /// <remarks>An address of a node may hold a key, so it is followed nowhere else.</remarks>
    public static HttpClient CreateClient() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                Proxy = new ProxyForOthers(),
                MaxResponseDrainSize = 0,
                MaxConnectionsPerServer = ConnectionsMax,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            // Each look-up has its own limit.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };

    /// <summary>The machine's proxy, but not for the machine itself.</summary>
    sealed class ProxyForOthers : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => HttpClient.DefaultProxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
