using ComposeServer.Identity.Dids;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Export;

/// <summary>Which streams are written. The models that documents need come along by themselves.</summary>
public abstract record ExportSelection
{
    ExportSelection() { }

    /// <summary>These streams.</summary>
    public sealed record Streams(IReadOnlyList<StreamId> Ids) : ExportSelection;

    /// <summary>A model and all its documents.</summary>
    public sealed record OfModel(StreamId Model) : ExportSelection;

    /// <summary>All streams that a DID controls.</summary>
    public sealed record OfController(Did Controller) : ExportSelection;

    /// <summary>Every stream of the node.</summary>
    public sealed record Everything : ExportSelection;
}
