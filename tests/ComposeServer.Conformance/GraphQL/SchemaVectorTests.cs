using System.Text.Json;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Schemas made of SDL, against graphql-js.</summary>
public class SchemaVectorTests
{
    public static TheoryData<string> GoldenFiles =>
        [.. VectorFile.Read("graphql/golden.json").GetProperty("files").EnumerateArray().Select(NameOf)];

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Golden_schemas_survive_the_round_trip_letter_for_letter(string name)
    {
        var text = VectorFile.ReadGoldenText(name);
        var recorded = VectorFile.Read("graphql/golden.json").GetProperty("files").EnumerateArray();

        var schema = SchemaFromSdl.Build(text).Schema!;

        Assert.Equal(text.TrimEnd('\n'), SchemaPrinter.Print(schema));
        Assert.Equal(
            Texts(recorded.Single(file => NameOf(file) == name).GetProperty("types")),
            schema.Types.Select(type => type.Name)
        );
        Assert.Empty(SchemaValidator.Validate(schema));
    }

    [Fact]
    public void Every_schema_that_composites_have_made_survives_the_round_trip()
    {
        var shapes = VectorFile.ReadGolden("schema-shapes.json").EnumerateObject().Select(shape => shape.Value);
        var folder = Path.GetDirectoryName(VectorFile.PathOf("composites/01-single-scalars.json"))!;
        var composites = Directory.EnumerateFiles(folder).Select(path => JsonElement.Parse(File.ReadAllBytes(path)));
        string[] members = ["schema", "readonly", "graphqlSchema", "graphqlSchemaReadonly"];
        var texts = shapes
            .Concat(composites)
            .SelectMany(one => members.Select(name => one.TryGetProperty(name, out var text) ? text.GetString() : null))
            .OfType<string>()
            .ToArray();

        Assert.True(texts.Length > 40, $"only {texts.Length} schemas found");
        Assert.All(
            texts,
            text =>
            {
                var schema = SchemaFromSdl.Build(text).Schema!;
                Assert.Equal(text.TrimEnd('\n'), SchemaPrinter.Print(schema));
                Assert.Empty(SchemaValidator.Validate(schema));
            }
        );
    }

    [Theory]
    [InlineData("example.sdl.graphql")]
    [InlineData("scalars.sdl.graphql")]
    public void Composite_sources_print_as_in_the_reference(string name)
    {
        var recorded = VectorFile.Read("graphql/golden.json").GetProperty("sources").EnumerateArray();

        var document = GraphQLParser.Parse(VectorFile.ReadGoldenText(name), ParserLimits.Schema).Document!;

        Assert.Equal(
            recorded.Single(file => NameOf(file) == name).GetProperty("print").GetString(),
            Printer.Print(document)
        );
    }

    [Fact]
    public void Golden_sources_print_the_same_after_a_round_trip_through_the_tree()
    {
        foreach (var name in GoldenFiles.Select(row => row.Data))
        {
            var document = GraphQLParser.Parse(VectorFile.ReadGoldenText(name), ParserLimits.Schema).Document!;
            var printed = Printer.Print(document);
            Assert.Equal(printed, Printer.Print(GraphQLParser.Parse(printed, ParserLimits.Schema).Document!));
            Assert.Equal(
                VectorFile.ReadGoldenText(name).TrimEnd('\n'),
                SchemaPrinter.Print(SchemaFromSdl.Build(printed).Schema!)
            );
        }
    }

    [Fact]
    public void Schemas_have_the_types_in_order_and_the_print_of_the_reference()
    {
        foreach (var recorded in VectorFile.Cases("graphql/schemas.json"))
        {
            var result = SchemaFromSdl.Build(recorded.GetProperty("source").GetString()!);

            Assert.True(result.IsValid, string.Join('\n', result.Errors));
            Assert.Equal(Texts(recorded.GetProperty("types")), result.Schema.Types.Select(type => type.Name));
            Assert.Equal(recorded.GetProperty("print").GetString(), SchemaPrinter.Print(result.Schema));
            Assert.Empty(SchemaValidator.Validate(result.Schema));
        }
    }

    [Fact]
    public void Faulty_schemas_get_the_errors_of_the_reference_at_its_places()
    {
        var differences = new List<string>();
        foreach (var recorded in VectorFile.Cases("graphql/schema-errors.json"))
        {
            var source = recorded.GetProperty("source").GetString()!;
            var result = SchemaFromSdl.Build(source);

            var actual = result.IsValid ? Listed(SchemaValidator.Validate(result.Schema)) : Listed(result.Errors);
            var expected = Expected(recorded);
            if (!IsSame(recorded, result.IsValid, expected, actual))
                differences.Add(
                    $"{source}\nexpected\n{string.Join('\n', expected)}\nactual\n{string.Join('\n', actual)}"
                );

            if (result.IsValid && recorded.TryGetProperty("print", out var print))
                Assert.Equal(print.GetString(), SchemaPrinter.Print(result.Schema));
        }

        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join("\n\n", differences.Take(20))}");
    }

    // Type classes cannot express roots, interfaces and members of the wrong kind, so these are refused before the other
    // rules are asked, and only they are told.
    static bool IsSame(JsonElement recorded, bool isValid, string[] expected, string[] actual) =>
        recorded.TryGetProperty("schema", out _) && !isValid
            ? actual.Length > 0
                && actual.All(error =>
                    expected.Contains(error) && error.Contains("it cannot", StringComparison.Ordinal)
                )
            : expected.SequenceEqual(actual);

    static string[] Expected(JsonElement recorded)
    {
        var errors =
            recorded.TryGetProperty("sdl", out var sdl) || recorded.TryGetProperty("build", out sdl)
                ? sdl
                : recorded.GetProperty("schema");
        return
        [
            .. errors
                .EnumerateArray()
                .Select(error =>
                    error.GetProperty("message").GetString()
                    + string.Concat(
                        error.GetProperty("locations").EnumerateArray().Select(place => $" {place[0]}:{place[1]}")
                    )
                ),
        ];
    }

    static string[] Listed(IReadOnlyList<SchemaError> errors) =>
        [
            .. errors.Select(error =>
                error.Message + string.Concat(error.Locations.Select(place => $" {place.Line}:{place.Column}"))
            ),
        ];

    static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!);

    static string NameOf(JsonElement file) => file.GetProperty("name").GetString()!;
}
