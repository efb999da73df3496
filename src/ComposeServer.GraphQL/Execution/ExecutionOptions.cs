using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.GraphQL.Execution;

/// <summary>How requests are executed.</summary>
public sealed record ExecutionOptions
{
    /// <summary>What documents may hold, while they are read.</summary>
    public ParserLimits Parsing { get; init; } = ParserLimits.Default;

    /// <summary>What documents may hold, once they are read.</summary>
    public ValidationLimits Validation { get; init; } = new();

    /// <summary>What requests may take.</summary>
    public ExecutionLimits Execution { get; init; } = new();

    /// <summary>What operations may take by estimate.</summary>
    public CostLimits Costs { get; init; } = new();

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked unless a request says otherwise. Default true.</summary>
    public bool AllowsIntrospection { get; init; } = true;

    /// <summary>Whether messages may show names of the schema ("Did you mean …"). Default true.</summary>
    public bool HasSuggestions { get; init; } = true;

    /// <summary>Whether texts of unexpected exceptions reach the client. Default false; for development only.</summary>
    public bool ShowsFaults { get; init; }

    /// <summary>Told of each unexpected exception with the trace id the client gets.</summary>
    public Action<Exception, string>? OnFault { get; init; }

    /// <summary>
    /// Knows exceptions that are no fault of a program, such as those of a database that is away, and gives the error that clients see. What it
    /// does not know, null, is a fault.
    /// </summary>
    public Func<Exception, GraphQLError?>? Explain { get; init; }

    /// <summary>
    /// For fields without a resolver. Null reads the member of the field's name from a dictionary or a JSON object, and calls it when it is
    /// a function of the <see cref="FieldContext"/>.
    /// </summary>
    public FieldResolver? DefaultResolver { get; init; }

    /// <summary>Runs the batch fields of a level. Null runs their resolvers, <see cref="ExecutionLimits.ConcurrentBatchesMax"/> at a time.</summary>
    public IRoundRunner? Rounds { get; init; }

    /// <summary>Bytes of memory for valid documents. Default 32 MiB.</summary>
    public int DocumentCacheBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Bytes of memory for refused documents, so that a client in a loop costs little. Default 2 MiB.</summary>
    public int RefusalCacheBytes { get; init; } = 2 * 1024 * 1024;
}

/// <summary>What one request may take while it runs.</summary>
public sealed record ExecutionLimits
{
    /// <summary>Time from the first field to the last, then <c>TIMEOUT</c>. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Batches of one level that run at the same time. Default 4.</summary>
    public int ConcurrentBatchesMax { get; init; } = 4;

    /// <summary>Errors reported about variables. Default 50.</summary>
    public int VariableErrorsMax { get; init; } = 50;
}
