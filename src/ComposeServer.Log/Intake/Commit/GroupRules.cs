using ComposeServer.Log.Heads;
using ComposeServer.Log.Materialise;
using ComposeServer.Log.Receipts;

namespace ComposeServer.Log.Intake.Commit;

/// <summary>What every group is applied with.</summary>
/// <param name="States">Decodes heads, and reads states of earlier events.</param>
/// <param name="Materialise">Makes index rows.</param>
/// <param name="Limits">What is taken at most.</param>
sealed record GroupRules(LogStates States, IMaterialise Materialise, IntakeLimits Limits)
{
    /// <summary>Signs each group; null where nobody signs.</summary>
    public IReceiptSigner? Receipts { get; init; }
}
