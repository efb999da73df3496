using System.Security.Cryptography;
using ComposeServer.Anchoring.InMemory;
using ComposeServer.Anchoring.Requests;
using ComposeServer.Anchoring.Verification;
using ComposeServer.Log.AnchorRequests;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.TimeProofs;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>Anchors by the clock of this server what is written on a development network.</summary>
sealed class InMemoryAnchoring : IAsyncDisposable
{
    const string Network = "inmemory";

    readonly AnchorWorker _worker;

    /// <param name="requests">What was asked for.</param>
    /// <param name="intake">The door for time events.</param>
    /// <param name="clock">Time.</param>
    /// <param name="logs">Where it reports.</param>
    public InMemoryAnchoring(IAnchorRequestStore requests, EventIntake intake, TimeProvider clock, ILoggerFactory logs)
    {
        Requests = requests;
        var chain = new InMemoryChain(clock, RandomNumberGenerator.Fill);
        var times = new TimeProofVerifier(
            new AnchorChains { Chains = [], AllowInMemory = true },
            [chain],
            new TimeProofOptions()
        );
        var run = new AnchorRun(requests, chain, times, intake, clock, logs.CreateLogger<AnchorRun>());
        _worker = new(run, clock, logs.CreateLogger<AnchorWorker>());
    }

    /// <summary>What was asked for.</summary>
    public IAnchorRequestStore Requests { get; }

    /// <summary>Requests that wait, as far as this server knows.</summary>
    public int Waiting => _worker.Waiting;

    /// <summary>Whether these settings ask for it.</summary>
    /// <exception cref="StartException">They ask for it on another network, whose nodes would refuse such anchors.</exception>
    public static bool IsWanted(ServerOptions options)
    {
        if (options.Anchoring == Network && options.Network != Network)
            throw new StartException(
                "SETTING_INVALID",
                $"anchoring: inmemory is for the network inmemory, this is {options.Network}: set --anchoring off, or another --network"
            );
        return (options.Anchoring ?? (options.Dev && options.Network == Network ? Network : "off")) == Network;
    }

    /// <summary>Begins.</summary>
    public void Start() => _worker.Start();

    /// <summary>Says that anchors were asked for.</summary>
    public void Wake(int requests) => _worker.Wake(requests);

    public ValueTask DisposeAsync() => _worker.DisposeAsync();
}
