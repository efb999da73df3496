using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ComposeServer.Server.Host;

namespace ComposeServer.Server.Tls;

/// <summary>What a server proves its name with: a certificate with its key, and those between it and its root.</summary>
sealed class ServerCertificate : IDisposable
{
    ServerCertificate(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        Certificate = certificate;
        Chain = chain;
        // Only what is in the file is sent; nothing is fetched from elsewhere.
        Handshake = SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    /// <summary>With its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Sent along with it.</summary>
    public X509Certificate2Collection Chain { get; }

    /// <summary>Both, as handshakes need them.</summary>
    public SslStreamCertificateContext Handshake { get; }

    /// <summary>Reads the files of the settings and compares them with the addresses.</summary>
    /// <param name="options">Settings.</param>
    /// <param name="now">A certificate must be valid then.</param>
    /// <returns>Null when no address is served over TLS.</returns>
    /// <exception cref="StartException">
    /// <c>TLS_CERTIFICATE_MISSING</c>, <c>TLS_UNUSED</c>, <c>TLS_FILE_UNREADABLE</c>, <c>TLS_CERTIFICATE_INVALID</c>, <c>TLS_KEY_MISSING</c>,
    /// <c>TLS_KEY_MISMATCH</c>, <c>TLS_CERTIFICATE_EXPIRED</c>, <c>TLS_CERTIFICATE_NOT_YET_VALID</c>.
    /// </exception>
    public static ServerCertificate? Of(ServerOptions options, DateTimeOffset now)
    {
        var served = Listening.PublicOf(options).Concat(options.AdminUrls).FirstOrDefault(IsTls);
        if (options.TlsCertificate is not { } path)
            return served is null ? null : throw Missing(served);
        if (served is null)
            throw Unused();
        return Read(path, options, now);
    }

    /// <summary>Reads the files alone.</summary>
    /// <param name="path">Of the certificate.</param>
    /// <param name="options">Name key and password.</param>
    /// <param name="now">A certificate must be valid then.</param>
    /// <exception cref="StartException">As of <see cref="Of"/>, without those about addresses.</exception>
    public static ServerCertificate Read(string path, ServerOptions options, DateTimeOffset now)
    {
        var (certificate, chain) = CertificateFile.Read(path, options.TlsKey, options.TlsPassword);
        var read = new ServerCertificate(certificate, chain);
        try
        {
            read.RequireValid(path, now);
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Certificate.Dispose();
        foreach (var other in Chain)
            other.Dispose();
    }

    void RequireValid(string path, DateTimeOffset now)
    {
        if (now > new DateTimeOffset(Certificate.NotAfter))
            throw new StartException(
                "TLS_CERTIFICATE_EXPIRED",
                $"the certificate in {path} was valid until {Time(Certificate.NotAfter)}: have it renewed."
            );
        if (now < new DateTimeOffset(Certificate.NotBefore))
            throw new StartException(
                "TLS_CERTIFICATE_NOT_YET_VALID",
                $"the certificate in {path} is valid from {Time(Certificate.NotBefore)}: is the clock of this machine right?"
            );
    }

    static bool IsTls(string url) => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    static string Time(DateTime local) =>
        local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static StartException Missing(string url) =>
        new(
            "TLS_CERTIFICATE_MISSING",
            $"{url} is an address for TLS: name a certificate with --tls-certificate, and the key of a PEM file with --tls-key."
        );

    static StartException Unused() =>
        new(
            "TLS_UNUSED",
            "--tls-certificate is given, but no address is for TLS: name one with --urls https://…, or leave the certificate out."
        );
}
