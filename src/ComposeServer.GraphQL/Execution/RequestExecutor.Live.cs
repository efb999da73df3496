using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution;

/// <summary>Live queries: what <c>@live</c> asks for. When to execute again the host knows.</summary>
public sealed partial class RequestExecutor
{
    /// <returns>Null for a query that is not live.</returns>
    static TimeSpan? LivePauseOf(PreparedOperation operation, IReadOnlyDictionary<string, object?> variables)
    {
        if (operation.Live is not { } directive)
        {
            return null;
        }

        // Validation has seen to it that they fit.
        var arguments = ArgumentBinder
            .Bind(LiveDirective.Definition.Arguments, directive.Arguments, directive, variables)
            .Values;
        return arguments?["if"] is true ? TimeSpan.FromMilliseconds(int.Max(0, arguments.Get<int>("throttle"))) : null;
    }
}
