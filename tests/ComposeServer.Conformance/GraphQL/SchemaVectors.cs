using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Schemas made of SDL, against graphql-js.</summary>
sealed class SchemaVectors : VectorClaims
{
    public SchemaVectors()
        : base("graphql/schemas.json") => Claim(A_schema_has_the_types_in_order_and_the_print_of_the_reference);

    static void A_schema_has_the_types_in_order_and_the_print_of_the_reference(VectorCase one)
    {
        var result = SchemaFromSdl.Build(one.Json.Text("source"));

        Assert.True(result.IsValid, string.Join('\n', result.Errors));
        Assert.Equal(one.Json.Texts("types"), result.Schema.Types.Select(type => type.Name));
        Assert.Equal(one.Json.Text("print"), SchemaPrinter.Print(result.Schema));
        Assert.Empty(SchemaValidator.Validate(result.Schema));
    }
}

/// <summary>Faulty schemas, the errors and their places.</summary>
sealed class SchemaErrorVectors : VectorClaims
{
    public SchemaErrorVectors()
        : base("graphql/schema-errors.json") => Claim(A_faulty_schema_gets_the_errors_of_the_reference_at_its_places);

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["print"] = "of schemas that ours refuses before they could be printed",
        };

    static void A_faulty_schema_gets_the_errors_of_the_reference_at_its_places(VectorCase one)
    {
        var result = SchemaFromSdl.Build(one.Json.Text("source"));

        var actual = result.IsValid ? Listed(SchemaValidator.Validate(result.Schema)) : Listed(result.Errors);
        var expected = Expected(one.Json);
        // Type classes cannot express roots, interfaces and members of the wrong kind, so these are refused before the other
        // rules are asked, and only they are told.
        if (one.Json.Has("schema") && !result.IsValid)
        {
            Assert.NotEmpty(actual);
            Assert.All(actual, error => Assert.Contains("it cannot", error, StringComparison.Ordinal));
            Assert.Subset(expected.ToHashSet(StringComparer.Ordinal), actual.ToHashSet(StringComparer.Ordinal));
        }
        else
        {
            Assert.Equal(expected, actual);
        }

        if (result.IsValid && one.Json.TryGetProperty("print", out var print))
            Assert.Equal(print.GetString(), SchemaPrinter.Print(result.Schema));
    }

    static string[] Expected(Recorded recorded) =>
        [
            .. new[] { "sdl", "build", "schema" }
                .Where(recorded.Has)
                .SelectMany(member => recorded.GetProperty(member).EnumerateArray())
                .Select(error =>
                    error.Text("message")
                    + string.Concat(
                        error.GetProperty("locations").EnumerateArray().Select(place => $" {place[0]}:{place[1]}")
                    )
                ),
        ];

    static string[] Listed(IReadOnlyList<SchemaError> errors) =>
        [
            .. errors.Select(error =>
                error.Message + string.Concat(error.Locations.Select(place => $" {place.Line}:{place.Column}"))
            ),
        ];
}

/// <summary>What graphql-js made of the golden files.</summary>
sealed class GoldenSchemaVectors : VectorClaims
{
    public GoldenSchemaVectors()
        : base("graphql/golden.json")
    {
        Claim(A_golden_schema_has_the_types_of_the_reference, one => one.Json.Has("types"));
        Claim(A_golden_source_prints_as_in_the_reference, one => one.Json.Has("print"));
    }

    public override CaseShape Shape => new CaseShape.Lists("files", "sources");

    static void A_golden_schema_has_the_types_of_the_reference(VectorCase one)
    {
        var schema = SchemaFromSdl.Build(one.Folder.ReadText($"golden/{one.Json.Text("name")}")).Schema!;

        Assert.Equal(one.Json.Texts("types"), schema.Types.Select(type => type.Name));
    }

    static void A_golden_source_prints_as_in_the_reference(VectorCase one)
    {
        var text = one.Folder.ReadText($"golden/{one.Json.Text("name")}");

        var document = GraphQLParser.Parse(text, ParserLimits.Schema).Document!;

        Assert.Equal(one.Json.Text("print"), Printer.Print(document));
    }
}

/// <summary>Golden SDL: sources and schemas.</summary>
sealed class GoldenTextVectors : VectorClaims
{
    public GoldenTextVectors()
        : base("golden/*.graphql")
    {
        Claim(A_schema_survives_the_round_trip_letter_for_letter, one => !IsSource(one));
        Claim(A_source_survives_the_round_trip_through_the_tree, IsSource);
    }

    static bool IsSource(VectorCase one) => one.Document.Name.EndsWith(".sdl.graphql", StringComparison.Ordinal);

    static void A_schema_survives_the_round_trip_letter_for_letter(VectorCase one)
    {
        SchemaRoundTrip.Assert(one.Text);
        var printed = Printer.Print(GraphQLParser.Parse(one.Text, ParserLimits.Schema).Document!);

        Assert.Equal(printed, Printer.Print(GraphQLParser.Parse(printed, ParserLimits.Schema).Document!));
        Assert.Equal(one.Text, SchemaPrinter.Print(SchemaFromSdl.Build(printed).Schema!));
    }

    static void A_source_survives_the_round_trip_through_the_tree(VectorCase one)
    {
        var printed = Printer.Print(GraphQLParser.Parse(one.Text, ParserLimits.Schema).Document!);

        Assert.Equal(printed, Printer.Print(GraphQLParser.Parse(printed, ParserLimits.Schema).Document!));
    }
}

/// <summary>Every schema that composites have made.</summary>
sealed class PrintedSchemaRoundTripVectors : VectorClaims
{
    static readonly string[] Members = ["schema", "readonly", "graphqlSchema", "graphqlSchemaReadonly"];

    public PrintedSchemaRoundTripVectors()
        : base("golden/schema-shapes.json", "composites/*.json") =>
        Claim(A_printed_schema_survives_the_round_trip, one => Members.Any(one.Json.Has));

    static void A_printed_schema_survives_the_round_trip(VectorCase one)
    {
        foreach (var member in Members.Where(one.Json.Has))
            SchemaRoundTrip.Assert(one.Json.Text(member));
    }
}

static class SchemaRoundTrip
{
    /// <summary>A printed schema reads, prints the same again, and has no fault.</summary>
    public static void Assert(string text)
    {
        var schema = SchemaFromSdl.Build(text).Schema!;
        Xunit.Assert.Equal(text.TrimEnd('\n'), SchemaPrinter.Print(schema));
        Xunit.Assert.Empty(SchemaValidator.Validate(schema));
    }
}
