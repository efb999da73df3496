using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Whole responses, as graphql-js gives them.</summary>
public class ExecutionVectorTests
{
    const string File = "graphql/execution.json";

    static readonly JsonElement Vectors = VectorFile.Read(File);
    static readonly Schema Schema = SchemaFromSdl.Build(Vectors.GetProperty("schema").GetString()!).Schema!;

    public static TheoryData<string> Names => VectorFile.CaseNames(File);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_request_gets_the_response_of_the_reference_implementation(string name)
    {
        var vector = VectorFile.Case(File, name);

        var response = await ExecuteAsync(vector, new ExecutionOptions());

        Assert.Equal(Expected(vector).ToJsonString(), WithoutCodes(response).ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fields_resolved_level_by_level_give_the_same_data(string name)
    {
        var vector = VectorFile.Case(File, name);

        var response = await ExecuteAsync(vector, new ExecutionOptions { DefaultResolver = new MembersLater() });

        Assert.Equal(Expected(vector)["data"]?.ToJsonString(), response["data"]?.ToJsonString());
        Assert.Equal(Expected(vector).ContainsKey("errors"), response.ContainsKey("errors"));
    }

    static async Task<JsonObject> ExecuteAsync(JsonElement vector, ExecutionOptions options)
    {
        var executor = new RequestExecutor(Schema, options, TimeProvider.System);
        var request = GraphQLRequest.Of(
            vector.GetProperty("document").GetString()!,
            vector.TryGetProperty("operationName", out var name) ? name.GetString() : null,
            vector.TryGetProperty("variables", out var variables) ? variables : null
        ) with
        {
            RootValue = ExecutionData.Of(vector.GetProperty("root")),
        };
        var output = new ArrayBufferWriter<byte>();
        await executor.ExecuteAsync(request, state: null, output, TestContext.Current.CancellationToken);
        return JsonNode.Parse(output.WrittenSpan)!.AsObject();
    }

    static JsonObject Expected(JsonElement vector) => JsonObject.Create(vector.GetProperty("expected"))!;

    static JsonObject WithoutCodes(JsonObject response)
    {
        foreach (var error in response["errors"]?.AsArray() ?? [])
        {
            Assert.Contains(error!["extensions"]!["code"]!.GetValue<string>(), ErrorCodes.All);
            error.AsObject().Remove("extensions");
        }

        return response;
    }

    /// <summary>Reads members as fields without a resolver do, but for all parents of a level, and not at once.</summary>
    sealed class MembersLater : BatchResolver
    {
        public override async ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel)
        {
            await Task.Yield();
            for (var i = 0; i < batch.Count; i++)
            {
                try
                {
                    batch.SetResult(i, MemberResolver.Instance.Resolve(batch.Parents[i], batch));
                }
                catch (GraphQLException fault)
                {
                    batch.SetError(i, fault.Error);
                }
            }
        }
    }
}
