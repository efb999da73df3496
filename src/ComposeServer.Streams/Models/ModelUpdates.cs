namespace ComposeServer.Streams.Models;

/// <summary>What becomes of events that change a model, and so make a version of it (ceramic.md 6.3).</summary>
public enum ModelUpdates
{
    /// <summary>They are refused, as JS nodes do. That a document names a version is noted and decides nothing.</summary>
    Refused,

    /// <summary>They are taken, and documents may name the versions that they make.</summary>
    Taken,

    /// <summary>For our own log when it is applied again: they are taken, whatever was set on the day when they came.</summary>
    Stored,
}
