using System.Text;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Bodies of GraphQL requests.</summary>
sealed class GraphQLRequestTarget : FuzzTarget
{
    public override string Name => "graphql-request";

    public override InputForm Form => InputForm.Json;

    public override IReadOnlyList<string> Words { get; } =
    ["query", "operationName", "variables", "extensions", "{ a }", "\\ud83d", "\\ude00", "\\u0000", "\uFEFF", "1e999"];

    public override IEnumerable<byte[]> Seeds() =>
        [
            """{"query":"query ($a: Int) { count(of: $a) }","variables":{"a":[1,"😀",{"b":null}]},"extensions":{}}"""u8.ToArray(),
            """{"query":"{ a }","operationName":"A","variables":null}"""u8.ToArray(),
            "[]"u8.ToArray(),
        ];

    protected override void Check(byte[] input)
    {
        var isRead = Door.Through(() => GraphQLRequest.TryRead(input, out _, out _));
        if (!isRead)
            return;
        _ = GraphQLRequest.TryRead(input, out var request, out _);
        // What passed the reader can be asked for later without a fault.
        _ = Encoding.UTF8.GetString(request!.Query.Span);
        _ = request.OperationName;
        _ = request.Variables?.GetRawText();
        Oracle.Holds(
            request.Variables is null || AllTextsAre(request.Variables.Value),
            "every text of a variable is Unicode"
        );
    }

    static bool AllTextsAre(System.Text.Json.JsonElement value) =>
        value.ValueKind switch
        {
            System.Text.Json.JsonValueKind.String => value.GetString() is not null,
            System.Text.Json.JsonValueKind.Array => value.EnumerateArray().All(AllTextsAre),
            System.Text.Json.JsonValueKind.Object => value
                .EnumerateObject()
                .All(one => one.Name is not null && AllTextsAre(one.Value)),
            _ => true,
        };
}
