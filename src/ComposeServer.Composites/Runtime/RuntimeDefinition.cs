using System.Text.Json;

namespace ComposeServer.Composites.Runtime;

/// <summary>Everything the GraphQL schema of a composite is generated from.</summary>
/// <remarks>
/// JSON: <c>{ models, objects, enums, accountData }</c>, each sorted by key in UTF-16 order; the fields of an object keep their own order.
/// Source: ComposeDB runtime definition, <c>composedb.md</c> 6.
/// </remarks>
/// <param name="Models">By name, which is the composite's alias or the model's own name.</param>
/// <param name="Objects">Fields by name, for every model (same key as in <paramref name="Models"/>) and every embedded object.</param>
/// <param name="Enums">Values in SDL order by enum name.</param>
/// <param name="AccountData">Fields of an account, in key order.</param>
public sealed record RuntimeDefinition(
    OrderedMap<RuntimeModel> Models,
    OrderedMap<OrderedMap<RuntimeField>> Objects,
    OrderedMap<IReadOnlyList<string>> Enums,
    OrderedMap<AccountDataEntry> AccountData
)
{
    /// <summary>Reads the JSON form.</summary>
    /// <returns>The definition, or an error <c>RUNTIME_DEFINITION_INVALID</c> that names the place.</returns>
    public static CompositeResult<RuntimeDefinition> FromJson(JsonElement json) =>
        CompositeResult<RuntimeDefinition>.Of(() => RuntimeDefinitionReader.Read(json));

    /// <summary>Reads the JSON form from UTF-8 text.</summary>
    /// <returns>The definition, or an error <c>RUNTIME_DEFINITION_INVALID</c> also for text that is no JSON.</returns>
    public static CompositeResult<RuntimeDefinition> FromJson(ReadOnlyMemory<byte> utf8) =>
        CompositeResult<RuntimeDefinition>.Of(() => RuntimeDefinitionReader.Read(utf8));

    /// <summary>Writes the JSON form.</summary>
    public void WriteTo(Utf8JsonWriter writer) => RuntimeDefinitionWriter.Write(writer, this);

    /// <summary>The JSON form on one line, as <c>JSON.stringify</c> prints it.</summary>
    public byte[] ToUtf8() => CompactJson.ToUtf8(WriteTo);
}
