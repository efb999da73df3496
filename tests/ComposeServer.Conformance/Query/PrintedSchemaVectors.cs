using System.Text;
using System.Text.Json;
using ComposeServer.Composites.Runtime;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Query.Schema;

namespace ComposeServer.Conformance.Query;

/// <summary>Generated schemas against those that the JS runtime printed, letter for letter.</summary>
sealed class PrintedSchemaVectors : VectorClaims
{
    public PrintedSchemaVectors()
        : base(
            "golden/example.created.schema.graphql",
            "golden/example.mock.schema.graphql",
            "golden/example.mock.readonly.graphql",
            "golden/scalars.schema.graphql"
        ) => Claim(The_runtime_definition_prints_as_recorded);

    static void The_runtime_definition_prints_as_recorded(VectorCase one)
    {
        var name = one.Document.Name;
        var runtime = name[..name.LastIndexOf('.', name.LastIndexOf('.') - 1)] + ".runtime.json";
        var isReadOnly = name.Contains(".readonly.", StringComparison.Ordinal);

        var printed = ServedSchema.Print(Read(one.Folder.Read(runtime)), isReadOnly);

        Assert.Equal(one.Text, printed.TrimEnd());
    }

    public static RuntimeDefinition Read(JsonElement json) =>
        RuntimeDefinition
            .FromJson(
                Encoding.UTF8.GetBytes(json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText())
            )
            .OrThrow();
}

/// <summary>The schemas of recorded composites.</summary>
sealed class CompositeSchemaVectors : VectorClaims
{
    public CompositeSchemaVectors()
        : base("composites/*.json") => Claim(A_composite_prints_as_recorded);

    static void A_composite_prints_as_recorded(VectorCase one)
    {
        var definition = PrintedSchemaVectors.Read(one.Json.GetProperty("runtimeDefinition").Json);

        Assert.Equal(one.Json.Text("graphqlSchema").TrimEnd(), ServedSchema.Print(definition).TrimEnd());
        Assert.Equal(
            one.Json.Text("graphqlSchemaReadonly").TrimEnd(),
            ServedSchema.Print(definition, isReadOnly: true).TrimEnd()
        );
    }
}

/// <summary>The schemas of small SDL texts.</summary>
sealed class ShapeSchemaVectors : VectorClaims
{
    public ShapeSchemaVectors()
        : base("golden/schema-shapes.json")
    {
        Claim(A_shape_prints_as_recorded, one => one.Json.Has("schema"));
        Claim(What_the_JS_runtime_cannot_serve_is_served, one => one.Json.Has("schemaError"));
    }

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["schemaError"] = "where the JS runtime fails (quirks Q9, Q10)",
            ["readonlyError"] = "where the JS runtime fails (quirks Q9, Q10)",
        };

    static void A_shape_prints_as_recorded(VectorCase one)
    {
        var definition = PrintedSchemaVectors.Read(one.Json.GetProperty("runtime").Json);

        Assert.Equal(one.Json.Text("schema").TrimEnd(), ServedSchema.Print(definition).TrimEnd());
        AssertReadOnly(one, definition);
    }

    static void What_the_JS_runtime_cannot_serve_is_served(VectorCase one)
    {
        var definition = PrintedSchemaVectors.Read(one.Json.GetProperty("runtime").Json);

        var printed = ServedSchema.Print(definition);

        // An enum that two models filter by has one input type.
        const string Filter = "input EValueFilterInput";
        Assert.Equal(
            printed.IndexOf(Filter, StringComparison.Ordinal),
            printed.LastIndexOf(Filter, StringComparison.Ordinal)
        );
        Assert.Contains("enum E", printed, StringComparison.Ordinal);
        if (one.Json.Has("readonly"))
            AssertReadOnly(one, definition);
    }

    static void AssertReadOnly(VectorCase one, RuntimeDefinition definition) =>
        Assert.Equal(one.Json.Text("readonly").TrimEnd(), ServedSchema.Print(definition, isReadOnly: true).TrimEnd());
}
