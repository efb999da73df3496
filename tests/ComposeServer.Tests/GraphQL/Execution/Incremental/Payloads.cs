using System.Buffers;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Execution.Incremental;

/// <summary>Asks schemas that offer answers in parts.</summary>
static class Payloads
{
    public static Schema Schema(params FieldDefinition[] query) =>
        new SchemaBuilder
        {
            Query = new ObjectType("Query", () => query),
            Directives = [.. BuiltInDirectives.All, .. IncrementalDirectives.All],
        }.Build();

    /// <summary>A schema of types without resolvers, over data of dictionaries and lists.</summary>
    public static Schema Schema(string sdl) =>
        SchemaFromSdl
            .Build(
                sdl
                    + """

                    directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
                    directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
                    """
            )
            .Schema!;

    /// <summary>All payloads, the first one first.</summary>
    public static async Task<List<string>> AskInPartsAsync(
        this Schema schema,
        string document,
        object? root = null,
        string? variables = null,
        ExecutionOptions? options = null,
        TimeProvider? clock = null
    )
    {
        var executor = new RequestExecutor(schema, options ?? new(), clock ?? TimeProvider.System);
        var output = new ArrayBufferWriter<byte>();
        var (_, more) = await executor.ExecuteInPartsAsync(
            RequestOf(document, root, variables),
            null,
            output,
            TestContext.Current.CancellationToken
        );
        var payloads = new List<string> { Encoding.UTF8.GetString(output.WrittenSpan) };
        if (more is not null)
        {
            await foreach (var payload in more)
            {
                payloads.Add(Encoding.UTF8.GetString(payload.Span));
            }
        }

        return payloads;
    }

    public static GraphQLRequest RequestOf(string document, object? root = null, string? variables = null) =>
        GraphQLRequest.Of(document, variables: variables is null ? null : JsonElement.Parse(variables)) with
        {
            RootValue = root,
        };

    public static Dictionary<string, object?> Object(params (string Name, object? Value)[] members) =>
        members.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
}
