using System.Net;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Transports;

public sealed class TlsTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly SelfMadeCertificate made;

    public TlsTests() =>
        made = new(
            folder.FullName,
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );

    public void Dispose()
    {
        made.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task With_a_certificate_everything_is_served_over_tls_and_nothing_over_plain_http()
    {
        await using var node = await StartAsync(options => options);
        using var caller = made.Caller();
        caller.BaseAddress = node.Address;

        Assert.Equal(Uri.UriSchemeHttps, node.Address.Scheme);
        Assert.Equal("alive", await caller.GetStringAsync(new Uri("/healthz", UriKind.Relative)));
        Assert.Contains(
            "__typename",
            await caller.GetStringAsync(new Uri("/graphql?query={__typename}", UriKind.Relative))
        );
        Assert.Contains(
            "composeserver_server_gate_running",
            await caller.GetStringAsync(new Uri("/metrics", UriKind.Relative))
        );
        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            plain.GetAsync(new UriBuilder(node.Address) { Scheme = Uri.UriSchemeHttp }.Uri)
        );
    }

    [Fact]
    public async Task Administration_and_measurements_stay_at_a_plain_address_of_their_own_when_they_have_one()
    {
        await using var node = await StartAsync(options => options with { AdminUrls = ["http://127.0.0.1:0"] });
        using var caller = made.Caller();
        using var admin = new HttpClient();

        using var elsewhere = await caller.GetAsync(new Uri(node.Address, "/metrics"));
        using var measured = await admin.GetAsync(new Uri(node.AdminAddress, "/metrics"));
        using var code = await admin.GetAsync(new Uri(node.AdminAddress, "/api/v0/admin/getCode"));

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK),
            (elsewhere.StatusCode, measured.StatusCode, code.StatusCode)
        );
    }

    Task<TestNode> StartAsync(Func<ServerOptions, ServerOptions> configure) =>
        TestNode.StartAsync(configure: options =>
            configure(
                options with
                {
                    Urls = ["https://127.0.0.1:0"],
                    TlsCertificate = made.CertificateFile(),
                    TlsKey = made.KeyFile(),
                }
            )
        );
}
