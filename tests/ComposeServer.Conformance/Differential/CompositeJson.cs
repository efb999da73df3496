using System.Text.Json.Nodes;

namespace ComposeServer.Conformance.Differential;

/// <summary>Composite files in one order.</summary>
static class CompositeJson
{
    /// <summary>Sorts what is listed by StreamID.</summary>
    /// <remarks>The tools list models as their creation ends, which with a real node is for the network to decide.</remarks>
    public static Made? InOrderOfIds(Made? made)
    {
        if (made?.Text is not { } text)
            return made;
        var root = JsonNode.Parse(text)!.AsObject();
        foreach (var map in new[] { root["models"], root["indices"], root["aliases"], root["views"]!["models"] })
            Sort(map!.AsObject());
        return new(root.ToJsonString(), null);
    }

    static void Sort(JsonObject map)
    {
        var entries = map.OrderBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        map.Clear();
        foreach (var (key, value) in entries)
            map.Add(key, value);
    }
}
