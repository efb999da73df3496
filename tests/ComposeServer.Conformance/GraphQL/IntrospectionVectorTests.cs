using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>What schemas say of themselves, against graphql-js.</summary>
public class IntrospectionVectorTests
{
    static readonly JsonElement Vectors = VectorFile.Read("graphql/introspection.json");

    public static TheoryData<string> Names => [.. Cases.Select(one => one.GetProperty("name").GetString()!)];

    static IEnumerable<JsonElement> Cases => Vectors.GetProperty("cases").EnumerateArray();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_full_query_answers_as_in_the_reference(string name)
    {
        var recorded = Cases.Single(one => one.GetProperty("name").GetString() == name);
        var sdl = recorded.TryGetProperty("sdl", out var own)
            ? own.GetString()!
            : VectorFile.ReadGoldenText(recorded.GetProperty("golden").GetString()!);

        var answer = Answer(sdl, Vectors.GetProperty("query").GetString()!);

        Assert.Equal(recorded.GetProperty("data").GetRawText(), Compact(answer));
    }

    [Fact]
    public void Single_questions_answer_as_in_the_reference()
    {
        var sdl = VectorFile.Cases("graphql/schemas.json").First().GetProperty("source").GetString()!;
        foreach (var recorded in Vectors.GetProperty("parts").EnumerateArray())
        {
            var answer = Answer(sdl, recorded.GetProperty("query").GetString()!);
            Assert.Equal(recorded.GetProperty("data").GetRawText(), Compact(answer));
        }
    }

    static string Compact(JsonObject answer) =>
        answer.ToJsonString(
            new JsonSerializerOptions
            {
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );

    static JsonObject Answer(string sdl, string query)
    {
        var document = GraphQLParser.Parse(query, ParserLimits.Default).Document!;
        var schema = SchemaFromSdl.Build(sdl).Schema!;
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        return new IntrospectionEvaluator(schema, document).Evaluate(operation);
    }
}
