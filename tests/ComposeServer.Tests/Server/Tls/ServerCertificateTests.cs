using ComposeServer.Server.Host;
using ComposeServer.Server.Tls;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Tests.Server.Tls;

public sealed class ServerCertificateTests : IDisposable
{
    static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    readonly TemporaryFolder folder = new();
    readonly SelfMadeCertificate made;

    public ServerCertificateTests() => made = new(folder.FullName, Noon, Noon.AddDays(1));

    public void Dispose()
    {
        made.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Certificate_and_key_may_be_apart_in_one_file_or_in_a_pfx()
    {
        AssertRead(Options(made.CertificateFile(), made.KeyFile()));
        AssertRead(Options(made.BothInOneFile(), null));
        AssertRead(Options(made.PfxFile("swordfish"), null) with { TlsPassword = "swordfish" });
        AssertRead(Options(made.CertificateFile(), made.KeyFile("swordfish")) with { TlsPassword = "swordfish" });
    }

    [Fact]
    public void Certificates_below_the_first_are_sent_along()
    {
        using var issuer = new SelfMadeCertificate(folder.FullName, Noon, Noon.AddDays(1));
        var both = Path.Combine(folder.FullName, "chain.pem");
        File.WriteAllText(
            both,
            $"{File.ReadAllText(made.CertificateFile())}\n{File.ReadAllText(issuer.CertificateFile())}"
        );

        using var read = ServerCertificate.Of(Options(both, made.KeyFile()), Noon);

        Assert.Equal(made.Hash, read?.Certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));
        Assert.Equal(
            issuer.Hash,
            Assert.Single(read!.Chain).GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256)
        );
    }

    [Fact]
    public void Files_that_cannot_be_used_are_named_with_the_reason()
    {
        using var other = new SelfMadeCertificate(folder.FullName, Noon, Noon.AddDays(1));
        var absent = Path.Combine(folder.FullName, "absent.pem");
        var noise = Path.Combine(folder.FullName, "noise");
        File.WriteAllText(noise, "no certificate");

        AssertRefused("TLS_FILE_UNREADABLE", absent, Options(absent, null));
        AssertRefused("TLS_FILE_UNREADABLE", absent, Options(made.CertificateFile(), absent));
        AssertRefused("TLS_CERTIFICATE_INVALID", noise, Options(noise, null));
        AssertRefused("TLS_CERTIFICATE_INVALID", "holds no certificate", Options(made.KeyFile(), null));
        AssertRefused("TLS_CERTIFICATE_INVALID", "--tls-password", Options(made.PfxFile("swordfish"), null));
        AssertRefused("TLS_KEY_MISSING", "--tls-key", Options(made.CertificateFile(), null));
        AssertRefused("TLS_KEY_MISMATCH", "is not the one", Options(made.CertificateFile(), other.KeyFile()));
        AssertRefused("TLS_KEY_MISMATCH", "--tls-password", Options(made.CertificateFile(), made.KeyFile("swordfish")));
    }

    [Theory]
    [InlineData(0, 24, "")]
    [InlineData(-1, 0, "TLS_CERTIFICATE_NOT_YET_VALID")]
    [InlineData(0, 25, "TLS_CERTIFICATE_EXPIRED")]
    public void One_that_is_not_valid_now_is_refused(int minutes, int hours, string code)
    {
        var options = Options(made.BothInOneFile(), null);
        var now = Noon.AddMinutes(minutes).AddHours(hours);

        if (code.Length == 0)
        {
            using var read = ServerCertificate.Of(options, now);
            Assert.NotNull(read);
        }
        else
            Assert.Equal(code, Assert.Throws<StartException>(() => ServerCertificate.Of(options, now)).Code);
    }

    [Fact]
    public void Addresses_and_certificate_go_together()
    {
        var plain = new ServerOptions { TlsCertificate = made.BothInOneFile() };

        Assert.Null(ServerCertificate.Of(new ServerOptions(), Noon));
        AssertRefused("TLS_UNUSED", "--urls https://", plain);
        AssertRefused("TLS_CERTIFICATE_MISSING", "--tls-certificate", new() { Urls = ["https://127.0.0.1:0"] });
        AssertRefused("TLS_CERTIFICATE_MISSING", "--tls-certificate", new() { AdminUrls = ["https://127.0.0.1:0"] });
    }

    void AssertRead(ServerOptions options)
    {
        using var read = ServerCertificate.Of(options, Noon);

        Assert.True(read?.Certificate.HasPrivateKey);
        Assert.Equal(made.Hash, read!.Certificate.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256));
    }

    static void AssertRefused(string code, string part, ServerOptions options)
    {
        var refused = Assert.Throws<StartException>(() => ServerCertificate.Of(options, Noon));

        Assert.Equal(code, refused.Code);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", refused.Message, StringComparison.Ordinal);
    }

    static ServerOptions Options(string certificate, string? key) =>
        new()
        {
            Urls = ["https://127.0.0.1:0"],
            TlsCertificate = certificate,
            TlsKey = key,
        };
}
