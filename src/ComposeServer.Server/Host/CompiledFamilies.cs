using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.Tile;

namespace ComposeServer.Server.Host;

/// <summary>The families of streams, with what they keep compiled.</summary>
sealed class CompiledFamilies
{
    /// <param name="updates">What becomes of events that change models.</param>
    public CompiledFamilies(ModelUpdates updates = ModelUpdates.Refused) =>
        Intake = StreamFamilies.Make(Models, TileSchemas, updates);

    /// <summary>For both doors.</summary>
    public IntakeFamilies Intake { get; }

    /// <summary>Models in use.</summary>
    public CompiledModels Models { get; } = new();

    /// <summary>Schemas of tiles in use.</summary>
    public TileSchemas TileSchemas { get; } = new();
}
