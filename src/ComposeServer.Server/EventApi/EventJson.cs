using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log.Heads;
using ComposeServer.Streams.Events;

namespace ComposeServer.Server.EventApi;

/// <summary>Events as answers carry them: <c>{"id": CID, "data"?: "m…"}</c>.</summary>
static class EventJson
{
    public static void Write(Utf8JsonWriter json, Cid id)
    {
        json.WriteStartObject();
        json.WriteString("id", id.ToString());
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, StoredEvent stored)
    {
        json.WriteStartObject();
        json.WriteString("id", stored.Entry.Cid.ToString());
        json.WriteString("data", EventCar.ToText(stored.Blocks));
        json.WriteEndObject();
    }
}
