using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Caip10Link;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Models;
using ComposeServer.Streams.Tile;

namespace ComposeServer.Streams;

/// <summary>All families of Ceramic streams. A new one is one more line here.</summary>
public static class StreamFamilies
{
    /// <summary>The families for both doors; they share compiled models and schemas.</summary>
    /// <param name="updates">What becomes of events that change models.</param>
    public static IntakeFamilies Make(ModelUpdates updates = ModelUpdates.Refused) =>
        Make(new CompiledModels(), new TileSchemas(), updates);

    /// <inheritdoc cref="Make(ModelUpdates)"/>
    /// <param name="models">Where compiled models are kept.</param>
    /// <param name="schemas">Where compiled schemas of tiles are kept.</param>
    /// <param name="updates">What becomes of events that change models.</param>
    public static IntakeFamilies Make(
        CompiledModels models,
        TileSchemas schemas,
        ModelUpdates updates = ModelUpdates.Refused
    )
    {
        return new(
            Of(models, schemas, DocumentFamilyOptions.OwnDoor with { Updates = updates }, TileFamilyOptions.OwnDoor),
            ForHistory(updates)
        )
        {
            Stored = ForHistory(ModelUpdates.Stored),
        };

        FamilyRegistry ForHistory(ModelUpdates judged) =>
            Of(
                models,
                schemas,
                DocumentFamilyOptions.AsReference with
                {
                    Updates = judged,
                },
                TileFamilyOptions.AsReference
            );
    }

    static FamilyRegistry Of(
        CompiledModels models,
        TileSchemas schemas,
        DocumentFamilyOptions documents,
        TileFamilyOptions tiles
    ) =>
        new([
            new ModelFamily(documents.Updates),
            new DocumentFamily(models, documents),
            new TileFamily(schemas, tiles),
            new Caip10LinkFamily(),
        ]);
}
