using System.Net;
using System.Net.Security;
using ComposeServer.Server.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ComposeServer.Server.Host;

/// <summary>Feature of connections that came in over an address of <c>adminUrls</c>.</summary>
sealed class AdminListener
{
    public static readonly AdminListener Instance = new();
}

/// <summary>Where a server listens. Connections to the administrators' addresses are marked as they come in.</summary>
/// <remarks>
/// The mark is on the connection, so that two addresses may share a port number, and a caller cannot claim another one by a header <c>Host</c>.
/// </remarks>
static class Listening
{
    /// <summary>The addresses for everybody; the first of all that are listened on.</summary>
    public static IReadOnlyList<string> PublicOf(ServerOptions options) =>
        options.Urls.Count > 0 ? options.Urls : [$"http://127.0.0.1:{options.Port}"];

    /// <param name="kestrel">Gets the addresses.</param>
    /// <param name="options">Say which.</param>
    /// <param name="certificate">For addresses that begin with https; there is one if there is such an address.</param>
    public static void Configure(KestrelServerOptions kestrel, ServerOptions options, RenewedCertificate? certificate)
    {
        foreach (var url in PublicOf(options))
            Listen(kestrel, url, isAdmin: false, certificate);
        foreach (var url in options.AdminUrls)
            Listen(kestrel, url, isAdmin: true, certificate);
    }

    /// <summary>What Kestrel makes of an address that is given as text.</summary>
    static void Listen(KestrelServerOptions kestrel, string url, bool isAdmin, RenewedCertificate? certificate)
    {
        var address = BindingAddress.Parse(url);
        if (address.IsUnixPipe)
            kestrel.ListenUnixSocket(address.UnixPipePath, Set);
        else if (IPAddress.TryParse(address.Host, out var ip))
            kestrel.Listen(ip, address.Port, Set);
        else if (address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            kestrel.ListenLocalhost(address.Port, Set);
        else
            kestrel.ListenAnyIP(address.Port, Set);

        void Set(ListenOptions listen)
        {
            if (address.Scheme == Uri.UriSchemeHttps)
                listen.UseHttps(
                    // Asked for each connection; a selector of certificates would send those between them and their roots no more.
                    new TlsHandshakeCallbackOptions
                    {
                        OnConnection = _ =>
                            ValueTask.FromResult(
                                new SslServerAuthenticationOptions
                                {
                                    ServerCertificateContext = certificate!.Current.Handshake,
                                }
                            ),
                    }
                );
            if (isAdmin)
                listen.Use(next => connection => MarkAsync(connection, next));
        }
    }

    static Task MarkAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Features.Set(AdminListener.Instance);
        return next(connection);
    }
}
