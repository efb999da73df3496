using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Audit;

/// <summary>
/// What must hold of a database as a whole. Words are public and never change. An event that a door would refuse today is named by the
/// door's own code: see <see cref="RefusalCode"/>.
/// </summary>
public static class AuditRule
{
    /// <summary>The row of an event, or of a log, holds what no server writes there.</summary>
    public const string Unreadable = "ROW_UNREADABLE";

    /// <summary>The columns of an event say something else than its bytes.</summary>
    public const string EventColumns = "EVENT_COLUMNS";

    /// <summary>An event belongs to no log, or to one that has not begun.</summary>
    public const string EventWithoutLog = "EVENT_WITHOUT_LOG";

    /// <summary>An event does not apply to the state that it builds on.</summary>
    public const string DoesNotApply = "DOES_NOT_APPLY";

    /// <summary>A capability, proof or tree node that an event needs is not here.</summary>
    public const string BlockMissing = "BLOCK_MISSING";

    /// <summary>The bytes of a shared block do not hash to its CID.</summary>
    public const string BlockMismatch = "BLOCK_MISMATCH";

    /// <summary>The tip, state, model or controller of a log is another than its events lead to.</summary>
    public const string Head = "HEAD_MISMATCH";

    /// <summary>A log has a head and no events.</summary>
    public const string HeadWithoutEvents = "HEAD_WITHOUT_EVENTS";

    /// <summary>A state kept beside an event is not the state after it.</summary>
    public const string Snapshot = "SNAPSHOT_MISMATCH";

    /// <summary>An unclaimed init event is not the one that its row names.</summary>
    public const string Unclaimed = "UNCLAIMED_MISMATCH";

    /// <summary>Commit groups leave out positions, or name some twice.</summary>
    public const string ChainGap = "CHAIN_GAP";

    /// <summary>A commit group does not name the hash of the one before.</summary>
    public const string ChainPrevious = "CHAIN_PREVIOUS";

    /// <summary>The events of a commit group are not those over which its root was made.</summary>
    public const string ChainRoot = "CHAIN_ROOT";

    /// <summary>The hash of a commit group does not cover what stands beside it.</summary>
    public const string ChainHash = "CHAIN_HASH";

    /// <summary>A commit group has a signature that does not hold.</summary>
    public const string ChainSignature = "CHAIN_SIGNATURE";

    /// <summary>A commit group is older than the one before.</summary>
    public const string ChainTime = "CHAIN_TIME";

    /// <summary>The commit head is another than the chain of groups ends with.</summary>
    public const string ChainHead = "CHAIN_HEAD";

    /// <summary>At a position of a commit group there is no event, nor the name of one that was collected.</summary>
    public const string EventMissing = "EVENT_MISSING";

    /// <summary>An event belongs to no commit group.</summary>
    public const string EventWithoutGroup = "EVENT_WITHOUT_GROUP";

    /// <summary>What was collected or erased is here all the same.</summary>
    public const string NotGone = "NOT_GONE";

    /// <summary>A document has no row in the table of its model.</summary>
    public const string RowMissing = "INDEX_ROW_MISSING";

    /// <summary>A table has a row for what is no document of its model, or is not to be found.</summary>
    public const string RowExtra = "INDEX_ROW_EXTRA";

    /// <summary>The row of a document is another than its state makes.</summary>
    public const string RowMismatch = "INDEX_ROW_MISMATCH";

    /// <summary>The catalogue of index tables cannot be read, or names a table that is not there.</summary>
    public const string Catalogue = "INDEX_CATALOGUE";
}
