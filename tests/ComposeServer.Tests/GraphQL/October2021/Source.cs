using ComposeServer.GraphQL.Language;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Reads sources.</summary>
static class Source
{
    /// <summary>The source is taken, and means what this text means.</summary>
    public static void Means(string text, string source) => Assert.Equal(Print(text), Print(source));

    /// <summary>The source is taken and printed, on one line.</summary>
    public static void Prints(string text, string source) =>
        Assert.Equal(
            text,
            string.Join(' ', Print(source).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries))
        );

    /// <summary>The source is refused with this message, line and column.</summary>
    public static void Refuses(string source, string message, int line = 1, int column = 1)
    {
        var error = GraphQLParser.Parse(source, ParserLimits.Schema).Error;

        Assert.Equal(($"Syntax Error: {message}", line, column), (error!.Message, error.Line, error.Column));
    }

    static string Print(string source)
    {
        var result = GraphQLParser.Parse(source, ParserLimits.Schema);
        Assert.Null(result.Error);
        return Printer.Print(result.Document!);
    }
}
