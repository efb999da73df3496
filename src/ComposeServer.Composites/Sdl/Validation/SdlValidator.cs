using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl.Validation;

/// <summary>Checks an SDL text by the rules of GraphQL and collects every breach, in document order.</summary>
/// <remarks>
/// Wording and order are those of the reference implementation's rules for schema documents: unique names, known types, known
/// directives in their places, known, unique and complete arguments.
/// </remarks>
sealed partial class SdlValidator
{
    readonly SdlDocument document;
    readonly SdlDirectiveTable directives;
    readonly List<CompositeError> errors = [];

    SdlValidator(SdlDocument document)
    {
        this.document = document;
        directives = new(document.Directives);
    }

    /// <summary>Passes, or throws one <c>SDL_INVALID</c> whose text joins all messages with a blank line.</summary>
    public static void Check(SdlDocument document)
    {
        var validator = new SdlValidator(document);
        foreach (var directive in document.Directives.Values)
            validator.CheckDirectiveDefinition(directive);
        validator.CheckTypesAndSchema();

        if (validator.errors.Count > 0)
            throw validator.Failure();
    }

    void CheckTypesAndSchema()
    {
        var schemaIsDue = document.Schema?.TypesBefore ?? -1;
        foreach (var type in document.Types.Values)
        {
            if (schemaIsDue-- == 0)
                CheckSchema(document.Schema!);
            CheckType(type);
        }
        if (schemaIsDue == 0)
            CheckSchema(document.Schema!);
    }

    void CheckSchema(SdlSchema schema)
    {
        var seen = new HashSet<OperationType>();
        foreach (var operation in schema.OperationTypes)
        {
            if (!seen.Add(operation.Operation))
            {
                Add(
                    $"There can be only one {operation.Operation.ToString().ToLowerInvariant()} type in schema.",
                    operation.Location
                );
            }
        }
        CheckUniqueDirectives(schema.Directives);
        CheckDirectiveUses(schema.Directives, DirectiveLocation.Schema);
        foreach (var operation in schema.OperationTypes)
            CheckTypeName(operation.Type);
    }

    void CheckDirectiveDefinition(DirectiveDefinitionNode directive)
    {
        CheckUnique(directive.Arguments, name => $"Argument \"@{directive.Name}({name}:)\" can only be defined once.");
        foreach (var argument in directive.Arguments)
            CheckInputValue(argument, DirectiveLocation.ArgumentDefinition);
    }

    void CheckType(SdlType type)
    {
        CheckName(type.Name, type.NameLocation);
        CheckUnique(type.Values, name => $"Enum value \"{type.Name}.{name}\" can only be defined once.");
        CheckUnique(type.Fields, name => $"Field \"{type.Name}.{name}\" can only be defined once.");
        CheckUnique(type.InputFields, name => $"Field \"{type.Name}.{name}\" can only be defined once.");
        foreach (var field in type.Fields)
            CheckUniqueArguments(type, field);
        CheckUniqueDirectives(type.Directives);
        if (!type.IsDefined)
            CannotExtend(type);

        foreach (var implemented in type.Interfaces)
            CheckTypeName(implemented);
        CheckDirectiveUses(type.Directives, PlaceOf(type.Kind));
        foreach (var member in type.Members)
            CheckTypeName(member);
        foreach (var value in type.Values)
        {
            CheckUniqueDirectives(value.Directives);
            CheckDirectiveUses(value.Directives, DirectiveLocation.EnumValue);
        }
        foreach (var field in type.Fields)
            CheckField(field);
        foreach (var field in type.InputFields)
            CheckInputValue(field, DirectiveLocation.InputFieldDefinition);
    }

    // Apart, so that only a field with arguments pays for the words.
    void CheckUniqueArguments(SdlType type, FieldDefinitionNode field)
    {
        if (field.Arguments.Length > 1)
            CheckUniqueArguments(type.Name, field);
    }

    void CheckUniqueArguments(string type, FieldDefinitionNode field) =>
        CheckUnique(field.Arguments, name => $"Argument \"{type}.{field.Name}({name}:)\" can only be defined once.");

    void CheckField(FieldDefinitionNode field)
    {
        CheckName(field.Name, field.NameLocation);
        CheckUniqueDirectives(field.Directives);
        foreach (var argument in field.Arguments)
            CheckInputValue(argument, DirectiveLocation.ArgumentDefinition);
        CheckTypeName(field.Type.Innermost);
        CheckDirectiveUses(field.Directives, DirectiveLocation.FieldDefinition);
    }

    void CheckInputValue(InputValueDefinitionNode input, DirectiveLocation place)
    {
        CheckUniqueDirectives(input.Directives);
        CheckTypeName(input.Type.Innermost);
        if (input.DefaultValue is { } value)
            CheckLiteral(value);
        CheckDirectiveUses(input.Directives, place);
    }

    static DirectiveLocation PlaceOf(SdlKind kind) =>
        kind switch
        {
            SdlKind.Scalar => DirectiveLocation.Scalar,
            SdlKind.Object => DirectiveLocation.Object,
            SdlKind.Interface => DirectiveLocation.Interface,
            SdlKind.Union => DirectiveLocation.Union,
            SdlKind.Enum => DirectiveLocation.Enum,
            SdlKind.Input => DirectiveLocation.InputObject,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    void CheckUnique<T>(ImmutableArray<T> nodes, Func<string, string> message)
        where T : INamedNode
    {
        if (nodes.Length < 2)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (!seen.Add(node.Name!))
                Add(message(node.Name!), node.NameLocation);
        }
    }

    void Add(string message, Location at)
    {
        if (errors.Count == CompositeLimits.SdlErrorsMax)
        {
            errors.Add(
                new(
                    CompositeErrorCode.SdlInvalid,
                    "Too many validation errors, error limit reached. Validation aborted.",
                    document.Text.PlaceOf(at)
                )
            );
            throw Failure();
        }
        errors.Add(new(CompositeErrorCode.SdlInvalid, message, document.Text.PlaceOf(at)));
    }

    CompositeException Failure() =>
        CompositeException.Of(
            errors[0] with
            {
                Message = string.Join("\n\n", errors.Select(error => error.Message)),
                All = errors,
            }
        );
}
