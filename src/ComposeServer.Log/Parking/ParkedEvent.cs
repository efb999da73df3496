using ComposeServer.Ipld;

namespace ComposeServer.Log.Parking;

/// <summary>An event that waits for what it builds on. Nothing about it is verified: its claims only say whose quota it uses.</summary>
/// <param name="Blocks">Its bytes.</param>
/// <param name="Init">Init event of the log that it says it belongs to.</param>
/// <param name="Signer">Key that it says signed it, without its fragment; empty for an unsigned event.</param>
/// <param name="Missing">What it waits for.</param>
/// <param name="Since">When it came.</param>
public sealed record ParkedEvent(EventBlocks Blocks, Cid Init, string Signer, Cid Missing, DateTimeOffset Since)
{
    /// <summary>Its name.</summary>
    public Cid Cid => Blocks.Event.Cid;
}
