using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary><c>GET node/chains</c>: the chains whose anchors count on a network (ceramic.md 14.1).</summary>
sealed class GetChains(string network) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => "node/chains";

    public Task<ApiAnswer> AnswerAsync(HttpContext http) =>
        Task.FromResult<ApiAnswer>(
            new ApiAnswer.Json(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("supportedChains");
                json.WriteStringValue(ChainOf(network));
                json.WriteEndArray();
                json.WriteEndObject();
            })
        );

    /// <summary>The chain of a network, as CAIP-2 names it.</summary>
    public static string ChainOf(string network) =>
        network switch
        {
            "mainnet" => "eip155:1",
            "testnet-clay" => "eip155:100",
            "dev-unstable" => "eip155:11155111",
            "local" => "eip155:1337",
            _ => "inmemory:12345",
        };
}
