using System.Collections.Frozen;
using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>A scalar type that content can have, and its JSON Schema. Source: <c>composedb.md</c> 1.4.</summary>
/// <param name="Schema">Patterns and limits enter the CIDs of models, so the table is a file that is never edited in passing.</param>
sealed record SdlScalar(string Name, IpldMap Schema)
{
    static readonly FrozenDictionary<string, SdlScalar> ByName = Read();

    /// <summary>Name of the schema among the definitions of a model; null for String, Int, Float and Boolean, which have none.</summary>
    public string? Title => Schema.TryGet<IpldString>("title", out var title) ? title.Value : null;

    /// <summary><c>string</c>, <c>integer</c>, <c>number</c> or <c>boolean</c>.</summary>
    public string JsonType => ((IpldString)Schema["type"]).Value;

    public static SdlScalar? Find(string name) => ByName.GetValueOrDefault(name);

    static FrozenDictionary<string, SdlScalar> Read()
    {
        using var file = JsonDocument.Parse(Resource.Read("scalars.json"));
        return ((IpldMap)PlainJson.FromDocument(file.RootElement))
            .Entries.Select(entry => new SdlScalar(entry.Key, (IpldMap)entry.Value))
            .ToFrozenDictionary(scalar => scalar.Name, StringComparer.Ordinal);
    }
}
