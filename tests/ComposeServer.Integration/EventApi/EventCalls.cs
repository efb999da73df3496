using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.EventApi;

/// <summary>What the event API answered.</summary>
/// <param name="Status">Of the HTTP response.</param>
/// <param name="Body">JSON; a text becomes a JSON string.</param>
/// <param name="Headers">Of the response and of its body.</param>
sealed record EventReply(HttpStatusCode Status, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body of a call that succeeded.</summary>
    public JsonElement Ok =>
        Status == HttpStatusCode.OK ? Body : throw new InvalidOperationException($"{(int)Status}: {Body}");

    public string Message => Body.Text("message")!;

    /// <summary>Status and stable word of a refusal.</summary>
    public (int Status, string Code) Refusal => ((int)Status, Body.Text("code")!);

    public long Position =>
        long.Parse(Headers["ComposeServer-Position"], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The event API under <c>/ceramic</c>, called as its clients call it.</summary>
static class EventCalls
{
    public static Task<EventReply> GetAsync(this NodeClient node, string route) =>
        SendAsync(node, new(HttpMethod.Get, "/ceramic/" + route));

    public static Task<EventReply> PostAsync(this NodeClient node, string route, object? body = null) =>
        SendAsync(
            node,
            new(HttpMethod.Post, "/ceramic/" + route) { Content = body as HttpContent ?? JsonContent.Create(body) }
        );

    public static Task<EventReply> PostEventAsync(
        this NodeClient node,
        EventBlocks blocks,
        char multibase = Multibase.Base64Prefix
    ) => node.PostAsync("events", new { data = Multibase.Encode(multibase, EventCar.Of(blocks).ToBytes()) });

    /// <summary>Posts an event that builds on a tip.</summary>
    /// <param name="node">The server.</param>
    /// <param name="blocks">The event.</param>
    /// <param name="ifTip">Anything that is JSON.</param>
    public static Task<EventReply> PostEventAsync(this NodeClient node, EventBlocks blocks, object ifTip) =>
        node.PostAsync(
            "events",
            new { data = Multibase.Encode(Multibase.Base64Prefix, EventCar.Of(blocks).ToBytes()), ifTip }
        );

    /// <summary>Posts events that must be taken.</summary>
    public static async Task TakeAsync(this NodeClient node, params IEnumerable<EventBlocks> events)
    {
        foreach (var blocks in events)
        {
            var reply = await node.PostEventAsync(blocks);
            Assert.True(reply.Status == HttpStatusCode.NoContent, reply.Body.ToString());
        }
    }

    /// <summary>What an author needs to know of a stream to change it.</summary>
    public static JsonElement LogOf(EventBlocks init, EventBlocks tip) => LogOf(init.Event.Cid, tip.Event.Cid);

    /// <inheritdoc cref="LogOf(EventBlocks, EventBlocks)"/>
    public static JsonElement LogOf(Cid init, Cid tip) =>
        JsonSerializer.SerializeToElement(new { log = new[] { new { cid = $"{init}" }, new { cid = $"{tip}" } } });

    public static async Task<EventReply> SendAsync(this NodeClient node, HttpRequestMessage request)
    {
        using (request)
        using (var response = await node.Http.SendAsync(request))
        {
            var text = await response.Content.ReadAsStringAsync();
            var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
            return new(
                response.StatusCode,
                isJson ? JsonElement.Parse(text) : JsonSerializer.SerializeToElement(text),
                response
                    .Headers.Concat(response.Content.Headers)
                    .ToDictionary(
                        header => header.Key,
                        header => string.Join(',', header.Value),
                        StringComparer.Ordinal
                    )
            );
        }
    }
}
