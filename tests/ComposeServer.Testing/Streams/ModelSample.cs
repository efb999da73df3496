using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Streams.Models;

namespace ComposeServer.Testing.Streams;

/// <summary>Small model definitions, to be bent by tests.</summary>
public static class ModelSample
{
    /// <summary>A version 2.0 LIST model; <paramref name="change"/> may replace anything in it.</summary>
    /// <param name="properties">Members of <c>schema.properties</c> as JSON.</param>
    /// <param name="change">What differs.</param>
    public static JsonObject Json(
        string properties = """{"text":{"type":"string","maxLength":10}}""",
        Action<JsonObject>? change = null
    )
    {
        var json = new JsonObject
        {
            ["version"] = "2.0",
            ["name"] = "Note",
            ["description"] = "sample",
            ["accountRelation"] = new JsonObject { ["type"] = "list" },
            ["interface"] = false,
            ["implements"] = new JsonArray(),
            ["schema"] = new JsonObject
            {
                ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
                ["type"] = "object",
                ["properties"] = JsonNode.Parse(properties),
                ["additionalProperties"] = false,
            },
            ["immutableFields"] = new JsonArray(),
            ["relations"] = new JsonObject(),
            ["views"] = new JsonObject(),
        };
        change?.Invoke(json);
        return json;
    }

    /// <summary>The same, read.</summary>
    public static ModelDefinition Definition(
        string properties = """{"text":{"type":"string","maxLength":10}}""",
        Action<JsonObject>? change = null
    ) => ModelDefinition.Parse(JsonSerializer.SerializeToElement(Json(properties, change)));
}
