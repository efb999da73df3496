namespace ComposeServer.Log.AnchorRequests;

/// <summary>
/// How far a request to anchor an event has come. There is none for what is anchored: the log says that by itself. The numbers are those of
/// the wire (ceramic.md 13.2).
/// </summary>
public enum AnchorRequestStage
{
    /// <summary>It waits for a run.</summary>
    Waiting = 1,

    /// <summary>A run is at it, or was when its server ended.</summary>
    Processing = 2,

    /// <summary>It was tried as often as it may be. Asking again begins anew.</summary>
    Failed = 4,
}
