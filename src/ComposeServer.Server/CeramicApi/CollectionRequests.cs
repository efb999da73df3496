using System.Text.Json;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>Reads collection requests; models that have no table are looked up, since they may be interfaces.</summary>
sealed class CollectionRequests(DocumentMaterialiser materialiser, LogStates states)
{
    public async Task<(CollectionRequest? Request, ApiAnswer? Failure)> ReadAsync(HttpContext http, bool withWindow)
    {
        var (body, failure) = await ApiRequest.ReadAsync(http);
        if (body is null)
            return (null, failure);
        using (body)
        {
            var definitions = await states.FindAsync([.. NamesIn(body.RootElement)], http.RequestAborted);
            return CollectionRequest.Read(
                body.RootElement,
                materialiser.Catalogue,
                id => DefinitionOf(id, definitions),
                withWindow
            );
        }
    }

    IEnumerable<LogName> NamesIn(JsonElement body)
    {
        if (!body.TryGetProperty("models", out var models) || models.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var model in models.EnumerateArray().Take(CollectionRequest.ModelsMax))
            if (
                model.ValueKind == JsonValueKind.String
                && StreamRef.TryFind(model.GetRawText().Trim('"'), out var id, out _)
                && !materialiser.Catalogue.TryGet(id.Stream, out _)
            )
                yield return id.Stream.Name;
    }

    static ModelDefinition? DefinitionOf(StreamId id, IReadOnlyDictionary<LogName, LogState> states) =>
        states.TryGetValue(id.Name, out var state) && state is ModelState model ? model.Definition : null;
}
