using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>What schemas say of themselves, against graphql-js.</summary>
sealed class IntrospectionVectors : VectorClaims
{
    public IntrospectionVectors()
        : base("graphql/introspection.json")
    {
        Claim(The_full_query_answers_as_in_the_reference, one => !one.Json.Has("query"));
        Claim(A_single_question_answers_as_in_the_reference, one => one.Json.Has("query"));
    }

    public override CaseShape Shape => new CaseShape.Lists("cases", "parts");

    static void The_full_query_answers_as_in_the_reference(VectorCase one)
    {
        var sdl = one.Json.Has("sdl") ? one.Json.Text("sdl") : one.Folder.ReadText($"golden/{one.Json.Text("golden")}");

        Assert.Equal(one.Json.GetProperty("data").GetRawText(), Compact(Answer(sdl, one.File.Text("query"))));
    }

    static void A_single_question_answers_as_in_the_reference(VectorCase one)
    {
        var schemas = one.Folder.Read("graphql/schemas.json").GetProperty("cases");
        var sdl = schemas[0].GetProperty("source").GetString()!;

        Assert.Equal(one.Json.GetProperty("data").GetRawText(), Compact(Answer(sdl, one.Json.Text("query"))));
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
