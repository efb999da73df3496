using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET admin/getCode</c>: a code that is good once, for a minute.</summary>
sealed class GetAdminCode(AdminDoor door) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "admin/getCode";

    public Task<ApiAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<ApiAnswer>(
            new ApiAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("code", door.IssueCode());
                json.WriteEndObject();
            })
        );
}
