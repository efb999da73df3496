using ComposeServer.Log.Families;
using ComposeServer.Log.Intake.Stages;

namespace ComposeServer.Postgres.Verify;

/// <summary>What a verification works with.</summary>
/// <param name="Families">Families as they judge history.</param>
/// <param name="Signatures">Checks signatures.</param>
/// <param name="Clock">For the time that it takes.</param>
public sealed record VerifyOptions(FamilyRegistry Families, SignatureStage Signatures, TimeProvider Clock)
{
    /// <summary>Faults that are named; all are counted. Default 100.</summary>
    public int FaultsMax { get; init; } = 100;

    /// <summary>
    /// Connections that logs are judged on, a core each; one more holds the snapshot. Fewer when the database has fewer to spare. Default:
    /// one for each core, at most 16.
    /// </summary>
    public int Workers { get; init; } = Math.Min(Environment.ProcessorCount, 16);
}
