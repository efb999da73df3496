using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Tile;

namespace ComposeServer.Server.Host;

/// <summary>The families of streams, with what they keep compiled.</summary>
sealed class CompiledFamilies
{
    public CompiledFamilies() => Intake = StreamFamilies.Make(Models, TileSchemas);

    /// <summary>For both doors.</summary>
    public IntakeFamilies Intake { get; }

    /// <summary>Models in use.</summary>
    public CompiledModels Models { get; } = new();

    /// <summary>Schemas of tiles in use.</summary>
    public TileSchemas TileSchemas { get; } = new();
}
