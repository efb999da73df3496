using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types.SdlRules;

namespace ComposeServer.GraphQL.Types;

/// <summary>The rules a schema document must keep before a schema can be made of it. Names and order as in graphql-js 16.</summary>
public static class SdlValidator
{
    /// <summary>All rules the document breaks, in the order of the document.</summary>
    public static IReadOnlyList<SchemaError> Validate(DocumentNode document)
    {
        var context = new SdlContext(document);
        var walk = new SdlWalk(
            [
                new LoneSchemaDefinition(context),
                new UniqueOperationTypes(context),
                new UniqueTypeNames(context),
                new UniqueEnumValueNames(context),
                new UniqueFieldDefinitionNames(context),
                new UniqueArgumentDefinitionNames(context),
                new UniqueDirectiveNames(context),
                new KnownTypeNames(context),
                new KnownDirectives(context),
                new UniqueDirectivesPerLocation(context),
                new PossibleTypeExtensions(context),
                new KnownDirectiveArguments(context),
                new UniqueArgumentNames(context),
                new UniqueInputFieldNames(context),
                new ProvidedDirectiveArguments(context),
            ],
            context
        );
        walk.Visit(document);
        return context.Errors;
    }
}
