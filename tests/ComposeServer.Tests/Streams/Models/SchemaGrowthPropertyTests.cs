using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Json.Schema;
using ComposeServer.Streams.Models.Growth;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Models;

/// <summary>The rule against the validator: what may follow accepts every value that was valid.</summary>
public class SchemaGrowthPropertyTests
{
    const int Seed = 63;

    [Fact]
    public void A_schema_that_may_follow_another_accepts_every_value_that_the_other_does()
    {
        var chance = new System.Random(Seed);
        var (grown, judged) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var before = Schema(chance, 3);
            var after = (JsonObject)before.DeepClone();
            for (var changes = chance.Next(1, 3); changes > 0; changes--)
                Change(after, chance);
            if (SchemaGrowth.Compare(Read(before), Read(after)).Count > 0)
                continue;
            grown++;
            var (old, next) = (Compile(before), Compile(after));
            for (var tries = 0; tries < 12; tries++)
            {
                var value = JsonSerializer.SerializeToElement(Value(chance, 3));
                if (!old.Accepts(value))
                    continue;
                judged++;
                Assert.True(
                    next.Accepts(value),
                    $"seed {Seed}, round {round}: {before.ToJsonString()} then {after.ToJsonString()} on {value}"
                );
            }
        }

        // Otherwise nothing would have been looked at.
        Assert.True(grown > 2_000 && judged > 2_000, $"{grown} grown, {judged} judged");
    }

    static JsonObject Schema(System.Random chance, int depth)
    {
        var schema = new JsonObject();
        foreach (var keyword in Keywords)
            if (chance.Next(5) == 0)
                schema[keyword] = Of(keyword, chance, depth - 1);
        return schema;
    }

    static readonly string[] Keywords =
    [
        "type",
        "enum",
        "const",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "uniqueItems",
        "items",
        "prefixItems",
        "required",
        "properties",
        "additionalProperties",
        "anyOf",
        "allOf",
        "not",
    ];

    static void Change(JsonObject schema, System.Random chance)
    {
        var keyword = Keywords[chance.Next(Keywords.Length)];
        switch (chance.Next(4))
        {
            case 0 when schema.Count > 0:
                schema.Remove(schema.ElementAt(chance.Next(schema.Count)).Key);
                break;
            case 1 when schema["properties"] is JsonObject { Count: > 0 } properties:
                if (properties[properties.ElementAt(chance.Next(properties.Count)).Key] is JsonObject inner)
                    Change(inner, chance);
                break;
            case 2 when schema["properties"] is JsonObject properties:
                properties["c"] = Schema(chance, 1);
                break;
            default:
                schema[keyword] = Of(keyword, chance, 1);
                break;
        }
    }

    static JsonNode Of(string keyword, System.Random chance, int depth) =>
        keyword switch
        {
            "type" => new JsonArray([
                .. Types.Where(_ => chance.Next(2) == 0).DefaultIfEmpty("string").Select(type => (JsonNode)type),
            ]),
            "enum" => new JsonArray([.. Enumerable.Range(0, chance.Next(1, 4)).Distinct().Select(i => (JsonNode)i)]),
            "const" => chance.Next(4),
            "uniqueItems" => chance.Next(2) == 0,
            "required" => new JsonArray([.. Names.Where(_ => chance.Next(2) == 0).Select(name => (JsonNode)name)]),
            "multipleOf" => chance.Next(1, 5),
            "properties" => new JsonObject(
                Names.Where(_ => chance.Next(2) == 0).Select(name => KeyValuePair.Create(name, Below(chance, depth)))
            ),
            "items" or "additionalProperties" or "not" => Below(chance, depth)!,
            "prefixItems" or "anyOf" or "allOf" => new JsonArray([
                .. Enumerable.Range(0, chance.Next(1, 3)).Select(_ => Below(chance, depth)),
            ]),
            _ => chance.Next(5),
        };

    static JsonNode? Below(System.Random chance, int depth) =>
        chance.Next(4) switch
        {
            0 => chance.Next(2) == 0,
            _ when depth <= 0 => new JsonObject { ["maximum"] = chance.Next(4) },
            _ => Schema(chance, depth),
        };

    static readonly string[] Types = ["null", "boolean", "object", "array", "integer", "number", "string"];

    static readonly string[] Names = ["a", "b"];

    static JsonNode? Value(System.Random chance, int depth) =>
        chance.Next(depth > 0 ? 7 : 5) switch
        {
            0 => null,
            1 => chance.Next(2) == 0,
            2 => new string('x', chance.Next(5)),
            3 => chance.Next(8),
            4 => chance.Next(8) / 2.0,
            5 => new JsonArray([.. Enumerable.Range(0, chance.Next(4)).Select(_ => Value(chance, depth - 1))]),
            _ => new JsonObject(
                Names
                    .Append("c")
                    .Where(_ => chance.Next(2) == 0)
                    .Select(name => KeyValuePair.Create(name, Value(chance, depth - 1)))
            ),
        };

    static IpldMap Read(JsonObject schema) => (IpldMap)DocumentScene.Ipld(schema.ToJsonString());

    static JsonSchema Compile(JsonObject schema)
    {
        using var document = JsonDocument.Parse(schema.ToJsonString());
        var compiled = JsonSchema.Compile(document.RootElement, SchemaOptions.Suite);
        return compiled.Schema ?? throw new InvalidOperationException($"{compiled.Error} in {schema.ToJsonString()}");
    }
}
