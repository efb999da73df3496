using System.Buffers;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution.Incremental;

public class WholeAnswerCostTests
{
    const string Document = "{ items { id name same { id } } }";

    [Fact]
    public async Task A_document_that_asks_for_no_parts_allocates_what_it_does_where_none_are_offered()
    {
        var plain = await AllocatedAsync(Requests.Schema(Items()), inParts: false);

        Assert.Equal(plain, await AllocatedAsync(Payloads.Schema(Items()), inParts: false));
        // Whoever would take parts pays for the pair that comes back, once.
        Assert.InRange(await AllocatedAsync(Payloads.Schema(Items()), inParts: true), plain, plain + 512);
    }

    static FieldDefinition Items()
    {
        ObjectType? item = null;
        item = new ObjectType(
            "Item",
            () =>
                [
                    Field("id", BuiltInScalars.Int, PropertyResolver.From<object>(_ => 1)),
                    Field("name", BuiltInScalars.String, PropertyResolver.From<object>(_ => "name")),
                    Field("same", item!, PropertyResolver.From<object>(parent => parent)),
                ]
        );
        object[] items = [.. Enumerable.Range(0, 50).Cast<object>()];
        return Field("items", ListType.Of(item), PropertyResolver.From<object>(_ => items));
    }

    static async Task<long> AllocatedAsync(Schema schema, bool inParts)
    {
        var executor = new RequestExecutor(schema, new(), TimeProvider.System);
        var request = GraphQLRequest.Of(Document);
        var output = new ArrayBufferWriter<byte>(64_000);
        var least = long.MaxValue;
        // The first runs compile, and other tests may disturb some: the least is what it takes.
        for (var i = 0; i < 50; i++)
        {
            output.ResetWrittenCount();
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (inParts)
            {
                Assert.Null((await executor.ExecuteInPartsAsync(request, null, output, CancellationToken.None)).More);
            }
            else
            {
                await executor.ExecuteAsync(request, null, output, CancellationToken.None);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
