using System.Collections.Concurrent;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Verdicts, messages, places and their order, as graphql-js gives them.</summary>
sealed class ValidationVectors : VectorClaims
{
    // Out of the way: the reference implementation has other limits.
    static readonly ValidationLimits NoLimits = new()
    {
        DepthMax = 100,
        CoordinateCyclesMax = 100,
        ErrorsMax = 100,
        LocationsPerErrorMax = 1_000,
    };

    static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);

    public ValidationVectors()
        : base("graphql/validation.json")
    {
        Claim(A_document_gets_the_errors_of_the_reference_implementation, one => !IsShy(one));
        Claim(Without_suggestions_messages_show_no_names_of_the_schema, IsShy);
    }

    /// <summary>The last list was made by chance.</summary>
    public override CaseShape Shape => new CaseShape.Lists("cases", "withoutSuggestions", "generated");

    static bool IsShy(VectorCase one) => one.Name.StartsWith("withoutSuggestions", StringComparison.Ordinal);

    static void A_document_gets_the_errors_of_the_reference_implementation(VectorCase one) =>
        AssertSame(one, hasSuggestions: true);

    static void Without_suggestions_messages_show_no_names_of_the_schema(VectorCase one) =>
        AssertSame(one, hasSuggestions: false);

    static void AssertSame(VectorCase one, bool hasSuggestions)
    {
        var schema = Schemas.GetOrAdd(one.File.Text("schema"), sdl => SchemaFromSdl.Build(sdl).Schema!);
        var parsed = GraphQLParser.Parse(one.Json.Text("document"), ParserLimits.Default);
        Assert.Null(parsed.Error);

        var errors = DocumentValidator.Validate(schema, parsed.Document!, NoLimits, hasSuggestions);

        Assert.Equal(one.Json.GetProperty("errors").EnumerateArray().Select(Text), errors.Select(Text));
    }

    static string Text(Recorded error) =>
        error.Text("message")
        + string.Concat(
            error
                .GetProperty("locations")
                .EnumerateArray()
                .Select(place => $" {place.GetProperty("line")}:{place.GetProperty("column")}")
        );

    static string Text(GraphQLError error) =>
        error.Message + string.Concat(error.Locations.Select(place => $" {place.Line}:{place.Column}"));
}
