using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

public sealed partial class SchemaValidator
{
    void CheckFields(FieldsContainerType type)
    {
        if (type.Fields.Count == 0)
        {
            Report($"Type {type.Name} must define one or more fields.", Definitions(type));
        }

        foreach (var field in type.Fields)
        {
            CheckName(field.Name, field.Syntax);
            if (!field.Type.IsOutput)
            {
                var message = $"The type of {type.Name}.{field.Name} must be Output Type but got: {field.Type}.";
                Report(message, field.Syntax?.Type);
            }

            foreach (var argument in field.Arguments)
            {
                var coordinate = $"{type.Name}.{field.Name}({argument.Name}:)";
                CheckName(argument.Name, argument.Syntax);
                if (!argument.Type.IsInput)
                {
                    var message = $"The type of {coordinate} must be Input Type but got: {argument.Type}.";
                    Report(message, argument.Syntax?.Type);
                }

                CheckNotDeprecatedWhenRequired(argument, $"argument {coordinate}");
            }
        }
    }

    void CheckInterfaces(FieldsContainerType type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var super in type.Interfaces)
        {
            if (ReferenceEquals(type, super))
            {
                Report(
                    $"Type {type.Name} cannot implement itself because it would create a circular reference.",
                    Implements(type, super)
                );
            }
            else if (!seen.Add(super.Name))
            {
                Report($"Type {type.Name} can only implement {super.Name} once.", Implements(type, super));
            }
            else
            {
                CheckAncestors(type, super);
                CheckImplementation(type, super);
            }
        }
    }

    void CheckAncestors(FieldsContainerType type, InterfaceType super)
    {
        foreach (var ancestor in super.Interfaces)
        {
            if (!type.Interfaces.Contains(ancestor))
            {
                var message = ReferenceEquals(ancestor, type)
                    ? $"Type {type.Name} cannot implement {super.Name} because it would create a circular reference."
                    : $"Type {type.Name} must implement {ancestor.Name} because it is implemented by {super.Name}.";
                Report(message, [.. Implements(super, ancestor), .. Implements(type, super)]);
            }
        }
    }

    void CheckImplementation(FieldsContainerType type, InterfaceType super)
    {
        foreach (var expected in super.Fields)
        {
            if (!type.Fields.TryGet(expected.Name, out var field))
            {
                var message =
                    $"Interface field {super.Name}.{expected.Name} expected but {type.Name} does not provide it.";
                Report(message, [expected.Syntax, .. Definitions(type)]);
                continue;
            }

            if (!schema.IsSubtype(field.Type, expected.Type))
            {
                Report(
                    $"Interface field {super.Name}.{expected.Name} expects type {expected.Type} "
                        + $"but {type.Name}.{expected.Name} is type {field.Type}.",
                    expected.Syntax?.Type,
                    field.Syntax?.Type
                );
            }

            CheckArguments($"{type.Name}.{field.Name}", field, $"{super.Name}.{expected.Name}", expected);
        }
    }

    void CheckArguments(string name, FieldDefinition field, string superName, FieldDefinition expected)
    {
        foreach (var wanted in expected.Arguments)
        {
            var coordinate = $"{superName}({wanted.Name}:)";
            if (!field.Arguments.TryGet(wanted.Name, out var argument))
            {
                var message = $"Interface field argument {coordinate} expected but {name} does not provide it.";
                Report(message, wanted.Syntax, field.Syntax);
            }
            else if (!ReferenceEquals(argument.Type, wanted.Type))
            {
                Report(
                    $"Interface field argument {coordinate} expects type {wanted.Type} "
                        + $"but {name}({wanted.Name}:) is type {argument.Type}.",
                    wanted.Syntax?.Type,
                    argument.Syntax?.Type
                );
            }
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && !expected.Arguments.Contains(argument.Name))
            {
                Report(
                    $"Object field {name} includes required argument {argument.Name} "
                        + $"that is missing from the Interface field {superName}.",
                    argument.Syntax,
                    expected.Syntax
                );
            }
        }
    }

    static IEnumerable<SyntaxNode> Implements(FieldsContainerType type, InterfaceType super) =>
        Definitions(type)
            .SelectMany(node =>
                node switch
                {
                    ObjectTypeDefinitionNode definition => definition.Interfaces,
                    ObjectTypeExtensionNode extension => extension.Interfaces,
                    InterfaceTypeDefinitionNode definition => definition.Interfaces,
                    InterfaceTypeExtensionNode extension => extension.Interfaces,
                    _ => [],
                }
            )
            .Where(node => string.Equals(node.Name, super.Name, StringComparison.Ordinal));
}
