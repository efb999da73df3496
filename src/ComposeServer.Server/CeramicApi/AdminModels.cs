using System.Text.Json;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET admin/models</c>: the indexed models. The older form of <c>admin/modelData</c>, which knows no indices (ceramic.md 8.3).</summary>
sealed class GetModels(AdminDoor door, DocumentMaterialiser materialiser) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => ModelsBody.Route;

    public Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (_, failure) = door.CheckHeader(http);
        return Task.FromResult<ApiAnswer>(failure is not null ? failure : new ApiAnswer.Json(Write));
    }

    void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (var model in materialiser.Catalogue.Models.Where(model => model.State != IndexState.Stopped))
            json.WriteStringValue(model.Model.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>What the older calls share.</summary>
static class ModelsBody
{
    public const string Route = "admin/models";

    /// <summary>The date since which the JS node calls them old.</summary>
    public const string DeprecatedSince = "Thu, 29 Jun 2023 23:59:59 GMT";

    /// <summary>Reads <c>{"models": [id]}</c>.</summary>
    public static bool TryRead(
        JsonElement? body,
        out IReadOnlyList<IndexRequest> requests,
        out ApiAnswer.Failure refusal
    )
    {
        (requests, refusal) = ([], null!);
        if (
            body is not { ValueKind: JsonValueKind.Object } json
            || !json.TryGetProperty("models", out var models)
            || models.ValueKind != JsonValueKind.Array
            || models.GetArrayLength() is 0 or > ModelDataBody.ModelsMax
        )
        {
            refusal = AdminDoor.Malformed(
                $"The `models` parameter is required and it has to be an array containing 1 to {ModelDataBody.ModelsMax} model stream ids"
            );
            return false;
        }

        var found = new List<IndexRequest>();
        foreach (var model in models.EnumerateArray())
        {
            if (model.ValueKind != JsonValueKind.String)
                refusal = AdminDoor.Malformed("each of models must be a stream id");
            else if (StreamRef.TryFind(model.GetString(), out var id, out var error))
                found.Add(new(id.Stream, []));
            else
                refusal = AdminDoor.Malformed(error);
            if (refusal is not null)
                return false;
        }

        requests = found;
        return true;
    }
}
