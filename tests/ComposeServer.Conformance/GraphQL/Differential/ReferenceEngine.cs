using System.Text.Json;
using ComposeServer.Conformance.Differential;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>The reference implementation of GraphQL, graphql-js, unmodified.</summary>
public sealed class ReferenceEngine() : ReferenceProcess("GraphQL", "Differential", "reference")
{
    static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <summary>Parses and prints, and nothing more.</summary>
    internal async Task<ParsedAnswer> ParseAsync(string source) =>
        (await AskAsync(null, describes: false, [new(source)])).Answers[0].Parsed;

    /// <summary>What it says of a schema and of requests to it.</summary>
    /// <param name="sdl">The schema; null when documents are only to be parsed.</param>
    /// <param name="describes">Whether it is also printed and asked for its description.</param>
    /// <param name="requests">The requests.</param>
    internal async Task<SchemaAnswer> AskAsync(string? sdl, bool describes, IReadOnlyList<Question> requests) =>
        (
            await AskAsync(
                new
                {
                    sdl,
                    describes,
                    requests = requests.Select(one => new
                    {
                        document = one.Document,
                        operation = one.Operation,
                        variables = one.Variables,
                        seed = one.Seed,
                    }),
                }
            )
        ).Deserialize<SchemaAnswer>(Names)!;
}

/// <summary>A request.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Operation">Which operation is meant.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Seed">Makes the data; null when the document is only to be judged.</param>
sealed record Question(string Document, string? Operation = null, string? Variables = null, string? Seed = null);

/// <summary>A print, or an error with its place.</summary>
/// <param name="Ok">The print.</param>
/// <param name="Error">The error.</param>
/// <param name="Stranger">True for an exception that is no GraphQL error.</param>
sealed record ParsedAnswer(string? Ok, string? Error, bool Stranger = false);

/// <summary>What the reference says of a schema; a part is null where an earlier one failed.</summary>
/// <param name="Parsed">Its document.</param>
/// <param name="Sdl">Rules of schema documents that it breaks.</param>
/// <param name="Build">Why no schema can be made of it.</param>
/// <param name="Stranger">True when that is an exception and no GraphQL error.</param>
/// <param name="Problems">Rules of the type system that it breaks.</param>
/// <param name="Printed">The schema printed.</param>
/// <param name="NotPrinted">Why it cannot be printed.</param>
/// <param name="Types">The names of its types in order.</param>
/// <param name="IntrospectionQuery">The whole query of introspection.</param>
/// <param name="Introspection">The response to it.</param>
/// <param name="Answers">To the requests.</param>
sealed record SchemaAnswer(
    ParsedAnswer? Parsed,
    string[]? Sdl,
    string[]? Build,
    bool Stranger,
    string[]? Problems,
    string? Printed,
    string? NotPrinted,
    string[]? Types,
    string? IntrospectionQuery,
    string? Introspection,
    RequestAnswer[] Answers
)
{
    /// <summary>All that is wrong with the schema, whoever found it.</summary>
    public string[] Faults => [.. Sdl ?? [], .. Build ?? [], .. Problems ?? []];
}

/// <summary>What the reference says of a request.</summary>
/// <param name="Parsed">Its document.</param>
/// <param name="Errors">Rules of documents that it breaks.</param>
/// <param name="Rules">The rule that found each.</param>
/// <param name="Response">The response, when it was executed.</param>
/// <param name="GaveUp">
/// What it threw while it judged the document, which no document should bring about: it executes <c>@skip</c> and <c>@include</c> at the
/// root of a subscription before it has looked whether they have their argument.
/// </param>
sealed record RequestAnswer(ParsedAnswer Parsed, string[]? Errors, string[]? Rules, string? Response, string? GaveUp);
