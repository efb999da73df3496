using System.Diagnostics;
using ComposeServer.GraphQL.Diagnostics;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Turns what resolvers throw into what clients may see.</summary>
/// <param name="options">Whether texts of exceptions are shown, and who is told of them.</param>
sealed class Faults(ExecutionOptions options)
{
    /// <summary>Errors made for clients pass; anything else becomes <see cref="ErrorCodes.Internal"/> with the id under which the host was told.</summary>
    public GraphQLError ErrorOf(Exception exception)
    {
        if (exception is GraphQLException known)
        {
            return known.Error;
        }

        if (options.Explain?.Invoke(exception) is { } explained)
        {
            return explained;
        }

        var traceId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        options.OnFault?.Invoke(exception, traceId);
        Activity.Current?.AddException(exception);
        var message = options.ShowsFaults ? exception.Message : "Unexpected error.";
        return new GraphQLError(message, ErrorCodes.Internal).With("traceId", traceId);
    }
}
