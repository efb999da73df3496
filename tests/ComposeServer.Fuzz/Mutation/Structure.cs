using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Fuzz.Mutation;

/// <summary>Changes of the values in an input instead of its bytes: what comes out parses, and so gets further.</summary>
static class Structure
{
    const int ValueDepthMax = 3;

    /// <summary>Null when the input cannot be read, or has no such structure.</summary>
    public static byte[]? Change(Random chance, FuzzTarget target, byte[] input) =>
        target.Form switch
        {
            InputForm.Json => ChangeJson(chance, target.Words, input),
            InputForm.Cbor => ChangeCbor(chance, target.Words, input),
            _ => null,
        };

    static byte[]? ChangeJson(Random chance, IReadOnlyList<string> words, byte[] input)
    {
        try
        {
            var changed = Changed(chance, words, JsonNode.Parse(input));
            for (var more = chance.Next(3); more > 0; more--)
                changed = Changed(chance, words, changed);
            return Encoding.UTF8.GetBytes(changed?.ToJsonString() ?? "null");
        }
        catch (Exception unfit) when (unfit is JsonException or ArgumentException or InvalidOperationException)
        {
            // No JSON, a member twice, or text that is no Unicode: such inputs are changed as bytes.
            return null;
        }
    }

    /// <summary>DAG-JSON is the way there and back, so that one walk serves both.</summary>
    static byte[]? ChangeCbor(Random chance, IReadOnlyList<string> words, byte[] input)
    {
        if (
            !DagCborDecoder.ReadAsReference(input).TryGet<IpldValue>(out var value)
            || !DagJsonEncoder.TryEncode(value, out var json, out _)
            || ChangeJson(chance, words, json) is not { } changed
            || DagJsonDecoder.Read(changed).Value is not { } read
        )
            return null;
        return DagCborEncoder.TryEncode(read, out var bytes, out _) ? bytes : null;
    }

    static JsonNode? Changed(Random chance, IReadOnlyList<string> words, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map when chance.Next(5) > 0:
                var (name, member) = map.ElementAt(chance.Next(map.Count));
                switch (chance.Next(8))
                {
                    case 0:
                        map.Remove(name);
                        break;
                    case 1:
                        map[words.Count == 0 ? "a" : words[chance.Next(words.Count)]] = Any(chance, words, map);
                        break;
                    default:
                        map[name] = Changed(chance, words, member?.DeepClone());
                        break;
                }

                return map;
            case JsonArray { Count: > 0 } list when chance.Next(5) > 0:
                var at = chance.Next(list.Count);
                switch (chance.Next(8))
                {
                    case 0:
                        list.RemoveAt(at);
                        break;
                    case 1:
                        list.Insert(at, Any(chance, words, list));
                        break;
                    default:
                        list[at] = Changed(chance, words, list[at]?.DeepClone());
                        break;
                }

                return list;
            default:
                return Any(chance, words, node);
        }
    }

    /// <summary>Something new, or something that is there already.</summary>
    static JsonNode? Any(Random chance, IReadOnlyList<string> words, JsonNode? around) =>
        chance.Next(5) == 0 ? around?.DeepClone() : Grammar.Json(chance, words, ValueDepthMax);
}
