using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.GraphQL.Language;

/// <summary>Why a source is no document.</summary>
/// <param name="Code"><see cref="ParseFailed"/> or <see cref="LimitExceeded"/>.</param>
/// <param name="Message">In the reference implementation's words, starting with <c>Syntax Error: </c>.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1, in UTF-16 units.</param>
public sealed record SyntaxError(string Code, string Message, int Line, int Column)
{
    /// <summary>The source breaks the grammar.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The source goes over one of <see cref="ParserLimits"/>.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";
}

/// <summary>A document, or why there is none.</summary>
public readonly record struct ParseResult
{
    ParseResult(DocumentNode? document, SyntaxError? error)
    {
        Document = document;
        Error = error;
    }

    /// <summary>The document; null exactly when there is an error.</summary>
    public DocumentNode? Document { get; }
    public SyntaxError? Error { get; }

    [MemberNotNullWhen(true, nameof(Document))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Document is not null;

    internal static ParseResult Of(DocumentNode document) => new(document, error: null);

    internal static ParseResult Fail(SyntaxError error) => new(document: null, error);
}
