using ComposeServer.GraphQL.Execution;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>
/// Prepares a schema before it goes into service: the documents that were asked for most of the one before it, and all that the operator
/// trusts. What no longer fits is reported; it is not a reason to keep the old schema.
/// </summary>
/// <param name="trusted">What the operator trusts.</param>
/// <param name="log">Where it reports.</param>
sealed partial class SchemaWarmth(Func<IEnumerable<ReadOnlyMemory<byte>>> trusted, ILogger log)
{
    /// <summary>Documents taken over.</summary>
    public const int DocumentsMax = 200;

    /// <summary>Documents that are reported one by one.</summary>
    const int ReportedMax = 10;

    /// <summary>Prepares.</summary>
    /// <param name="name">Of the endpoint, for the report.</param>
    /// <param name="before">What is in service now; null for none.</param>
    /// <param name="next">What will be.</param>
    public void Prepare(string name, RequestExecutor? before, RequestExecutor next)
    {
        var hottest = before?.Documents.Hottest(DocumentsMax) ?? [];
        var lost = 0;
        foreach (var source in hottest.Concat(trusted()))
        {
            var document = next.Prepare(source.Span);
            if (!document.IsRefused || ++lost > ReportedMax)
                continue;
            LogLost(name, DocumentHash.Of(source.Span), document.Errors[0].Message);
        }

        if (lost > ReportedMax)
            LogMore(name, lost - ReportedMax);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The new schema at {Name} refuses the document {Hash}, which was asked for before or is trusted: {Reason}"
    )]
    partial void LogLost(string name, string hash, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The new schema at {Name} refuses {Count} more such documents")]
    partial void LogMore(string name, int count);
}
