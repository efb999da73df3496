using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;
using ComposeServer.Log.Materialise;
using ComposeServer.Log.Parking;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Log.Intake;

/// <summary>What the intake reads from and writes to.</summary>
/// <param name="Reader">Committed heads and events.</param>
/// <param name="Store">Where groups are committed.</param>
/// <param name="Parking">Where events wait for what they build on.</param>
/// <param name="Materialise">Makes index rows.</param>
public sealed record IntakePorts(ILogReader Reader, ICommitStore Store, IParkingStore Parking, IMaterialise Materialise)
{
    /// <summary>Signs what is committed; null where nobody signs.</summary>
    public IReceiptSigner? Receipts { get; init; }
}
