namespace ComposeServer.Streams;

/// <summary>How far the anchoring of a stream's tip has come (ceramic.md 13.2). The numbers are those of the wire.</summary>
public enum AnchorStatus
{
    /// <summary>Nobody asked.</summary>
    NotRequested = 0,

    /// <summary>Asked, waiting for a batch.</summary>
    Pending = 1,

    /// <summary>In a batch on its way to the chain.</summary>
    Processing = 2,

    /// <summary>The tip is a time event.</summary>
    Anchored = 3,

    /// <summary>The batch failed.</summary>
    Failed = 4,

    /// <summary>A newer tip took the request's place.</summary>
    Replaced = 5,
}

/// <summary>Words of anchor statuses.</summary>
public static class AnchorStatuses
{
    /// <summary>The word that stream states carry.</summary>
    public static string Word(this AnchorStatus status) =>
        status switch
        {
            AnchorStatus.NotRequested => "NOT_REQUESTED",
            AnchorStatus.Pending => "PENDING",
            AnchorStatus.Processing => "PROCESSING",
            AnchorStatus.Anchored => "ANCHORED",
            AnchorStatus.Failed => "FAILED",
            AnchorStatus.Replaced => "REPLACED",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "an anchor status without a word"),
        };
}
