using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Answers requests for one schema: the one entry of the engine. Thread-safe; lives as long as its schema.</summary>
public sealed partial class RequestExecutor
{
    static readonly object EmptyRoot = FrozenDictionary<string, object?>.Empty;

    readonly ExecutionOptions options;
    readonly TimeProvider clock;
    readonly Faults faults;
    readonly IRoundRunner rounds;

    /// <summary>Makes an executor with empty caches.</summary>
    /// <param name="schema">The schema; must have passed its validation.</param>
    /// <param name="options">Limits and switches.</param>
    /// <param name="clock">Measures requests against their time limit.</param>
    public RequestExecutor(Schema schema, ExecutionOptions options, TimeProvider clock)
    {
        Schema = schema;
        this.options = options;
        this.clock = clock;
        faults = new Faults(options);
        rounds = options.Rounds ?? new ConcurrentRounds(options.Execution.ConcurrentBatchesMax);
        Documents = new DocumentCache(options.DocumentCacheBytes);
        Refusals = new DocumentCache(options.RefusalCacheBytes);
    }

    public Schema Schema { get; }

    /// <summary>Documents that may be executed.</summary>
    public DocumentCache Documents { get; }

    /// <summary>Documents that were refused.</summary>
    public DocumentCache Refusals { get; }

    /// <summary>The document of a source, from the cache or prepared and cached.</summary>
    public PreparedDocument Prepare(ReadOnlySpan<byte> source)
    {
        if (Documents.TryGet(source, out var document))
        {
            GraphQLDiagnostics.CountLookup("hit");
            return document;
        }

        if (Refusals.TryGet(source, out document))
        {
            GraphQLDiagnostics.CountLookup("refused");
            return document;
        }

        GraphQLDiagnostics.CountLookup("miss");
        document = PreparedDocument.Prepare(Schema, source, options);
        (document.IsRefused ? Refusals : Documents).Add(source, document);
        return document;
    }

    /// <summary>Executes a request and writes the whole response.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="state">Handed to the resolvers, such as viewer and session.</param>
    /// <param name="output">Gets one JSON object.</param>
    /// <param name="cancel">Fires when the caller is gone.</param>
    /// <returns>What the transport needs to know. Bad requests and failing resolvers do not throw.</returns>
    public async ValueTask<ExecutionSummary> ExecuteAsync(
        GraphQLRequest request,
        object? state,
        IBufferWriter<byte> output,
        CancellationToken cancel
    )
    {
        using var activity = GraphQLDiagnostics.StartRequest();
        var start = clock.GetTimestamp();
        var (operation, refusal) = Resolve(request);
        var prepared = clock.GetTimestamp();
        var summary = refusal is null
            ? await ExecuteAsync(operation!, request, state, output, cancel)
            : Refuse(refusal, operation, output);
        var end = clock.GetTimestamp();
        GraphQLDiagnostics.EndRequest(activity, summary, operation?.Name, clock.GetElapsedTime(start, end));
        var write = summary.Times.Write;
        return summary with
        {
            Times = new(
                clock.GetElapsedTime(start, prepared),
                refusal is null ? clock.GetElapsedTime(prepared, end) - write : TimeSpan.Zero,
                write
            ),
        };
    }

    /// <summary>Finds the operation, and why it is not executed if that is so.</summary>
    (PreparedOperation? Operation, Refusal? Refusal) Resolve(GraphQLRequest request)
    {
        if (request.Query.IsEmpty)
        {
            var missing = new GraphQLError("Must provide query string.", ErrorCodes.BadUserInput);
            return (null, new(ExecutionStatus.BadRequest, missing));
        }

        var document = Prepare(request.Query.Span);
        if (document.IsRefused)
        {
            return (null, new(document.Status, document.Errors));
        }

        return document.Select(request.OperationName, out var error) is { } operation
            ? (operation, Forbid(operation, request))
            : (null, new(ExecutionStatus.OperationNotFound, error!));
    }

    Refusal? Forbid(PreparedOperation operation, GraphQLRequest request)
    {
        var kind = Printer.Keyword(operation.Type);
        if (!request.AllowedOperations.Contains(operation.Type))
        {
            var message = $"Operations of kind {kind} are not taken here.";
            return new(ExecutionStatus.OperationNotAllowed, new GraphQLError(message, ErrorCodes.BadUserInput));
        }

        if (operation.RootType is null)
        {
            var message = $"Schema is not configured to execute {kind} operation.";
            return new(
                ExecutionStatus.OperationNotFound,
                new GraphQLError(message, ErrorCodes.OperationResolutionFailure)
                {
                    Locations = [operation.Node.Location],
                }
            );
        }

        return operation.IntrospectionFields.IsEmpty || (request.AllowsIntrospection ?? options.AllowsIntrospection)
            ? null
            : new(ExecutionStatus.ValidationFailed, [.. operation.IntrospectionFields.Select(Undisclosed)]);
    }

    static GraphQLError Undisclosed(FieldNode field) =>
        new(
            $"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Name}\".",
            ErrorCodes.IntrospectionDisabled
        )
        {
            Locations = [field.Location],
        };

    async ValueTask<ExecutionSummary> ExecuteAsync(
        PreparedOperation operation,
        GraphQLRequest request,
        object? state,
        IBufferWriter<byte> output,
        CancellationToken cancel
    )
    {
        var (context, errors) = ContextOf(operation, request, state, inParts: false);
        if (context is null)
        {
            return Refuse(new(ExecutionStatus.VariablesRefused, [.. errors]), operation, output);
        }

        if (Withhold(operation, context, request, output, out var cost) is { } withheld)
        {
            return withheld;
        }

        var status = ExecutionStatus.Executed;
        ObjectNode? data = null;
        try
        {
            (data, errors) = await RunAsync(context, request.RootValue ?? EmptyRoot, cancel);
        }
        catch (OperationCanceledException)
        {
            (status, var error) = cancel.IsCancellationRequested ? GivenUp() : OutOfTime(operation);
            errors = [error];
        }

        if (request.BeforeResponse is { } addTo)
        {
            await addTo(context.Response, cancel);
        }

        var writing = clock.GetTimestamp();
        using (GraphQLDiagnostics.Phase("write"))
        {
            ResponseWriter.Write(output, data, errors, context.Response);
        }

        var hasData = data is not null && !context.Response.OmitsData;
        return Summarise(status, operation, hasData, errors) with
        {
            Cost = cost,
            Times = new(TimeSpan.Zero, TimeSpan.Zero, clock.GetElapsedTime(writing)),
        };
    }

    /// <summary>Coerces the variables and takes the branch that they choose.</summary>
    /// <returns>Null, and why, when the variables do not fit.</returns>
    (RequestContext? Context, IReadOnlyList<GraphQLError> Errors) ContextOf(
        PreparedOperation operation,
        GraphQLRequest request,
        object? state,
        bool inParts
    )
    {
        var (variables, errors) = VariableCoercer.Coerce(
            Schema,
            operation.Node.Variables,
            request.Variables,
            options.Execution.VariableErrorsMax,
            options.HasSuggestions
        );
        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var branch = inParts
            ? operation.BranchInParts(variables, out var error)
            : operation.Branch(variables, out error);
        return branch is null
            ? (null, [error!])
            : (new(branch, variables, state, options.DefaultResolver ?? MemberResolver.Instance, faults, clock), []);
    }

    async ValueTask<(ObjectNode? Data, IReadOnlyList<GraphQLError> Errors)> RunAsync(
        RequestContext context,
        object root,
        CancellationToken cancel
    )
    {
        using var phase = GraphQLDiagnostics.Phase("execute");
        using var end = new CancellationTokenSource(options.Execution.Timeout, clock);
        await using var caller = cancel.UnsafeRegister(static end => ((CancellationTokenSource)end!).Cancel(), end);
        return await OperationExecutor.RunAsync(context, root, rounds, end.Token);
    }

    static (ExecutionStatus Status, GraphQLError Error) GivenUp() =>
        (ExecutionStatus.Cancelled, new("The request was cancelled by its caller.", ErrorCodes.Cancelled));

    (ExecutionStatus Status, GraphQLError Error) OutOfTime(PreparedOperation operation)
    {
        var outcome = operation.Type == OperationType.Mutation ? " The outcome of its writes is unknown." : "";
        var message = $"The request took longer than {options.Execution.Timeout.TotalSeconds:0.###} s.{outcome}";
        return (ExecutionStatus.TimedOut, new(message, ErrorCodes.Timeout));
    }

    static ExecutionSummary Refuse(Refusal refusal, PreparedOperation? operation, IBufferWriter<byte> output)
    {
        ResponseWriter.WriteRefusal(output, refusal.Errors);
        return Summarise(refusal.Status, operation, hasData: false, refusal.Errors);
    }

    static ExecutionSummary Summarise(
        ExecutionStatus status,
        PreparedOperation? operation,
        bool hasData,
        IReadOnlyList<GraphQLError> errors
    )
    {
        GraphQLDiagnostics.CountErrors(errors);
        return new(status, operation?.Type, hasData, errors.Count > 0, errors.Count > 0 ? errors[0].Code : null);
    }

    /// <summary>Why a request is not executed.</summary>
    sealed record Refusal(ExecutionStatus Status, ImmutableArray<GraphQLError> Errors)
    {
        public Refusal(ExecutionStatus status, GraphQLError error)
            : this(status, [error]) { }
    }
}
