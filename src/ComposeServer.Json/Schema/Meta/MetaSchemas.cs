using System.Text.Json;

namespace ComposeServer.Json.Schema.Meta;

/// <summary>The meta-schema of a draft and its parts, embedded.</summary>
sealed class MetaSchemas
{
    /// <summary>Draft 2020-12.</summary>
    public static MetaSchemas Draft2020 { get; } =
        new(["schema", "applicator", "unevaluated", "content", "core", "format-annotation", "meta-data", "validation"]);

    /// <summary>Draft-07. Read by the rules of the newer draft, in which all its keywords mean the same.</summary>
    public static MetaSchemas Draft07 { get; } = new(["draft-07"]);

    readonly Lazy<JsonSchema> _compiled;

    MetaSchemas(string[] names)
    {
        var documents = Array.ConvertAll(names, Read);
        ByUri = documents.ToDictionary(UriOf, StringComparer.Ordinal);
        Uri = UriOf(documents[0]);
        _compiled = new(() => Compile(documents[0]));
    }

    /// <summary>What <c>$schema</c> says in a schema of this draft, but for an empty fragment.</summary>
    public string Uri { get; }

    /// <summary>By absolute URI.</summary>
    public IReadOnlyDictionary<string, JsonElement> ByUri { get; }

    /// <summary>Judges schemas.</summary>
    public JsonSchema Schema => _compiled.Value;

    /// <summary>Those by which schemas of a mode are judged.</summary>
    public static MetaSchemas Of(SchemaMode mode) => mode == SchemaMode.Draft07 ? Draft07 : Draft2020;

    static JsonSchema Compile(JsonElement root)
    {
        var compilation = JsonSchema.CompileTrusted(root, SchemaOptions.Suite);
        return compilation.Schema ?? throw new InvalidOperationException(compilation.Error!.Detail);
    }

    static string UriOf(JsonElement schema) => schema.Member("$id").Text().TrimEnd('#');

    static JsonElement Read(string name)
    {
        using var stream = typeof(MetaSchemas).Assembly.GetManifestResourceStream(
            $"{typeof(MetaSchemas).Namespace}.{name}.json"
        )!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
