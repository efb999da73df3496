namespace ComposeServer.Log;

/// <summary>The three kinds of entry of a log; the numbers are those of the wire (ceramic.md 2).</summary>
public enum EventKind : byte
{
    /// <summary>Begins a log and names it.</summary>
    Init = 0,

    /// <summary>Changes a log's content.</summary>
    Data = 1,

    /// <summary>Proves when an earlier entry existed.</summary>
    Time = 2,
}
