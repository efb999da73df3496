using System.Text.Json;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log.Families;
using ComposeServer.Log.Materialise;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Indexing.Materialise;

/// <summary>Makes the index row of a document whose model is indexed.</summary>
/// <remarks>
/// A document has no row before a signed data event exists: an unsigned genesis can be made by anyone in anyone's name. A document
/// that its author hides (<c>shouldIndex: false</c>) loses its row.
/// </remarks>
public sealed class DocumentMaterialiser(ICatalogueStore store) : IMaterialise
{
    volatile IndexCatalogue _catalogue = new(0, []);

    /// <summary>The snapshot in use.</summary>
    public IndexCatalogue Catalogue => _catalogue;

    /// <inheritdoc/>
    public long CatalogueVersion => _catalogue.Version;

    /// <inheritdoc/>
    public async ValueTask ReloadAsync(CancellationToken cancel) => _catalogue = await store.LoadAsync(cancel);

    /// <inheritdoc/>
    public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) =>
        after is DocumentState document && _catalogue.TryGet(document.ModelId, out var model)
            ? RowOf(document, model, at)
            : null;

    /// <summary>The row of a document in its model's table.</summary>
    public static MaterialisedRow? RowOf(DocumentState document, IndexedModel model, DateTimeOffset at)
    {
        if (!document.HasSignedEvent)
            return null;
        if (document.ShouldIndex == false)
            return new DocumentRemoval(document.Name, model);
        using var content = JsonDocument.Parse(document.Content.Memory);
        if (content.RootElement.ValueKind != JsonValueKind.Object)
            return null;
        return new DocumentRow(
            document.Name,
            document.Id,
            model,
            document.Controller,
            document.Height == 1,
            at,
            StoredText.OfJson(document.Content.Memory.Span),
            ColumnValues.Read(model.Columns, content.RootElement)
        );
    }
}
