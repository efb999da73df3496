using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Values of built-in scalars and of an enum, coming in and going out, against graphql-js.</summary>
public class LeafVectorTests
{
    static readonly LeafType[] Leaves =
    [
        .. BuiltInScalars.All,
        new EnumType("Color", [new("RED"), new("GREEN"), new("BLUE")]),
    ];

    [Fact]
    public void Json_values_are_read_or_refused_in_the_words_of_the_reference() =>
        Compare("values", (leaf, input) => leaf.ParseValue(input));

    [Fact]
    public void Literals_are_read_or_refused_in_the_words_of_the_reference() =>
        Compare(
            "literals",
            (leaf, input) =>
            {
                var source = Encoding.UTF8.GetBytes(input.GetString()!);
                return leaf.ParseLiteral(GraphQLParser.ParseValue(source, ParserLimits.Default, out _)!);
            }
        );

    [Fact]
    public void Results_are_written_or_refused_in_the_words_of_the_reference() =>
        Compare("outputs", (leaf, input) => leaf.Serialize(input));

    [Fact]
    public void Values_are_shown_in_messages_as_the_reference_shows_them()
    {
        foreach (var recorded in VectorFile.Read("graphql/leaves.json").GetProperty("inspected").EnumerateArray())
            Assert.Equal(recorded.GetProperty("shown").GetString(), Inspection.Of(recorded.GetProperty("input")));
    }

    [Fact]
    public void Suggestions_have_the_distances_order_and_wording_of_the_reference()
    {
        var vectors = VectorFile.Read("graphql/suggestions.json");
        var words = vectors.GetProperty("words").EnumerateArray().Select(word => word.GetString()!).ToArray();
        foreach (var recorded in vectors.GetProperty("cases").EnumerateArray())
        {
            var near = Suggestion.Near(recorded.GetProperty("input").GetString()!, words);
            Assert.Equal(recorded.GetProperty("near").EnumerateArray().Select(word => word.GetString()!), near);
            Assert.Equal(recorded.GetProperty("hint").GetString(), Suggestion.Hint(near));
            Assert.Equal(recorded.GetProperty("namedHint").GetString(), Suggestion.Hint("the thing", near));
        }
    }

    static void Compare(string list, Func<LeafType, JsonElement, LeafResult> act)
    {
        var differences = new List<string>();
        foreach (var recorded in VectorFile.Cases("graphql/leaves.json"))
        {
            var leaf = Leaves.Single(one => one.Name == recorded.GetProperty("type").GetString());
            foreach (var one in recorded.GetProperty(list).EnumerateArray())
            {
                var result = act(leaf, one.GetProperty("input"));

                var isSame = one.TryGetProperty("error", out var error)
                    ? result.Message == error.GetString()
                    : result.IsValid && IsSame(one, result.Value);
                if (!isSame)
                    differences.Add($"{leaf} {one.GetRawText()} gave {result.Value ?? result.Message}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count}\n{string.Join('\n', differences.Take(40))}");
    }

    // JSON.stringify writes infinity as null.
    static bool IsSame(JsonElement recorded, object? value) =>
        (recorded.GetProperty("value"), value) switch
        {
            ({ ValueKind: JsonValueKind.Null }, double.PositiveInfinity) => true,
            var (expected, actual) => JsonElement.DeepEquals(expected, JsonSerializer.SerializeToElement(actual)),
        };
}
