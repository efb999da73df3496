using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Execution;

/// <summary>Sends requests to a schema made for a test.</summary>
static class Requests
{
    public static FieldDefinition Field(string name, GraphQLType type, FieldResolver resolver) =>
        new(name, type) { Resolver = resolver };

    public static FieldDefinition Field(string name, GraphQLType type, Func<object?> value) =>
        Field(name, type, PropertyResolver.From<object>(_ => value()));

    public static FieldDefinition Batch(string name, GraphQLType type, Action<FieldBatch> resolve) =>
        Field(
            name,
            type,
            BatchResolver.From(
                async (batch, _) =>
                {
                    await Task.Yield();
                    resolve(batch);
                }
            )
        );

    public static Schema Schema(params FieldDefinition[] query) =>
        new SchemaBuilder { Query = new ObjectType("Query", () => query) }.Build();

    public static async Task<string> AskAsync(
        this Schema schema,
        string document,
        ExecutionOptions? options = null,
        object? state = null,
        string? variables = null
    ) => (await SendAsync(schema, document, options, state, variables)).Response;

    public static async Task<(string Response, ExecutionSummary Summary)> SendAsync(
        this Schema schema,
        string document,
        ExecutionOptions? options = null,
        object? state = null,
        string? variables = null,
        CancellationToken? cancel = null,
        TimeProvider? clock = null
    )
    {
        var request = GraphQLRequest.Of(document, variables: variables is null ? null : JsonElement.Parse(variables));
        return await schema.SendAsync(request, options, state, cancel, clock);
    }

    public static async Task<(string Response, ExecutionSummary Summary)> SendAsync(
        this Schema schema,
        GraphQLRequest request,
        ExecutionOptions? options = null,
        object? state = null,
        CancellationToken? cancel = null,
        TimeProvider? clock = null
    )
    {
        var executor = new RequestExecutor(schema, options ?? new ExecutionOptions(), clock ?? TimeProvider.System);
        var output = new ArrayBufferWriter<byte>();
        var summary = await executor.ExecuteAsync(
            request,
            state,
            output,
            cancel ?? TestContext.Current.CancellationToken
        );
        return (Encoding.UTF8.GetString(output.WrittenSpan), summary);
    }
}
