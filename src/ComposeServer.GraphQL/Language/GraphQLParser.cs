using System.Text;
using System.Text.Unicode;

namespace ComposeServer.GraphQL.Language;

/// <summary>Reads GraphQL source: executable documents and schema documents.</summary>
/// <remarks>
/// Grammar of October 2021 with what came later: descriptions on executable definitions, braced unicode escapes, variables
/// in directives on variable definitions stay refused. Never throws for bad input.
/// </remarks>
public static class GraphQLParser
{
    /// <summary>Reads a whole document.</summary>
    /// <param name="source">UTF-8, with or without a byte order mark. Not kept.</param>
    /// <param name="limits">What the source may hold.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> source, ParserLimits limits) => Parse(source.Span, limits);

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte}, ParserLimits)"/>
    public static ParseResult Parse(ReadOnlySpan<byte> source, ParserLimits limits) =>
        Refuse(source, limits) is { } error ? ParseResult.Fail(error) : new Parser(source, limits).Run();

    /// <summary>Reads a whole document from text.</summary>
    public static ParseResult Parse(string source, ParserLimits limits) =>
        Parse(Encoding.UTF8.GetBytes(source), limits);

    /// <summary>Reads a single value.</summary>
    /// <returns>Null with an error when the source is anything but one value.</returns>
    public static ValueNode? ParseValue(ReadOnlySpan<byte> source, ParserLimits limits, out SyntaxError? error)
    {
        error = Refuse(source, limits);
        return error is null ? new Parser(source, limits).RunValue(out error) : null;
    }

    /// <summary>Reads a single type reference, such as <c>[Name!]!</c>.</summary>
    /// <returns>Null with an error when the source is anything but one type reference.</returns>
    public static TypeNode? ParseType(ReadOnlySpan<byte> source, ParserLimits limits, out SyntaxError? error)
    {
        error = Refuse(source, limits);
        return error is null ? new Parser(source, limits).RunType(out error) : null;
    }

    static SyntaxError? Refuse(ReadOnlySpan<byte> source, ParserLimits limits)
    {
        if (source.Length > limits.Bytes)
        {
            return new SyntaxError(
                SyntaxError.LimitExceeded,
                $"Syntax Error: Document contains more than {limits.Bytes} bytes. Parsing aborted.",
                Line: 1,
                Column: 1
            );
        }

        return Utf8.IsValid(source) ? null : NotUtf8(source);
    }

    static SyntaxError NotUtf8(ReadOnlySpan<byte> source)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(source[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            offset += length;
        }

        var (line, column) = SourceMap.Locate(source, offset);
        var message = $"Syntax Error: Invalid UTF-8 byte: 0x{source[offset]:X2}.";
        return new SyntaxError(SyntaxError.ParseFailed, message, line, column);
    }
}
