using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Caip10Link;

namespace ComposeServer.Streams.Tile;

/// <summary>Header of a tile's init event.</summary>
/// <param name="Controller">Who may write.</param>
/// <param name="Members">All of it; the metadata are made of these, letter for letter.</param>
sealed record TileHeader(Did Controller, IpldMap Members)
{
    /// <summary>True when no model and no account is named: that leaves a tile. The blocks of events do not say it themselves.</summary>
    public static bool IsTile(IpldMap body) =>
        body.TryGet<IpldMap>("header", out var header) && !header.Has("model") && !LinkHeader.IsLink(body);

    public static bool TryRead(IpldMap body, out TileHeader header, out Refusal refusal)
    {
        header = null!;
        if (!ControllerHeader.TryRead(body, out var text, out refusal))
            return false;
        if (!Did.TryParse(text, out var controller))
        {
            refusal = TileMetadata.Invalid($"Attempting to create a TileDocument with an invalid DID string: {text}");
            return false;
        }

        var members = (IpldMap)body["header"];
        if (TileMetadata.CheckTypes(members) is { } wrong)
        {
            refusal = wrong;
            return false;
        }

        header = new(controller, members);
        return true;
    }
}
