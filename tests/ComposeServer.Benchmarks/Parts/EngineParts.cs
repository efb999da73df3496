using System.Buffers;
using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Validation;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Requests;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>The engine's steps, and a whole query outside the database.</summary>
/// <param name="scene">Schema and documents in memory.</param>
sealed class EngineParts(EngineScene scene)
{
    static readonly Viewer Anybody = new Viewer.Anonymous();

    readonly byte[] _nested = Encoding.UTF8.GetBytes(EngineScene.NestedQuery);
    readonly ExecutionOptions _options = new();
    readonly ValidationLimits _limits = new();
    readonly ArrayBufferWriter<byte> _answer = new(4096);

    public IEnumerable<Part> All()
    {
        yield return new(
            "parse GraphQL document",
            null,
            _ => GraphQLParser.Parse(_nested.AsSpan(), ParserLimits.Default).IsValid
        );
        yield return Validate();
        yield return new(
            "parse, validate and compile GraphQL document",
            null,
            _ => !PreparedDocument.Prepare(scene.Schema, _nested, _options).IsRefused
        );
        yield return Execute("GraphQL query by id, document cached", 25, _options);
        yield return Execute("GraphQL query by id, document new", null, _options with { DocumentCacheBytes = 0 });
    }

    Part Validate()
    {
        var document = GraphQLParser.Parse(_nested.AsSpan(), ParserLimits.Default).Document!;
        return new(
            "validate GraphQL document",
            null,
            _ => DocumentValidator.Validate(scene.Schema, document, _limits, hasSuggestions: true).IsEmpty
        );
    }

    /// <summary>From the bytes of a request to those of its answer.</summary>
    Part Execute(string name, double? goal, ExecutionOptions options)
    {
        var executor = new RequestExecutor(scene.Schema, options, TimeProvider.System);
        return new(
            name,
            goal,
            i =>
            {
                _answer.ResetWrittenCount();
                if (!GraphQLRequest.TryRead(scene.Bodies[i % scene.Bodies.Count], out var request, out _))
                    return false;
                var state = new QueryRequest { Viewer = Anybody, Signing = new Signing.Nobody() };
                var executing = executor.ExecuteAsync(request, state, _answer, CancellationToken.None);
                // Memory is at hand at once; work on another thread would not be counted.
                return executing.IsCompletedSuccessfully && !executing.Result.HasErrors;
            }
        );
    }
}
