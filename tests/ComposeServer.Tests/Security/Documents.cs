using System.Collections.Immutable;
using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.Security;

/// <summary>Documents on their way through parser and validation, with the limits of a server.</summary>
static class Documents
{
    const int MemoryMax = 64 * Effort.Mebibyte;

    static readonly ExecutionOptions Options = new();

    /// <summary>Prepares a document, and asserts that this takes no longer and little memory.</summary>
    /// <returns>Why it is refused; nothing if it is not.</returns>
    public static ImmutableArray<GraphQLError> Within(int timeMs, string document, Schema? schema = null)
    {
        var source = Encoding.UTF8.GetBytes(document);
        ImmutableArray<GraphQLError> errors = [];
        Effort.Within(
            timeMs,
            MemoryMax,
            () => errors = PreparedDocument.Prepare(schema ?? Verdict.Schema, source, Options).Errors
        );
        return errors;
    }

    public static string Joined(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));
}
