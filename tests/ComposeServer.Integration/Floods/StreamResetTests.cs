using System.Net;
using ComposeServer.Integration.Security;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Postgres;

namespace ComposeServer.Integration.Floods;

/// <summary>Attack 52: requests over HTTP/2 that are given up as soon as they are made (CVE-2023-44487). Over TLS, for there is no HTTP/2 without.</summary>
[Collection(nameof(Alone))]
public sealed class StreamResetTests : IDisposable
{
    const int Attackers = 4;
    const int AtOnce = 50;

    readonly TemporaryFolder _folder = new();
    readonly SelfMadeCertificate _made;

    public StreamResetTests() =>
        _made = new(
            _folder.FullName,
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1)
        );

    public void Dispose()
    {
        _made.Dispose();
        _folder.Dispose();
    }

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_flood_of_requests_that_are_given_up_keeps_nobody_waiting()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options with
            {
                Urls = ["https://127.0.0.1:0"],
                AdminUrls = ["http://127.0.0.1:0"],
                TlsCertificate = _made.BothInOneFile(),
            }
        );
        using var honest = new NodeClient(node.AdminAddress, Seeds.Key("admin"));
        using var attacker = _made.Caller();
        attacker.BaseAddress = node.Address;
        attacker.DefaultRequestVersion = HttpVersion.Version20;
        attacker.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        var before = await Pace.OfAsync(honest.AnswersAsync);

        await before.HoldsDuringAsync(
            honest.AnswersAsync,
            end => Task.WhenAll(Enumerable.Range(0, Attackers).Select(_ => FloodAsync(attacker, end)))
        );
    }

    static async Task FloodAsync(HttpClient attacker, CancellationToken end)
    {
        do
        {
            using var enough = new CancellationTokenSource();
            var asked = Enumerable.Range(0, AtOnce).Select(_ => AskAsync(attacker, enough.Token)).ToArray();
            await enough.CancelAsync();
            await Task.WhenAll(asked);
            // Attackers and honest callers share this process: without a pause the attackers' own turns keep everybody else from theirs.
            await Task.Delay(Pause, CancellationToken.None);
        } while (!end.IsCancellationRequested);
    }

    static async Task AskAsync(HttpClient attacker, CancellationToken enough)
    {
        try
        {
            using var _ = await attacker.GetAsync("/graphql?query={__typename}", enough);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException)
        {
            // Given up, or the server has hung up.
        }
    }
}
