using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Sync.Export;

/// <summary>
/// The root of a CAR of many streams, and its first block: a header must name its roots before the streams are read, and one that named
/// the tip of each would be larger than readers take.
/// </summary>
/// <remarks>
/// <code>
/// dag-cbor { by: "streams" | "model" | "controller" | "everything", of?: text, type: "ceramic-streams", version: 1 }
/// </code>
/// </remarks>
static class ExportManifest
{
    const string Type = "ceramic-streams";
    const long Version = 1;

    /// <summary>The block that describes a selection.</summary>
    public static Block Of(ExportSelection selection)
    {
        var (by, of) = selection switch
        {
            ExportSelection.OfModel model => ("model", model.Model.ToString()),
            ExportSelection.OfController controller => ("controller", controller.Controller.Text),
            ExportSelection.Streams => ("streams", null),
            _ => ("everything", (string?)null),
        };
        var body = IpldMap.Of(("by", by), ("type", Type), ("version", Version));
        return DagCborEncoder.ToBlock(of is null ? body : body.With("of", of));
    }

    /// <summary>True for the body of such a block, of any version: it is no event and nothing to wonder at.</summary>
    public static bool Is(IpldMap body) => body.TryGet<IpldString>("type", out var type) && type.Value == Type;
}
