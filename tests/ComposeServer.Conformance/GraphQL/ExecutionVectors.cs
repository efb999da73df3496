using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Whole responses, as graphql-js gives them.</summary>
sealed class ExecutionVectors : VectorClaims
{
    static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);

    public ExecutionVectors()
        : base("graphql/execution.json")
    {
        Claim(A_request_gets_the_response_of_the_reference_implementation);
        Claim(Fields_resolved_level_by_level_give_the_same_data);
    }

    static async Task A_request_gets_the_response_of_the_reference_implementation(
        VectorCase one,
        CancellationToken cancel
    )
    {
        var response = await ExecuteAsync(one, new ExecutionOptions(), cancel);

        Assert.Equal(Expected(one).ToJsonString(), WithoutCodes(response).ToJsonString());
    }

    static async Task Fields_resolved_level_by_level_give_the_same_data(VectorCase one, CancellationToken cancel)
    {
        var response = await ExecuteAsync(one, new ExecutionOptions { DefaultResolver = new MembersLater() }, cancel);

        Assert.Equal(Expected(one)["data"]?.ToJsonString(), response["data"]?.ToJsonString());
        Assert.Equal(Expected(one).ContainsKey("errors"), response.ContainsKey("errors"));
    }

    static async Task<JsonObject> ExecuteAsync(VectorCase one, ExecutionOptions options, CancellationToken cancel)
    {
        var schema = Schemas.GetOrAdd(one.File.Text("schema"), sdl => SchemaFromSdl.Build(sdl).Schema!);
        var executor = new RequestExecutor(schema, options, TimeProvider.System);
        var request = GraphQLRequest.Of(
            one.Json.Text("document"),
            one.Json.TryGetProperty("operationName", out var name) ? name.GetString() : null,
            one.Json.TryGetProperty("variables", out var variables) ? variables.Json : null
        ) with
        {
            RootValue = ExecutionData.Of(one.Json.GetProperty("root").Json),
        };
        var output = new ArrayBufferWriter<byte>();
        await executor.ExecuteAsync(request, state: null, output, cancel);
        return JsonNode.Parse(output.WrittenSpan)!.AsObject();
    }

    static JsonObject Expected(VectorCase one) => JsonObject.Create(one.Json.GetProperty("expected").Json)!;

    static JsonObject WithoutCodes(JsonObject response)
    {
        foreach (var error in response["errors"]?.AsArray() ?? [])
        {
            Assert.Contains(error!["extensions"]!["code"]!.GetValue<string>(), ErrorCodes.All);
            error.AsObject().Remove("extensions");
        }

        return response;
    }
}
