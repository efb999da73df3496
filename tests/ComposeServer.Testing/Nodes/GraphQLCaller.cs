using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ComposeServer.Testing.Nodes;

/// <summary>Somebody at a GraphQL endpoint.</summary>
/// <param name="http">Its base address is the server.</param>
/// <param name="path">For example <c>/graphql</c>.</param>
/// <param name="identify">Says in the headers who asks.</param>
public sealed class GraphQLCaller(HttpClient http, string path, Action<HttpRequestHeaders> identify)
{
    const string PositionHeader = "ComposeServer-Position";

    /// <summary>Posts an operation.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="variables">Anything that is a JSON object, an anonymous one too.</param>
    /// <param name="extensions">Likewise.</param>
    /// <param name="position">A write to wait for, from an earlier answer.</param>
    public async Task<GraphQLAnswer> AskAsync(
        string query,
        object? variables = null,
        object? extensions = null,
        long? position = null
    )
    {
        var body = new Dictionary<string, object?> { ["query"] = query };
        if (variables is not null)
            body["variables"] = variables;
        if (extensions is not null)
            body["extensions"] = extensions;
        using var content = JsonContent.Create(body);
        return await PostAsync(content, position);
    }

    /// <summary>Posts a body as it is.</summary>
    public async Task<GraphQLAnswer> PostAsync(HttpContent content, long? position = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        identify(request.Headers);
        if (position is { } wanted)
            request.Headers.Add(PositionHeader, wanted.ToString(CultureInfo.InvariantCulture));
        using var response = await http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new(response.StatusCode, answer, PositionOf(response));
    }

    internal static long? PositionOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues(PositionHeader, out var values)
            ? long.Parse(values.Single(), CultureInfo.InvariantCulture)
            : null;
}
