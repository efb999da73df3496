using System.Net;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Integration.Transports;

/// <summary>Certificates are renewed every few weeks; nobody restarts a server for it.</summary>
public sealed class TlsRenewalTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly RungClock _clock = new(TimeSpan.FromSeconds(10));
    readonly LoggedLines _lines = new("ComposeServer.Server.Tls.RenewedCertificate");
    readonly SelfMadeCertificate _first;
    readonly SelfMadeCertificate _second;

    public TlsRenewalTests() => (_first, _second) = (Made(days: 1), Made(days: 2));

    string Certificate => Path.Combine(_folder.FullName, "certificate.pem");

    string Key => Path.Combine(_folder.FullName, "key.pem");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_renewed_certificate_is_served_and_open_connections_go_on()
    {
        Put(_first.BothInOneFile(), Certificate);
        await using var node = await StartAsync(key: null);
        using var early = _first.Caller();
        await AliveAsync(node, early);
        // Nothing has changed, so nothing happens.
        await _clock.RingAsync();

        Put(_second.BothInOneFile(), Certificate);
        await _clock.RingAsync();

        Assert.StartsWith($"Information: The certificate in {Certificate} was renewed", await _lines.NextAsync());
        using var late = _second.Caller();
        using var distrustful = _first.Caller();
        await AliveAsync(node, late);
        await AliveAsync(node, early);
        await Assert.ThrowsAsync<HttpRequestException>(() => AliveAsync(node, distrustful));
    }

    [Fact]
    public async Task A_certificate_whose_key_has_not_come_yet_waits_for_it()
    {
        Put(_first.CertificateFile(), Certificate);
        Put(_first.KeyFile(), Key);
        await using var node = await StartAsync(Key);

        Put(_second.CertificateFile(), Certificate);
        await _clock.RingAsync();
        Assert.Contains("TLS_KEY_MISMATCH", await _lines.NextAsync());
        using var meanwhile = _first.Caller();
        await AliveAsync(node, meanwhile);

        Put(_second.KeyFile(), Key);
        await _clock.RingAsync();

        Assert.StartsWith("Information: ", await _lines.NextAsync());
        using var late = _second.Caller();
        await AliveAsync(node, late);
    }

    [Theory]
    [InlineData("noise", "TLS_CERTIFICATE_INVALID")]
    [InlineData("nothing", "TLS_FILE_UNREADABLE")]
    [InlineData("expired", "TLS_CERTIFICATE_EXPIRED")]
    [InlineData("foreign key", "TLS_KEY_MISMATCH")]
    public async Task What_cannot_be_used_changes_nothing_and_is_told_of_once(string what, string code)
    {
        using var expired = Made(days: -1);
        Put(_first.BothInOneFile(), Certificate);
        await using var node = await StartAsync(key: null);

        Put(Spoilt(what, expired), Certificate);
        await _clock.RingAsync();
        var line = await _lines.NextAsync();
        Assert.StartsWith("Warning: ", line);
        Assert.Contains(code, line);
        await _clock.RingAsync();
        using var caller = _first.Caller();
        await AliveAsync(node, caller);

        Put(_second.BothInOneFile(), Certificate);
        await _clock.RingAsync();

        Assert.StartsWith("Information: ", await _lines.NextAsync());
    }

    /// <returns>Path of a file; there may be none.</returns>
    string Spoilt(string what, SelfMadeCertificate expired)
    {
        var path = Path.Combine(_folder.FullName, "spoilt");
        if (what == "expired")
            return expired.BothInOneFile();
        if (what == "noise")
            File.WriteAllText(path, "no certificate");
        else if (what == "foreign key")
            File.WriteAllText(
                path,
                File.ReadAllText(_second.CertificateFile()) + "\n" + File.ReadAllText(_first.KeyFile())
            );
        return path;
    }

    Task<TestNode> StartAsync(string? key) =>
        TestNode.StartAsync(
            _clock,
            options =>
                options with
                {
                    Urls = ["https://127.0.0.1:0"],
                    TlsCertificate = Certificate,
                    TlsKey = key,
                    LogLevel = "information",
                    ConfigureServices = services => services.AddSingleton<ILoggerProvider>(_lines),
                }
        );

    /// <summary>Over HTTP/2, which a handshake has to agree on.</summary>
    static async Task AliveAsync(TestNode node, HttpClient caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, "/healthz"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await caller.SendAsync(request);
        Assert.Equal("alive", await answer.Content.ReadAsStringAsync());
    }

    SelfMadeCertificate Made(int days) =>
        new(
            _folder.FullName,
            TimeProvider.System.GetUtcNow().AddDays(-5),
            TimeProvider.System.GetUtcNow().AddDays(days)
        );

    /// <summary>In one step, so that a look in between finds the old file or the new one.</summary>
    static void Put(string from, string to)
    {
        if (File.Exists(from))
            File.Move(from, to, overwrite: true);
        else
            File.Delete(to);
    }
}
