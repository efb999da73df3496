using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.October2021;
using static ComposeServer.Tests.GraphQL.Execution.Requests;

namespace ComposeServer.Tests.GraphQL.Execution;

public class RequestExecutorTests
{
    static readonly FieldDefinition One = Field("one", BuiltInScalars.Int, () => 1);
    static readonly Schema Both = new SchemaBuilder
    {
        Query = new ObjectType(
            "Query",
            () => [One, Argued(), Field("nothing", NonNullType.Of(BuiltInScalars.Int), () => null)]
        ),
        Mutation = new ObjectType("Mutation", () => [One]),
        Subscription = new ObjectType(
            "Subscription",
            () => [Field("event", BuiltInScalars.Int, PropertyResolver.From<int>(value => value))]
        ),
    }.Build();

    [Theory]
    [InlineData("{ one }", ExecutionStatus.Executed, null)]
    [InlineData("{ nothing }", ExecutionStatus.Executed, ErrorCodes.Internal)]
    [InlineData("", ExecutionStatus.BadRequest, ErrorCodes.BadUserInput)]
    [InlineData("{", ExecutionStatus.ParseFailed, ErrorCodes.ParseFailed)]
    [InlineData("{ two }", ExecutionStatus.ValidationFailed, ErrorCodes.ValidationFailed)]
    [InlineData(
        "query A { one } query B { one }",
        ExecutionStatus.OperationNotFound,
        ErrorCodes.OperationResolutionFailure
    )]
    [InlineData("subscription { event }", ExecutionStatus.OperationNotAllowed, ErrorCodes.BadUserInput)]
    [InlineData("query ($x: Int!) { argued(x: $x) }", ExecutionStatus.VariablesRefused, ErrorCodes.BadUserInput)]
    public async Task A_transport_learns_how_far_a_request_came(string document, ExecutionStatus status, string? code)
    {
        var (response, summary) = await Both.SendAsync(document);

        Assert.Equal((status, code), (summary.Status, summary.ErrorCode));
        using var json = JsonDocument.Parse(response);
        Assert.Equal(summary.IsRequestError, !json.RootElement.TryGetProperty("data", out var data));
        Assert.Equal(summary.HasData, data.ValueKind == JsonValueKind.Object);
        Assert.Equal(summary.HasErrors, json.RootElement.TryGetProperty("errors", out _));
    }

    [Fact]
    [Specification("6.1", Shows.Broken)]
    public async Task A_syntax_error_has_its_place()
    {
        var (response, _) = await Both.SendAsync("{ one\n} }");

        Assert.Equal(
            """{"errors":[{"message":"Syntax Error: Unexpected \"}\".","locations":[{"line":2,"column":3}],"extensions":{"code":"GRAPHQL_PARSE_FAILED"}}]}""",
            response
        );
    }

    [Fact]
    public async Task A_transport_may_let_only_queries_through()
    {
        var request = GraphQLRequest.Of("mutation { one }") with { AllowedOperations = [OperationType.Query] };

        var (_, summary) = await Both.SendAsync(request);

        Assert.Equal(
            (ExecutionStatus.OperationNotAllowed, OperationType.Mutation),
            (summary.Status, summary.Operation)
        );
    }

    [Fact]
    [Specification("6.2", Shows.Broken)]
    public async Task An_operation_the_schema_has_no_root_for_is_refused()
    {
        var (response, summary) = await Schema(One).SendAsync("mutation { one }");

        Assert.Equal(ExecutionStatus.OperationNotFound, summary.Status);
        Assert.Contains("Schema is not configured to execute mutation operation.", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_a_subscription_is_executed_with_the_event_as_its_root()
    {
        var request = GraphQLRequest.Of("subscription { event }") with
        {
            AllowedOperations = [OperationType.Subscription],
            RootValue = 42,
        };

        var (response, _) = await Both.SendAsync(request);

        Assert.Equal("""{"data":{"event":42}}""", response);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ ...F } fragment F on Query { ... { type: __type(name: \"Query\") { name } } }")]
    public async Task A_schema_may_be_kept_from_clients(string document)
    {
        var closed = new ExecutionOptions { AllowsIntrospection = false };
        var request = GraphQLRequest.Of(document);

        var (_, refused) = await Both.SendAsync(request, closed);
        var (_, allowed) = await Both.SendAsync(request with { AllowsIntrospection = true }, closed);
        var (_, refusedOnce) = await Both.SendAsync(request with { AllowsIntrospection = false });

        Assert.Equal(ErrorCodes.IntrospectionDisabled, refused.ErrorCode);
        Assert.False(allowed.HasErrors);
        Assert.Equal(ErrorCodes.IntrospectionDisabled, refusedOnce.ErrorCode);
    }

    [Fact]
    public async Task Type_names_are_no_introspection()
    {
        var closed = new ExecutionOptions { AllowsIntrospection = false };

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await Both.AskAsync("{ __typename }", closed));
    }

    [Fact]
    [Specification("6.3.2", Shows.Broken)]
    public async Task A_condition_without_a_value_refuses_the_request()
    {
        var (response, summary) = await Both.SendAsync(
            "query ($x: Boolean = true) { one @skip(if: $x) }",
            variables: """{"x":null}"""
        );

        Assert.Equal(ExecutionStatus.VariablesRefused, summary.Status);
        Assert.Contains("must not be null", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_resolvers_add_stands_after_the_data_in_the_order_of_names()
    {
        var schema = Schema(
            Batch(
                "one",
                BuiltInScalars.Int,
                batch =>
                {
                    batch.Response.Set("position", 12L);
                    batch.Response.Set("cost", new Dictionary<string, object?> { ["rows"] = 1.5, ["none"] = null });
                    batch.Response.Set("made", new CompletedJson("[true]"u8.ToArray()));
                    batch.SetResult(0, 1);
                }
            )
        );

        Assert.Equal(
            """{"data":{"one":1},"extensions":{"cost":{"rows":1.5,"none":null},"made":[true],"position":12}}""",
            await schema.AskAsync("{ one }")
        );
    }

    [Fact]
    [Specification("6.4.3", Shows.Kept)]
    public async Task Abstract_values_may_know_their_type_or_be_asked_about()
    {
        ObjectType[] types = [Named("Dog"), Named("Cat")];
        var own = new UnionType("Own", () => types);
        var asked = new UnionType("Asked", () => types) { ResolveType = (value, state) => $"{value}{state}" };
        var schema = Schema(Field("own", own, () => new Cat()), Field("asked", asked, () => "D"));

        var response = await schema.AskAsync("{ own { __typename } asked { __typename } }", state: "og");

        Assert.Equal("""{"data":{"own":{"__typename":"Cat"},"asked":{"__typename":"Dog"}}}""", response);

        static ObjectType Named(string name) => new(name, () => [Field("x", BuiltInScalars.Int, () => 1)]);
    }

    [Fact]
    public void Every_code_is_listed_and_spelled_in_capitals()
    {
        var constants = typeof(ErrorCodes)
            .GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(constants, ErrorCodes.All);
        Assert.All(ErrorCodes.All, code => Assert.Matches("^[A-Z]+(_[A-Z]+)*$", code));
    }

    static FieldDefinition Argued() =>
        new("argued", BuiltInScalars.Int)
        {
            Arguments = new([new ArgumentDefinition("x", NonNullType.Of(BuiltInScalars.Int))]),
            Resolver = PropertyResolver.From<object>((_, context) => context.Arguments["x"]),
        };

    sealed class Cat : ITyped
    {
        public string TypeName => "Cat";
    }
}
