using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Our engine, asked as the reference is, with its limits out of the way.</summary>
/// <remarks>What is meant to differ from the reference is taken out here and nowhere else: see each member.</remarks>
static partial class OwnEngine
{
    static readonly ParserLimits Parsing = new()
    {
        Bytes = int.MaxValue,
        Tokens = int.MaxValue,
        Nesting = 1_000,
        Nodes = int.MaxValue,
        Definitions = int.MaxValue,
        Fields = int.MaxValue,
        DirectivesPerPlace = int.MaxValue,
    };

    /// <summary>The reference counts a hundred errors too, and shows all their places.</summary>
    static readonly ValidationLimits Validation = new()
    {
        DepthMax = int.MaxValue,
        AliasesPerFieldMax = int.MaxValue,
        RootFieldsMax = int.MaxValue,
        CoordinateCyclesMax = int.MaxValue,
        FragmentVisitsMax = int.MaxValue,
        ExpandedFieldsMax = int.MaxValue,
        MergeComparisonsMax = int.MaxValue,
        ErrorsMax = 100,
        LocationsPerErrorMax = int.MaxValue,
        IntrospectionDepthMax = int.MaxValue,
        IntrospectionListsMax = int.MaxValue,
    };

    static readonly ExecutionOptions Options = new()
    {
        Parsing = Parsing,
        Validation = Validation,
        DefaultResolver = PropertyResolver.From<object>(MadeData.Resolve),
    };

    static readonly ExecutionOptions InBatches = Options with { DefaultResolver = new Later() };

    /// <summary>The document printed, or the error with its place.</summary>
    public static (string? Ok, string? Error, DocumentNode? Document) Parse(string source)
    {
        var result = GraphQLParser.Parse(source, Parsing);
        return result.IsValid
            ? (Printer.Print(result.Document), null, result.Document)
            : (null, $"{result.Error.Message} {result.Error.Line}:{result.Error.Column}", null);
    }

    public static string[] Validate(Schema schema, DocumentNode document) =>
        [.. DocumentValidator.Validate(schema, document, Validation, hasSuggestions: true).Select(Shown)];

    public static string Shown(SchemaError error) => error.Message + Places(error.Locations);

    static string Shown(GraphQLError error) => error.Message + Places(error.Locations);

    static string Places(IEnumerable<Location> places) =>
        string.Concat(places.Where(place => !place.IsNone).Select(place => $" {place.Line}:{place.Column}"));

    /// <summary>The response, without the codes that errors of ours have besides.</summary>
    public static async Task<string> ExecuteAsync(Schema schema, GraphQLRequest request, bool inBatches = false)
    {
        var executor = new RequestExecutor(schema, inBatches ? InBatches : Options, TimeProvider.System);
        var output = new ArrayBufferWriter<byte>();
        await executor.ExecuteAsync(request, state: null, output, TestContext.Current.CancellationToken);
        return Code.Replace(Encoding.UTF8.GetString(output.WrittenSpan), "");
    }

    public static GraphQLRequest Request(string document, string? operation, string? variables, string seed) =>
        GraphQLRequest.Of(document, operation, variables is null ? null : JsonElement.Parse(variables)) with
        {
            AllowedOperations = Enum.GetValues<OperationType>(),
            RootValue = MadeData.Root(seed),
        };

    [GeneratedRegex(
        ",\"extensions\":\\{\"code\":\"[A-Z_]+\"\\}(?=\\}[,\\]])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Code { get; }

    /// <summary>The same values, for all parents of a level, and not at once.</summary>
    sealed class Later : BatchResolver
    {
        public override async ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel)
        {
            await Task.Yield();
            for (var i = 0; i < batch.Count; i++)
            {
                try
                {
                    batch.SetResult(i, MadeData.Resolve(batch.Parents[i], batch));
                }
                catch (GraphQLException fault)
                {
                    batch.SetError(i, fault.Error);
                }
            }
        }
    }
}
