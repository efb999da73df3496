using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Makes schemas of SDL and judges them.</summary>
static class SchemaDocument
{
    const string Query = " type Query { a: Int }";

    /// <summary>The schema is valid and prints as this text, besides a query type where the text has none.</summary>
    public static void Prints(string text, string sdl)
    {
        var own = sdl.Contains("Query", StringComparison.Ordinal) ? "" : Query;
        var schema = Valid(sdl + own);
        var printed = SchemaPrinter.Print(schema).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(text + own, string.Join(' ', printed));
    }

    /// <summary>The messages are all there are, in order.</summary>
    public static void Refuses(string sdl, params string[] messages)
    {
        var own = sdl.Contains("Query", StringComparison.Ordinal) || sdl.StartsWith("schema", StringComparison.Ordinal);
        var result = SchemaFromSdl.Build(sdl + (own ? "" : Query));
        var errors = result.IsValid ? SchemaValidator.Validate(result.Schema) : result.Errors;

        Assert.Equal(messages, errors.Select(error => error.Message));
    }

    public static Schema Valid(string sdl)
    {
        var result = SchemaFromSdl.Build(sdl);
        Assert.Empty(result.Errors);
        Assert.Empty(SchemaValidator.Validate(result.Schema!));
        return result.Schema!;
    }
}
