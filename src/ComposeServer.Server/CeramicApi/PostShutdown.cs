using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST admin/shutdown</c>: asks whoever runs the server to stop it, once the caller has the answer. It exists only at addresses of
/// <c>adminUrls</c>, whatever <c>adminFrom</c> says.
/// </summary>
/// <param name="door">Lets administrators in.</param>
/// <param name="ask">Asks.</param>
sealed class PostShutdown(AdminDoor door, Action ask) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "admin/shutdown";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (_, failure) = await door.CheckBodyAsync(http);
        if (failure is not null)
            return failure;
        http.Response.OnCompleted(() =>
        {
            ask();
            return Task.CompletedTask;
        });
        return ModelDataBody.Success;
    }
}
