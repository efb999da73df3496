using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET</c> and <c>DELETE pins</c> as they were before pins became the administrator's: refused in the JS node's words (ceramic.md 8.2).</summary>
sealed class FormerPinRead(string route, string method) : IApiEndpoint
{
    public string Method => method;

    public string Route => route;

    public Task<ApiAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<ApiAnswer>(
            new ApiAnswer.Failure(
                "Method not supported: pin requests have moved to the admin API /admin/pins",
                ApiErrorCode.NoRoute,
                StatusCodes.Status400BadRequest
            )
        );
}

/// <summary><c>POST pins/:id</c> as it was before: without effect, and with a warning, for old clients still send it.</summary>
sealed class FormerPinWrite : IApiEndpoint
{
    const string Warning =
        "Pin requests have moved to the admin API /admin/pins, please make requests there. Any requests here will not pin, "
        + "API returns 200 for tooling backwards compatibility, and will be removed soon.";

    public string Method => HttpMethods.Post;

    public string Route => "pins/{id}";

    public Task<ApiAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<ApiAnswer>(
            new ApiAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("warn", Warning);
                json.WriteEndObject();
            })
        );
}
