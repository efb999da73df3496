using System.Globalization;
using ComposeServer.GraphQL.Execution;

namespace ComposeServer.GraphQL.Types.Extending;

/// <summary>An added field whose value is at hand.</summary>
sealed class PureExtension(Func<ResolverContext, object?> resolve) : PropertyResolver
{
    public override object? Resolve(object parent, FieldContext context) =>
        ExtensionValue.Of(resolve(new(parent, context)));
}

/// <summary>An added field that waits for something, once per object.</summary>
sealed class AsyncExtension(Func<ResolverContext, CancellationToken, ValueTask<object?>> resolve) : BatchResolver
{
    public override async ValueTask ResolveAsync(FieldBatch batch, CancellationToken cancel)
    {
        var together = new ParallelOptions
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = ResolverContext.ConcurrentMax,
        };
        await Parallel.ForAsync(
            0,
            batch.Count,
            together,
            async (index, end) =>
            {
                try
                {
                    var value = await resolve(new(batch.Parents[index], batch), end);
                    batch.SetResult(index, ExtensionValue.Of(value));
                }
                catch (Exception fault)
                    when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
                {
                    // The engine makes an error of it, at this object alone.
                    batch.SetResult(index, fault);
                }
            }
        );
    }
}

/// <summary>Values as leaves take them.</summary>
static class ExtensionValue
{
    /// <summary>Times as text, everything else as it is.</summary>
    public static object? Of(object? value) =>
        value is DateTimeOffset time
            ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : value;
}
