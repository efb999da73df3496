using ComposeServer.Ipld;
using ComposeServer.Streams.Staging;

namespace ComposeServer.Streams.Tile;

/// <summary>State of a tile. <see cref="Log.Families.LogState.Controller"/> is whoever may sign the next commit, also while that is not proven yet.</summary>
public sealed record TileState : StagedState
{
    /// <summary>The last event that is no time event: what readers are shown has not changed since.</summary>
    public required Cid Written { get; init; }

    /// <summary>True when the newest content is that of a commit: its tip, its last data event, or a time event between the two.</summary>
    internal bool IsAt(Cid commit) => commit == Tip || commit == Written;
}
