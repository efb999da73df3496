using System.Text;
using System.Text.Json;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Values of built-in scalars and of an enum, coming in and going out, against graphql-js.</summary>
sealed class LeafVectors : VectorClaims
{
    static readonly LeafType[] Leaves =
    [
        .. BuiltInScalars.All,
        new EnumType("Color", [new("RED"), new("GREEN"), new("BLUE")]),
    ];

    public LeafVectors()
        : base("graphql/leaves.json")
    {
        Claim(Json_values_are_read_or_refused_in_the_words_of_the_reference, one => one.Json.Has("type"));
        Claim(Literals_are_read_or_refused_in_the_words_of_the_reference, one => one.Json.Has("type"));
        Claim(Results_are_written_or_refused_in_the_words_of_the_reference, one => one.Json.Has("type"));
        Claim(A_value_is_shown_in_messages_as_the_reference_shows_it, one => one.Json.Has("shown"));
    }

    public override CaseShape Shape => new CaseShape.Lists("cases", "inspected");

    static void Json_values_are_read_or_refused_in_the_words_of_the_reference(VectorCase one) =>
        Compare(one, "values", (leaf, input) => leaf.ParseValue(input));

    static void Literals_are_read_or_refused_in_the_words_of_the_reference(VectorCase one) =>
        Compare(
            one,
            "literals",
            (leaf, input) =>
            {
                var source = Encoding.UTF8.GetBytes(input.GetString()!);
                return leaf.ParseLiteral(GraphQLParser.ParseValue(source, ParserLimits.Default, out _)!);
            }
        );

    static void Results_are_written_or_refused_in_the_words_of_the_reference(VectorCase one) =>
        Compare(one, "outputs", (leaf, input) => leaf.Serialize(input));

    static void A_value_is_shown_in_messages_as_the_reference_shows_it(VectorCase one) =>
        Assert.Equal(one.Json.Text("shown"), Inspection.Of(one.Json.GetProperty("input").Json));

    static void Compare(VectorCase one, string list, Func<LeafType, JsonElement, LeafResult> act)
    {
        var leaf = Leaves.Single(some => some.Name == one.Json.Text("type"));
        foreach (var recorded in one.Json.GetProperty(list).EnumerateArray())
        {
            var result = act(leaf, recorded.GetProperty("input").Json);

            var isSame = recorded.TryGetProperty("error", out var error)
                ? result.Message == error.GetString()
                : result.IsValid && IsSame(recorded.GetProperty("value").Json, result.Value);
            Assert.True(isSame, $"{leaf} {recorded.GetProperty("input")} gave {result.Value ?? result.Message}");
        }
    }

    // JSON.stringify writes infinity as null.
    static bool IsSame(JsonElement recorded, object? value) =>
        (recorded, value) switch
        {
            ({ ValueKind: JsonValueKind.Null }, double.PositiveInfinity) => true,
            var (expected, actual) => JsonElement.DeepEquals(expected, JsonSerializer.SerializeToElement(actual)),
        };
}

/// <summary>Names that a message suggests for a wrong one.</summary>
sealed class SuggestionVectors : VectorClaims
{
    public SuggestionVectors()
        : base("graphql/suggestions.json") => Claim(Suggestions_have_the_distances_order_and_wording_of_the_reference);

    static void Suggestions_have_the_distances_order_and_wording_of_the_reference(VectorCase one)
    {
        string[] words = [.. one.File.Texts("words")];

        var near = Suggestion.Near(one.Json.Text("input"), words);

        Assert.Equal(one.Json.Texts("near"), near);
        Assert.Equal(one.Json.Text("hint"), Suggestion.Hint(near));
        Assert.Equal(one.Json.Text("namedHint"), Suggestion.Hint("the thing", near));
    }
}
