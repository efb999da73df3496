using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.InMemory;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Log.Materialise;
using ComposeServer.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComposeServer.Testing.Streams;

/// <summary>The real door of a node, with models and documents, over a log in memory.</summary>
public sealed class IntakeLab : IAsyncDisposable
{
    readonly InMemoryLog _log = new();
    readonly EventIntake _intake;

    /// <param name="clock">The time at which capabilities must hold.</param>
    /// <param name="options">The operator's choices; the defaults when null.</param>
    /// <param name="audit">Is told of capabilities that cover everything.</param>
    public IntakeLab(TimeProvider clock, CapabilityOptions? options = null, ICapabilityAudit? audit = null)
    {
        options ??= new();
        _intake = new(
            new IntakePorts(_log, _log, _log, new NoIndex()),
            StreamFamilies.Make(),
            new SignatureStage(new EventSignatures(new CapabilityVerifier(options), options, audit)),
            new IntakeLimits(),
            clock,
            NullLoggerFactory.Instance
        );
    }

    /// <summary>Hands an event in.</summary>
    public Task<Outcome> SubmitAsync(EventBlocks blocks) => _intake.SubmitAsync(blocks, null, default).AsTask();

    /// <summary>Hands an event in that must be stored.</summary>
    public async Task<LogState> TakeAsync(EventBlocks blocks) =>
        await SubmitAsync(blocks) switch
        {
            Outcome.Taken taken => taken.State,
            Outcome.Refused refused => throw new InvalidOperationException(refused.Reason.ToString()),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    /// <summary>Hands an event in that must be refused.</summary>
    /// <returns>The code.</returns>
    public async Task<string> RefuseAsync(EventBlocks blocks) =>
        await SubmitAsync(blocks) is Outcome.Refused refused
            ? refused.Reason.Code
            : throw new InvalidOperationException("it was not refused");

    /// <summary>Events that are stored.</summary>
    public async Task<long> CountAsync() => await _log.ReadPositionAsync(default);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _intake.DisposeAsync();

    sealed class NoIndex : IMaterialise
    {
        public long CatalogueVersion => 1;

        public ValueTask ReloadAsync(CancellationToken cancel) => ValueTask.CompletedTask;

        public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
    }
}
