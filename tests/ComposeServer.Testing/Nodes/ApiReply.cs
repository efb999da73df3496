using System.Net;
using System.Text.Json;

namespace ComposeServer.Testing.Nodes;

/// <summary>What the node API answered.</summary>
/// <param name="Status">Of the HTTP response.</param>
/// <param name="Body">JSON; a text becomes a JSON string.</param>
/// <param name="Position">The header <c>ComposeServer-Position</c>.</param>
public sealed record ApiReply(HttpStatusCode Status, JsonElement Body, long? Position)
{
    /// <summary>The body of a call that succeeded.</summary>
    /// <exception cref="InvalidOperationException">It did not; the message shows the body.</exception>
    public JsonElement Ok =>
        Status == HttpStatusCode.OK ? Body : throw new InvalidOperationException($"{(int)Status}: {Body}");

    /// <summary>Our stable word for a failure.</summary>
    public string Code => Body.Text("code")!;

    /// <summary>The text that the JS clients print.</summary>
    public string Error => Body.Text("error")!;
}
