using System.Text.Json;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Client;

/// <summary>Which models are indexed.</summary>
sealed partial class AdminCalls
{
    /// <summary>The indexed models: an array of <c>{streamID, indices}</c>.</summary>
    public async Task<JsonElement> ListIndexedAsync(CancellationToken cancel)
    {
        var answer = await GetAsync("modelData", cancel);
        return answer.Require(answer.Json(), "modelData", JsonValueKind.Array);
    }

    /// <summary>Begins to index models.</summary>
    /// <param name="models">Id of each, and what writes the array of its indices.</param>
    /// <param name="cancel">Gives up.</param>
    public Task IndexAsync(
        IReadOnlyCollection<(string Id, Action<Utf8JsonWriter> WriteIndices)> models,
        CancellationToken cancel
    ) =>
        WriteAsync(
            HttpMethod.Post,
            "modelData",
            json =>
            {
                json.WriteStartArray("modelData");
                foreach (var (id, writeIndices) in models)
                {
                    json.WriteStartObject();
                    json.WritePropertyName("indices");
                    writeIndices(json);
                    json.WriteString("streamID", id);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            cancel
        );

    /// <summary>Stops indexing models. Their documents stay, and are indexed again when that is asked for.</summary>
    public Task StopIndexingAsync(IEnumerable<StreamId> models, CancellationToken cancel) =>
        WriteAsync(
            HttpMethod.Delete,
            "modelData",
            json =>
            {
                json.WriteStartArray("modelData");
                foreach (var model in models)
                {
                    json.WriteStartObject();
                    json.WriteString("streamID", model.ToString());
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            cancel
        );
}
