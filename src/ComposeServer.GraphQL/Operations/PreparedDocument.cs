using System.Collections.Immutable;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.GraphQL.Operations;

/// <summary>A document that has been parsed and validated for one schema: its operations, or why it is refused. Thread-safe.</summary>
public sealed class PreparedDocument
{
    PreparedDocument(
        ExecutionStatus status,
        ImmutableArray<GraphQLError> errors,
        ImmutableArray<PreparedOperation> operations
    )
    {
        Status = status;
        Errors = errors;
        Operations = operations;
    }

    /// <summary><see cref="ExecutionStatus.Executed"/> when the document may be executed, else how far it came.</summary>
    public ExecutionStatus Status { get; }

    /// <summary>Empty when the document may be executed.</summary>
    public ImmutableArray<GraphQLError> Errors { get; }
    public ImmutableArray<PreparedOperation> Operations { get; }
    public bool IsRefused => !Errors.IsEmpty;

    /// <summary>Parses and validates.</summary>
    public static PreparedDocument Prepare(Schema schema, ReadOnlySpan<byte> source, ExecutionOptions options)
    {
        var parsed = Parse(source, options.Parsing);
        if (!parsed.IsValid)
        {
            return new(ExecutionStatus.ParseFailed, [ErrorOf(parsed.Error)], []);
        }

        using (GraphQLDiagnostics.Phase("validate"))
        {
            var errors = DocumentValidator.Validate(
                schema,
                parsed.Document,
                options.Validation,
                options.HasSuggestions
            );
            return errors.IsEmpty
                ? new(ExecutionStatus.Executed, [], OperationsOf(schema, parsed.Document))
                : new(ExecutionStatus.ValidationFailed, errors, []);
        }
    }

    /// <summary>The operation of that name, or the only one. Source: GraphQL October 2021, 6.1 "GetOperation".</summary>
    public PreparedOperation? Select(string? name, out GraphQLError? error)
    {
        error = null;
        if (name is null && Operations.Length > 1)
        {
            error = Unresolved("Must provide operation name if query contains multiple operations.");
            return null;
        }

        var found = Operations.FirstOrDefault(operation =>
            name is null || string.Equals(operation.Name, name, StringComparison.Ordinal)
        );
        if (found is null)
        {
            error = Unresolved(name is null ? "Must provide an operation." : $"Unknown operation named \"{name}\".");
        }

        return found;
    }

    static ParseResult Parse(ReadOnlySpan<byte> source, ParserLimits limits)
    {
        using (GraphQLDiagnostics.Phase("parse"))
        {
            return GraphQLParser.Parse(source, limits);
        }
    }

    static GraphQLError ErrorOf(SyntaxError error) =>
        new(error.Message, error.Code) { Locations = [new Location(0, 0, error.Line, error.Column)] };

    static ImmutableArray<PreparedOperation> OperationsOf(Schema schema, DocumentNode document)
    {
        var fragments = document
            .Definitions.OfType<FragmentDefinitionNode>()
            .ToDictionary(fragment => fragment.Name!, StringComparer.Ordinal);
        return
        [
            .. document
                .Definitions.OfType<OperationDefinitionNode>()
                .Select(node => new PreparedOperation(schema, node, fragments)),
        ];
    }

    static GraphQLError Unresolved(string message) => new(message, ErrorCodes.OperationResolutionFailure);
}
