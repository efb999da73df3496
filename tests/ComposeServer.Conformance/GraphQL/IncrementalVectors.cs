using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ComposeServer.Conformance.Vectors;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.Conformance.GraphQL;

/// <summary>Answers in parts, and verdicts on documents that ask for them, as graphql-js 17 gives them.</summary>
/// <remarks>
/// In which payload a part comes is up to a server, and so are names and order of what is pending; what has come already is not announced
/// any more, so later announcements depend on that order too. What a client ends up with does not, nor what it is told of at first, nor which
/// of the parts fail.
/// </remarks>
sealed class IncrementalVectors : VectorClaims
{
    static readonly ConcurrentDictionary<string, Schema> Schemas = new(StringComparer.Ordinal);
    static readonly ValidationLimits NoLimits = new()
    {
        DepthMax = 100,
        CoordinateCyclesMax = 100,
        ErrorsMax = 100,
        LocationsPerErrorMax = 1_000,
    };

    public IncrementalVectors()
        : base("graphql/incremental.json")
    {
        Claim(A_document_gets_the_errors_of_the_reference_implementation, one => !IsAnswered(one));
        Claim(A_client_ends_up_with_what_the_reference_implementation_sends, IsAnswered);
        Claim(Fields_resolved_level_by_level_give_the_same_data, IsAnswered);
        Claim(Asked_for_at_once_nothing_is_missing, one => IsAnswered(one) && !HasFailures(one));
    }

    /// <summary>The last list was made by chance.</summary>
    public override CaseShape Shape => new CaseShape.Lists("verdicts", "cases", "generated");

    static bool IsAnswered(VectorCase one) => !one.Name.StartsWith("verdicts", StringComparison.Ordinal);

    static bool HasFailures(VectorCase one) =>
        one.Json.GetProperty("payloads").Json.GetRawText().Contains("\"errors\"", StringComparison.Ordinal);

    static void A_document_gets_the_errors_of_the_reference_implementation(VectorCase one)
    {
        var parsed = GraphQLParser.Parse(one.Json.Text("document"), ParserLimits.Default);

        var errors = DocumentValidator.Validate(SchemaOf(one), parsed.Document!, NoLimits, hasSuggestions: true);

        var expected = JsonArray.Create(one.Json.GetProperty("errors").Json)!;
        Assert.Equal(
            expected.Select(error => error!.ToJsonString()),
            errors.Select(error =>
                new JsonObject
                {
                    ["message"] = error.Message,
                    ["locations"] = new JsonArray([
                        .. error.Locations.Select(place => new JsonObject
                        {
                            ["line"] = place.Line,
                            ["column"] = place.Column,
                        }),
                    ]),
                }.ToJsonString()
            )
        );
    }

    static async Task A_client_ends_up_with_what_the_reference_implementation_sends(
        VectorCase one,
        CancellationToken cancel
    )
    {
        var own = MergedAnswer.Of(await PayloadsAsync(one, new(), cancel));
        var expected = Expected(one);

        Assert.Equal(expected.Data, own.Data);
        Assert.Equal(expected.Errors, own.Errors);
        Assert.Equal(expected.Pending, own.Pending);
        Assert.Equal(expected.Failed, own.Failed);
    }

    static async Task Fields_resolved_level_by_level_give_the_same_data(VectorCase one, CancellationToken cancel)
    {
        var own = MergedAnswer.Of(await PayloadsAsync(one, new() { DefaultResolver = new MembersLater() }, cancel));

        Assert.Equal(Expected(one).Data, own.Data);
    }

    static async Task Asked_for_at_once_nothing_is_missing(VectorCase one, CancellationToken cancel)
    {
        var output = new ArrayBufferWriter<byte>();
        await ExecutorOf(one, new()).ExecuteAsync(RequestOf(one), state: null, output, cancel);

        Assert.Equal(Expected(one).Data, MergedAnswer.Of([JsonNode.Parse(output.WrittenSpan)!.AsObject()]).Data);
    }

    static MergedAnswer Expected(VectorCase one) =>
        MergedAnswer.Of([
            .. JsonArray.Create(one.Json.GetProperty("payloads").Json)!.Select(payload => payload!.AsObject()),
        ]);

    static async Task<List<JsonObject>> PayloadsAsync(
        VectorCase one,
        ExecutionOptions options,
        CancellationToken cancel
    )
    {
        var output = new ArrayBufferWriter<byte>();
        var (_, more) = await ExecutorOf(one, options).ExecuteInPartsAsync(RequestOf(one), null, output, cancel);
        var payloads = new List<JsonObject> { JsonNode.Parse(output.WrittenSpan)!.AsObject() };
        if (more is not null)
            await foreach (var payload in more.WithCancellation(cancel))
                payloads.Add(JsonNode.Parse(payload.Span)!.AsObject());
        return payloads;
    }

    static RequestExecutor ExecutorOf(VectorCase one, ExecutionOptions options) =>
        new(SchemaOf(one), options with { Validation = NoLimits }, TimeProvider.System);

    static Schema SchemaOf(VectorCase one) =>
        Schemas.GetOrAdd(one.File.Text("schema"), sdl => SchemaFromSdl.Build(sdl).Schema!);

    static GraphQLRequest RequestOf(VectorCase one) =>
        GraphQLRequest.Of(
            one.Json.Text("document"),
            variables: one.Json.TryGetProperty("variables", out var variables) ? variables.Json : null
        ) with
        {
            RootValue = ExecutionData.Of(one.File.GetProperty("root").Json),
        };
}
