using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET node/healthcheck</c>. There is no IPFS to be reached, so <c>checkIpfs</c> changes nothing.</summary>
sealed class GetHealthcheck : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "node/healthcheck";

    public Task<ApiAnswer> AnswerAsync(HttpContext http) => Task.FromResult<ApiAnswer>(new ApiAnswer.Text("Alive!"));
}
