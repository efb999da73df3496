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
    public static IntakeFamilies Make() => Make(new CompiledModels(), new TileSchemas());

    /// <inheritdoc cref="Make()"/>
    /// <param name="models">Where compiled models are kept.</param>
    /// <param name="schemas">Where compiled schemas of tiles are kept.</param>
    public static IntakeFamilies Make(CompiledModels models, TileSchemas schemas) =>
        new(
            Of(models, schemas, DocumentFamilyOptions.OwnDoor, TileFamilyOptions.OwnDoor),
            Of(models, schemas, DocumentFamilyOptions.AsReference, TileFamilyOptions.AsReference)
        );

    static FamilyRegistry Of(
        CompiledModels models,
        TileSchemas schemas,
        DocumentFamilyOptions documents,
        TileFamilyOptions tiles
    ) =>
        new([
            new ModelFamily(),
            new DocumentFamily(models, documents),
            new TileFamily(schemas, tiles),
            new Caip10LinkFamily(),
        ]);
}
