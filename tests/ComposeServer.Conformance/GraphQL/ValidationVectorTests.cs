using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Verdicts, messages, places and their order, as graphql-js gives them.</summary>
public class ValidationVectorTests
{
    const string File = "graphql/validation.json";

    // Out of the way: the reference implementation has other limits.
    static readonly ValidationLimits NoLimits = new()
    {
        DepthMax = 100,
        CoordinateCyclesMax = 100,
        ErrorsMax = 100,
        LocationsPerErrorMax = 1_000,
    };

    static readonly JsonElement Vectors = VectorFile.Read(File);
    static readonly Schema Schema = SchemaFromSdl.Build(Vectors.GetProperty("schema").GetString()!).Schema!;

    public static TheoryData<string> Names => NamesOf("cases");
    public static TheoryData<string> NamesWithSuggestions => NamesOf("withoutSuggestions");
    public static TheoryData<string> GeneratedNames => NamesOf("generated");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_gets_the_errors_of_the_reference_implementation(string name) =>
        AssertSame("cases", name, hasSuggestions: true);

    [Theory]
    [MemberData(nameof(NamesWithSuggestions))]
    public void Without_suggestions_messages_show_no_names_of_the_schema(string name) =>
        AssertSame("withoutSuggestions", name, hasSuggestions: false);

    [Theory]
    [MemberData(nameof(GeneratedNames))]
    public void A_document_made_by_chance_gets_the_errors_of_the_reference_implementation(string name) =>
        AssertSame("generated", name, hasSuggestions: true);

    static void AssertSame(string list, string name, bool hasSuggestions)
    {
        var vector = Vectors.GetProperty(list).EnumerateArray().Single(one => NameOf(one) == name);
        var parsed = GraphQLParser.Parse(vector.GetProperty("document").GetString()!, ParserLimits.Default);
        Assert.Null(parsed.Error);

        var errors = DocumentValidator.Validate(Schema, parsed.Document!, NoLimits, hasSuggestions);

        Assert.Equal(vector.GetProperty("errors").EnumerateArray().Select(Text), errors.Select(Text));
    }

    static string Text(JsonElement error) =>
        error.GetProperty("message").GetString()
        + string.Concat(
            error
                .GetProperty("locations")
                .EnumerateArray()
                .Select(place => $" {place.GetProperty("line")}:{place.GetProperty("column")}")
        );

    static string Text(GraphQLError error) =>
        error.Message + string.Concat(error.Locations.Select(place => $" {place.Line}:{place.Column}"));

    static string NameOf(JsonElement vector) => vector.GetProperty("name").GetString()!;

    static TheoryData<string> NamesOf(string list) => [.. Vectors.GetProperty(list).EnumerateArray().Select(NameOf)];
}
