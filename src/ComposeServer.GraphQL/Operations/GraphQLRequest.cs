using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Execution.Costs;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Operations;

/// <summary>What a client asks. Source: GraphQL over HTTP, "Request parameters".</summary>
public sealed record GraphQLRequest
{
    static readonly OperationType[] QueriesAndMutations = [OperationType.Query, OperationType.Mutation];

    /// <summary>The document in UTF-8; empty when the client sent none.</summary>
    public ReadOnlyMemory<byte> Query { get; init; }

    /// <summary>Name of a document that the server holds, in place of its text; resolved by the transport. Null when none is named.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Which operation of the document; null when there is only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>A JSON object for the transport and the host, or null.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>Which kinds of operation the transport lets through; the rest is <see cref="ExecutionStatus.OperationNotAllowed"/>.</summary>
    public IReadOnlyCollection<OperationType> AllowedOperations { get; init; } = QueriesAndMutations;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked; null takes the executor's setting.</summary>
    public bool? AllowsIntrospection { get; init; }

    /// <summary>
    /// True to have a live query not executed but announced, <see cref="ExecutionSummary.IsLive"/>, by a transport that can answer again.
    /// </summary>
    public bool AnnouncesLive { get; init; }

    /// <summary>What the caller wants to know of its cost.</summary>
    public CostReport CostReport { get; init; }

    /// <summary>What other requests of the same array take; it counts towards the limits.</summary>
    public CostEstimate CostBefore { get; init; }

    /// <summary>Parent of the root fields; a subscription's event. Null takes an empty object.</summary>
    public object? RootValue { get; init; }

    /// <summary>Called when everything has run, to put more beside the data. It must not throw. Null adds nothing.</summary>
    public Func<ResponseExtensions, CancellationToken, ValueTask>? BeforeResponse { get; init; }

    /// <summary>Makes a request of texts.</summary>
    public static GraphQLRequest Of(string query, string? operationName = null, JsonElement? variables = null) =>
        new()
        {
            Query = Encoding.UTF8.GetBytes(query),
            OperationName = operationName,
            Variables = variables,
        };

    /// <summary>Reads the JSON body of a request.</summary>
    /// <param name="json">UTF-8, with or without a byte order mark. Not kept.</param>
    /// <param name="request">The request; members unknown to the specification are ignored.</param>
    /// <param name="error">Code <see cref="ErrorCodes.BadUserInput"/>.</param>
    /// <returns>False for anything but one JSON object with members of the right types and no member twice.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out GraphQLRequest? request,
        [NotNullWhen(false)] out GraphQLError? error
    ) => RequestReader.TryRead(json, out request, out error);

    /// <summary>Reads one request of an array of them, or of another transport's message.</summary>
    /// <param name="json">Made by <see cref="RequestReader.TryParse"/>, which refuses what cannot be read later.</param>
    /// <param name="request">The request; members unknown to the specification are ignored.</param>
    /// <param name="error">Code <see cref="ErrorCodes.BadUserInput"/>.</param>
    public static bool TryRead(
        JsonElement json,
        [NotNullWhen(true)] out GraphQLRequest? request,
        [NotNullWhen(false)] out GraphQLError? error
    ) => RequestReader.TryRead(json, out request, out error);
}
