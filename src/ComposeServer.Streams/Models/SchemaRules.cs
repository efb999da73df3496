using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models;

/// <summary>What a model's JSON Schema must be beyond a schema: closed, so that nothing undeclared is ever stored (composedb.md 3.3).</summary>
static class SchemaRules
{
    /// <summary>Every object in the schema, at any place, that has <c>"type": "object"</c> has <c>"additionalProperties": false</c>.</summary>
    public static ModelFault? CheckClosed(IpldMap schema) =>
        IsClosed(schema) ? null : new("All objects in schema need to have additional properties disabled");

    static bool IsClosed(IpldValue value) =>
        value switch
        {
            IpldMap map => (!IsObjectSchema(map) || Disallows(map)) && map.Entries.All(entry => IsClosed(entry.Value)),
            IpldList list => list.Items.All(IsClosed),
            _ => true,
        };

    static bool IsObjectSchema(IpldMap map) => map.TryGet<IpldString>("type", out var type) && type.Value == "object";

    static bool Disallows(IpldMap map) => map.TryGet<IpldBool>("additionalProperties", out var flag) && !flag.Value;
}
