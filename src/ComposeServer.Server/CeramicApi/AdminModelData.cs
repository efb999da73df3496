using System.Text.Json;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET admin/modelData</c>: the indexed models with their indices.</summary>
sealed class GetModelData(AdminDoor door, DocumentMaterialiser materialiser) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => ModelDataBody.Route;

    public Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (_, failure) = door.CheckHeader(http);
        return Task.FromResult<ApiAnswer>(failure is not null ? failure : new ApiAnswer.Json(Write));
    }

    void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("modelData");
        foreach (var model in materialiser.Catalogue.Models.Where(model => model.State != IndexState.Stopped))
        {
            json.WriteStartObject();
            json.WriteString("streamID", model.Model.ToString());
            json.WriteStartArray("indices");
            foreach (var index in model.Indices)
                Write(json, model, index);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, IndexedModel model, DeclaredIndex index)
    {
        json.WriteStartObject();
        json.WriteStartArray("fields");
        foreach (var no in index.Columns)
        {
            json.WriteStartObject();
            json.WriteStartArray("path");
            json.WriteStringValue(model.Columns.Single(column => column.No == no).Field);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>The body <c>{"modelData": [{"streamID", "indices"?: [{"fields": [{"path": [text]}]}]}]}</c>.</summary>
static class ModelDataBody
{
    public const string Route = "admin/modelData";

    /// <summary>Models of one request.</summary>
    public const int ModelsMax = 1000;

    public static ApiAnswer.Json Success { get; } =
        new(json =>
        {
            json.WriteStartObject();
            json.WriteString("result", "success");
            json.WriteEndObject();
        });

    public static bool TryRead(
        JsonElement? body,
        out IReadOnlyList<IndexRequest> requests,
        out ApiAnswer.Failure refusal
    )
    {
        requests = [];
        refusal = null!;
        if (
            body is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("modelData", out var models)
            || models.ValueKind != JsonValueKind.Array
            || models.GetArrayLength() == 0
        )
        {
            refusal = AdminDoor.Malformed(
                "Expected modelData to be present and contain at least one ModelData element, e.g. '{ streamID: <id>}'"
            );
            return false;
        }

        if (models.GetArrayLength() > ModelsMax)
        {
            refusal = AdminDoor.Malformed($"at most {ModelsMax} models in one request");
            return false;
        }

        var found = new List<IndexRequest>();
        foreach (var model in models.EnumerateArray())
        {
            if (!TryRead(model, out var request, out refusal))
                return false;
            found.Add(request);
        }

        requests = found;
        return true;
    }

    static bool TryRead(JsonElement model, out IndexRequest request, out ApiAnswer.Failure refusal)
    {
        request = null!;
        refusal = null!;
        if (!ApiRequest.TryGetText(model, "streamID", out var text))
            refusal = AdminDoor.Malformed("each element of modelData needs a streamID");
        else if (!StreamRef.TryFind(text, out var id, out var error))
            refusal = AdminDoor.Malformed(error);
        else if (!TryReadIndices(model, out var indices))
            refusal = AdminDoor.Malformed($"indices of {id.Stream} must be a list of {{fields: [{{path: [text]}}]}}");
        else
            request = new(id.Stream, indices);
        return request is not null;
    }

    static bool TryReadIndices(JsonElement model, out List<IReadOnlyList<string>> indices)
    {
        indices = [];
        if (!model.TryGetProperty("indices", out var list) || list.ValueKind == JsonValueKind.Null)
            return true;
        if (list.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var index in list.EnumerateArray())
        {
            if (index.ValueKind != JsonValueKind.Object || !index.TryGetProperty("fields", out var fields))
                return false;
            if (fields.ValueKind != JsonValueKind.Array)
                return false;
            var names = new List<string>();
            foreach (var field in fields.EnumerateArray())
            {
                if (field.ValueKind != JsonValueKind.Object || !field.TryGetProperty("path", out var path))
                    return false;
                if (path.ValueKind != JsonValueKind.Array || path.GetArrayLength() == 0)
                    return false;
                // The reference, too, uses the first element alone.
                if (path[0].ValueKind != JsonValueKind.String)
                    return false;
                names.Add(path[0].GetString()!);
            }

            indices.Add(names);
        }

        return true;
    }
}
