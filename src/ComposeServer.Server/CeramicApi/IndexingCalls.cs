using System.Text.Json;
using ComposeServer.Indexing.Catalogue;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>Reads which models the signed body of a request names.</summary>
delegate bool ReadModels(
    JsonElement? body,
    out IReadOnlyList<IndexRequest> models,
    out ApiAnswer.Failure refusal
);

/// <summary><c>POST</c>: begins to index models.</summary>
sealed class StartIndexing(string route, ReadModels read, AdminDoor door, ModelIndexing indexing) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (request, failure) = await door.CheckBodyAsync(http);
        if (request is null)
            return failure!;
        if (!read(request.RequestBody, out var models, out var refusal))
            return refusal;
        ApiAnswer? refused = await indexing.StartAsync(models, http.RequestAborted);
        return refused ?? ModelDataBody.Success;
    }
}

/// <summary><c>DELETE</c>: stops indexing models.</summary>
sealed class StopIndexing(string route, ReadModels read, AdminDoor door, ModelIndexing indexing) : IApiEndpoint
{
    public string Method => HttpMethods.Delete;

    public string Route => route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (request, failure) = await door.CheckBodyAsync(http);
        if (request is null)
            return failure!;
        if (!read(request.RequestBody, out var models, out var refusal))
            return refusal;
        await indexing.StopAsync([.. models.Select(model => model.Model)], http.RequestAborted);
        return ModelDataBody.Success;
    }
}
