namespace ComposeServer.Log.Intake.Commit;

/// <summary>Why a group could not be committed, in the terms the committer decides by.</summary>
public enum CommitFaultKind
{
    /// <summary>The database is away, busy or shutting down: the same group may work in a moment.</summary>
    Transient,

    /// <summary>The connection was lost while the commit was on its way: it may or may not have happened.</summary>
    OutcomeUnknown,

    /// <summary>A value in the group cannot be stored: trying again cannot help.</summary>
    Unstorable,

    /// <summary>Another server moved a tip that this group builds on: apply again on the new state.</summary>
    LostRace,
}

/// <summary>A group was not committed.</summary>
public sealed class CommitFault(CommitFaultKind kind, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What the committer should do about it.</summary>
    public CommitFaultKind Kind { get; } = kind;
}
