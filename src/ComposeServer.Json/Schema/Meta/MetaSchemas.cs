using System.Text.Json;

namespace ComposeServer.Json.Schema.Meta;

/// <summary>The meta-schema of draft 2020-12 and its parts, embedded.</summary>
static class MetaSchemas
{
    /// <summary>What <c>$schema</c> says in every model.</summary>
    public const string Uri = "https://json-schema.org/draft/2020-12/schema";

    static readonly string[] Names =
    [
        "schema",
        "applicator",
        "unevaluated",
        "content",
        "core",
        "format-annotation",
        "meta-data",
        "validation",
    ];

    static readonly Lazy<JsonSchema> Compiled = new(() => Compile());

    /// <summary>By absolute URI.</summary>
    public static IReadOnlyDictionary<string, JsonElement> ByUri { get; } =
        Names.Select(Read).ToDictionary(schema => schema.Member("$id").Text(), StringComparer.Ordinal);

    /// <summary>Judges schemas.</summary>
    public static JsonSchema Schema => Compiled.Value;

    static JsonSchema Compile()
    {
        var compilation = JsonSchema.CompileTrusted(ByUri[Uri], SchemaOptions.Suite);
        return compilation.Schema ?? throw new InvalidOperationException(compilation.Error!.Detail);
    }

    static JsonElement Read(string name)
    {
        using var stream = typeof(MetaSchemas).Assembly.GetManifestResourceStream(
            $"{typeof(MetaSchemas).Namespace}.{name}.json"
        )!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
