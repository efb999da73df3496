using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Families;

namespace ComposeServer.Log.Intake;

/// <summary>Families as the two doors need them: one set judges what is written now, the other what others wrote.</summary>
/// <param name="Own">For new writes.</param>
/// <param name="History">For imported history. Its states have the same bytes.</param>
public sealed record IntakeFamilies(FamilyRegistry Own, FamilyRegistry History)
{
    /// <summary>One set for both.</summary>
    public IntakeFamilies(FamilyRegistry both)
        : this(both, both) { }

    /// <summary>For our own log when it is applied again: whatever was taken once is taken again, also where that is refused today.</summary>
    public FamilyRegistry Stored { get; init; } = History;
}

/// <summary>By which rules events come in.</summary>
/// <param name="Families">Who judges them.</param>
/// <param name="Reading">How their bytes are read.</param>
/// <param name="Times">How long after its end a capability still counts.</param>
/// <param name="TakesForks">Whether an event may build on another than the tip. A client that tries has not seen the newest state.</param>
sealed record IntakeDoor(FamilyRegistry Families, DagCborRules Reading, CapabilityTimeRule Times, bool TakesForks)
{
    /// <summary>For events that a client writes now.</summary>
    public static IntakeDoor ForClients(IntakeFamilies families) =>
        new(families.Own, DagCborRules.Strict, CapabilityTimeRule.NewWrites, TakesForks: false);

    /// <summary>For history that others wrote.</summary>
    public static IntakeDoor ForHistory(IntakeFamilies families) =>
        new(families.History, DagCborRules.AsReference, CapabilityTimeRule.Replay, TakesForks: true);
}
