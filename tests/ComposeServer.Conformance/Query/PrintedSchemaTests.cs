using System.Text;
using System.Text.Json;
using ComposeServer.Composites.Runtime;
using ComposeServer.Query.Schema;

namespace ComposeServer.Conformance.Query;

/// <summary>Generated schemas against those that the JS runtime printed, letter for letter.</summary>
public class PrintedSchemaTests
{
    public static TheoryData<string, string, bool> Golden =>
        new()
        {
            { "example.created.runtime.json", "example.created.schema.graphql", false },
            { "example.mock.runtime.json", "example.mock.schema.graphql", false },
            { "example.mock.runtime.json", "example.mock.readonly.graphql", true },
            { "scalars.runtime.json", "scalars.schema.graphql", false },
        };

    public static TheoryData<string> Composites =>
        [
            .. Directory
                .GetFiles(Path.GetDirectoryName(VectorFile.PathOf("composites/04-set.json"))!)
                .Select(file => Path.GetFileName(file)),
        ];

    public static TheoryData<string> Shapes =>
        [.. VectorFile.ReadGolden("schema-shapes.json").EnumerateObject().Where(HasSchema).Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Golden))]
    public void The_example_and_all_scalars_print_as_recorded(string runtime, string schema, bool isReadOnly) =>
        Assert.Equal(
            VectorFile.ReadGoldenText(schema).TrimEnd(),
            ServedSchema.Print(Read(VectorFile.ReadGolden(runtime)), isReadOnly).TrimEnd()
        );

    [Theory]
    [MemberData(nameof(Composites))]
    public void Every_recorded_composite_prints_as_recorded(string file)
    {
        var recorded = VectorFile.Read($"composites/{file}");
        var definition = Read(recorded.GetProperty("runtimeDefinition"));

        Assert.Equal(
            recorded.GetProperty("graphqlSchema").GetString()!.TrimEnd(),
            ServedSchema.Print(definition).TrimEnd()
        );
        Assert.Equal(
            recorded.GetProperty("graphqlSchemaReadonly").GetString()!.TrimEnd(),
            ServedSchema.Print(definition, isReadOnly: true).TrimEnd()
        );
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_recorded_shape_prints_as_recorded(string name)
    {
        var shape = VectorFile.ReadGolden("schema-shapes.json").GetProperty(name);
        var definition = Read(shape.GetProperty("runtime"));

        Assert.Equal(shape.GetProperty("schema").GetString()!.TrimEnd(), ServedSchema.Print(definition).TrimEnd());
        Assert.Equal(
            shape.GetProperty("readonly").GetString()!.TrimEnd(),
            ServedSchema.Print(definition, isReadOnly: true).TrimEnd()
        );
    }

    /// <summary>The JS runtime fails on these two (quirks Q9, Q10); ours serves them.</summary>
    [Fact]
    public void A_list_of_enums_and_an_enum_filtered_in_two_models_are_served()
    {
        var shapes = VectorFile.ReadGolden("schema-shapes.json");

        var list = ServedSchema.Print(Read(shapes.GetProperty("list of enum input").GetProperty("runtime")));
        var twice = ServedSchema.Print(Read(shapes.GetProperty("two same enum filter").GetProperty("runtime")));

        Assert.Contains(": [E]", list, StringComparison.Ordinal);
        Assert.Equal(
            twice.IndexOf("input EValueFilterInput", StringComparison.Ordinal),
            twice.LastIndexOf("input EValueFilterInput", StringComparison.Ordinal)
        );
    }

    static bool HasSchema(JsonProperty shape) => shape.Value.TryGetProperty("schema", out _);

    static RuntimeDefinition Read(JsonElement json) =>
        RuntimeDefinition
            .FromJson(
                json.ValueKind == JsonValueKind.String
                    ? Encoding.UTF8.GetBytes(json.GetString()!)
                    : Encoding.UTF8.GetBytes(json.GetRawText())
            )
            .OrThrow();
}
