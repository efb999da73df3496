using System.Text.Json;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Materialise;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>GET admin/status</c> (ceramic.md 8.5). The JS node prints <c>[object Object]</c> for each indexed model; here they are ids. Members of a
/// network that there is none of are empty.
/// </summary>
sealed class GetAdminStatus(AdminDoor door, DocumentMaterialiser materialiser, string network, TimeProvider clock)
    : IApiEndpoint
{
    readonly string _run = Guid.NewGuid().ToString();
    readonly long _started = clock.GetTimestamp();

    public string Method => HttpMethods.Get;

    public string Route => "admin/status";

    public Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (_, failure) = door.CheckHeader(http);
        return Task.FromResult<ApiAnswer>(failure is not null ? failure : new ApiAnswer.Json(Write));
    }

    void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("runId", _run);
        json.WriteNumber("uptimeMs", (long)clock.GetElapsedTime(_started).TotalMilliseconds);
        json.WriteString("network", network);
        json.WriteStartObject("anchor");
        json.WriteString("anchorServiceUrl", "");
        json.WriteNull("ethereumRpcEndpoint");
        json.WriteString("chainId", GetChains.ChainOf(network));
        json.WriteEndObject();
        json.WriteStartObject("ipfs");
        json.WriteString("peerId", "");
        json.WriteStartArray("addresses");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("composeDB");
        json.WriteStartArray("indexedModels");
        foreach (var model in materialiser.Catalogue.Models.Where(model => model.State != IndexState.Stopped))
            json.WriteStringValue(model.Model.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
