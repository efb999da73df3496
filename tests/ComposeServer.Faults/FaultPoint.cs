namespace ComposeServer.Faults;

/// <summary>The steps of a commit at which a server can be killed, in their order.</summary>
public static class FaultPoint
{
    /// <summary>An event has arrived.</summary>
    public const string IntakeBegins = "intake begins";

    /// <summary>Its bytes are read.</summary>
    public const string Decoded = "decoded";

    /// <summary>Its signature is good; it is in no group yet.</summary>
    public const string Verified = "verified";

    /// <summary>Its group is formed.</summary>
    public const string GroupTaken = "group taken";

    /// <summary>The transaction has the commit head.</summary>
    public const string HeadHeld = "head held";

    /// <summary>All is written, nothing is committed.</summary>
    public const string GroupWritten = "group written";

    /// <summary>Postgres has said that it is committed.</summary>
    public const string Committed = "committed";

    /// <summary>The group is over; nobody is answered yet.</summary>
    public const string GroupOver = "group over";

    /// <summary>The intake has its answer; the caller has not.</summary>
    public const string Answered = "answered";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [IntakeBegins, Decoded, Verified, GroupTaken, HeadHeld, GroupWritten, Committed, GroupOver, Answered];
}
