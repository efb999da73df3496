using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Execution.Costs;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>The header <c>GraphQL-Cost</c>: <c>report</c> shows the estimate beside the answer, <c>validate</c> shows it and executes nothing.</summary>
static class CostHeader
{
    /// <summary>Its name.</summary>
    public const string Name = "GraphQL-Cost";

    /// <summary>Reads it.</summary>
    /// <returns>Why it cannot be read; null when it can, or is not there.</returns>
    public static GraphQLError? Read(HttpRequest request, out CostReport report)
    {
        report = CostReport.None;
        if (request.Headers[Name] is not [{ } text])
            return null;
        return
            Enum.TryParse(text, ignoreCase: true, out report) && Enum.IsDefined(report) && !char.IsAsciiDigit(text[0])
            ? null
            : new($"The header {Name} must be 'report' or 'validate'", ErrorCodes.BadUserInput);
    }
}
