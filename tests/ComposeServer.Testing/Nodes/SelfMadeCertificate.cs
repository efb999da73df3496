using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ComposeServer.Testing.Nodes;

/// <summary>A certificate for this machine that nobody but its maker believes, in files as operators have them.</summary>
public sealed class SelfMadeCertificate : IDisposable
{
    readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly X509Certificate2 _certificate;
    readonly string _folder;

    /// <param name="folder">Where files go.</param>
    /// <param name="from">Valid from.</param>
    /// <param name="until">Valid until.</param>
    public SelfMadeCertificate(string folder, DateTimeOffset from, DateTimeOffset until)
    {
        _folder = folder;
        var request = new CertificateRequest("CN=localhost", _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        _certificate = request.CreateSelfSigned(from, until);
    }

    /// <summary>SHA-256 of its bytes.</summary>
    public byte[] Hash => _certificate.GetCertHash(HashAlgorithmName.SHA256);

    /// <summary>Path of a PEM file of the certificate.</summary>
    public string CertificateFile() => Write("certificate.pem", _certificate.ExportCertificatePem());

    /// <summary>Path of a PEM file of the key.</summary>
    /// <param name="password">Encrypts it.</param>
    public string KeyFile(string? password = null) =>
        Write(
            "key.pem",
            password is null
                ? _key.ExportPkcs8PrivateKeyPem()
                : _key.ExportEncryptedPkcs8PrivateKeyPem(
                    password,
                    new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)
                )
        );

    /// <summary>Path of a PEM file of both.</summary>
    public string BothInOneFile() =>
        Write("both.pem", _certificate.ExportCertificatePem() + "\n" + _key.ExportPkcs8PrivateKeyPem());

    /// <summary>Path of a PFX file.</summary>
    public string PfxFile(string password)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName() + ".pfx");
        File.WriteAllBytes(path, _certificate.Export(X509ContentType.Pfx, password));
        return path;
    }

    /// <summary>A caller who believes this certificate and no other.</summary>
    public HttpClient Caller()
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.Add(_certificate);
        return new(new SocketsHttpHandler { SslOptions = new() { CertificateChainPolicy = trust } });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, $"{Path.GetRandomFileName()}-{name}");
        File.WriteAllText(path, text);
        return path;
    }
}
