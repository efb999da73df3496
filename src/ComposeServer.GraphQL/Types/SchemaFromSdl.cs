using System.Diagnostics.CodeAnalysis;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>Makes a schema out of an SDL document. It has types but no resolvers; custom scalars take every value.</summary>
/// <remarks>The rules of the type system are not asked: see <see cref="SchemaValidator"/>.</remarks>
public static class SchemaFromSdl
{
    /// <summary>Builds the schema of a parsed document.</summary>
    public static SchemaResult Build(DocumentNode document)
    {
        var errors = SdlValidator.Validate(document);
        return errors.Count > 0 ? SchemaResult.Fail(errors) : new SdlSchema(document).Build();
    }

    /// <summary>Parses and builds; a syntax error becomes the only error of the result.</summary>
    public static SchemaResult Build(string sdl)
    {
        var parsed = GraphQLParser.Parse(sdl, ParserLimits.Schema);
        return parsed.IsValid ? Build(parsed.Document) : SchemaResult.Fail([Error(parsed.Error)]);
    }

    static SchemaError Error(SyntaxError error) =>
        new(error.Message, [new Location(Start: 0, End: 0, error.Line, error.Column)]);
}

/// <summary>A schema, or why there is none.</summary>
public readonly record struct SchemaResult
{
    SchemaResult(Schema? schema, IReadOnlyList<SchemaError> errors)
    {
        Schema = schema;
        Errors = errors;
    }

    /// <summary>The schema; null exactly when there are errors.</summary>
    public Schema? Schema { get; }
    public IReadOnlyList<SchemaError> Errors { get; }

    [MemberNotNullWhen(true, nameof(Schema))]
    public bool IsValid => Schema is not null;

    internal static SchemaResult Of(Schema schema) => new(schema, errors: []);

    internal static SchemaResult Fail(IReadOnlyList<SchemaError> errors) => new(schema: null, errors);
}
