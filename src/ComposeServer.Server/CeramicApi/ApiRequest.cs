using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>Reads bodies of the node API.</summary>
static class ApiRequest
{
    /// <inheritdoc cref="JsonBody.DepthMax"/>
    public const int DepthMax = JsonBody.DepthMax;

    /// <summary>The body as one JSON object.</summary>
    /// <returns>A document that the caller disposes of, or a failure.</returns>
    public static async Task<(JsonDocument? Body, ApiAnswer? Failure)> ReadAsync(HttpContext http)
    {
        var (body, fault) = await JsonBody.ReadAsync(http);
        return (body, fault is { } known ? ApiAnswer.Failure.Of(known) : null);
    }

    /// <inheritdoc cref="JsonBody.TryGetText"/>
    public static bool TryGetText(JsonElement json, string name, [NotNullWhen(true)] out string? text) =>
        JsonBody.TryGetText(json, name, out text);
}
