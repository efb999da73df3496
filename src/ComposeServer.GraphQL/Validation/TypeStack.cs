using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Validation;

/// <summary>What the schema says about the node a walk stands on. Null stands for what the schema does not know.</summary>
sealed class TypeStack(Schema schema)
{
    readonly Stack<GraphQLType?> types = new();
    readonly Stack<NamedType?> parents = new();
    readonly Stack<FieldDefinition?> fields = new();
    readonly List<GraphQLType?> inputs = [];
    readonly Stack<InputDefault?> defaults = new();

    /// <summary>Type of the field, fragment or operation around.</summary>
    public GraphQLType? Type => types.Count > 0 ? types.Peek() : null;

    /// <summary>The composite type selections are made on.</summary>
    public NamedType? ParentType => parents.Count > 0 ? parents.Peek() : null;
    public FieldDefinition? Field => fields.Count > 0 ? fields.Peek() : null;
    public DirectiveDefinition? Directive { get; private set; }
    public ArgumentDefinition? Argument { get; private set; }

    /// <summary>Type expected of the value.</summary>
    public GraphQLType? InputType => inputs.Count > 0 ? inputs[^1] : null;

    /// <summary>Type expected of the value around.</summary>
    public GraphQLType? ParentInputType => inputs.Count > 1 ? inputs[^2] : null;

    /// <summary>Default of the argument or input field the value is for; one that does not fit its type is none.</summary>
    public InputDefault? Default => defaults.Count > 0 ? defaults.Peek() : null;

    public void Enter(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode:
                parents.Push(Type?.Named is { IsComposite: true } parent ? parent : null);
                break;
            case FieldNode field:
                fields.Push(ParentType is { } type ? schema.FieldOf(type, field.Name) : null);
                types.Push(Field?.Type is { IsOutput: true } output ? output : null);
                break;
            case DirectiveNode directive:
                Directive = schema.Directives[directive.Name];
                break;
            case OperationDefinitionNode operation:
                types.Push(schema.RootType(operation.Operation));
                break;
            case InlineFragmentNode inline:
                PushOutput(inline.TypeCondition is { } condition ? schema.Resolve(condition) : Type?.Named);
                break;
            case FragmentDefinitionNode fragment:
                PushOutput(schema.Resolve(fragment.TypeCondition));
                break;
            case VariableDefinitionNode variable:
                PushInput(schema.Resolve(variable.Type));
                break;
            case ArgumentNode argument:
                Argument = (Directive?.Arguments ?? Field?.Arguments)?[argument.Name];
                defaults.Push(Argument is { HasDefault: true } given ? given.Default : null);
                PushInput(Argument?.Type);
                break;
            case ListValueNode:
                defaults.Push(null);
                PushInput(InputType?.Nullable is ListType list ? list.OfType : InputType?.Nullable);
                break;
            case ObjectFieldNode member:
                var input = (InputType?.Named as InputObjectType)?.Fields[member.Name];
                defaults.Push(input is { HasDefault: true } ? input.Default : null);
                PushInput(input?.Type);
                break;
        }
    }

    public void Leave(SyntaxNode node)
    {
        switch (node)
        {
            case SelectionSetNode:
                parents.Pop();
                break;
            case FieldNode:
                fields.Pop();
                types.Pop();
                break;
            case DirectiveNode:
                Directive = null;
                break;
            case OperationDefinitionNode or InlineFragmentNode or FragmentDefinitionNode:
                types.Pop();
                break;
            case VariableDefinitionNode:
                PopInput();
                break;
            case ArgumentNode:
                Argument = null;
                defaults.Pop();
                PopInput();
                break;
            case ListValueNode or ObjectFieldNode:
                defaults.Pop();
                PopInput();
                break;
        }
    }

    void PushOutput(GraphQLType? type) => types.Push(type is { IsOutput: true } ? type : null);

    void PushInput(GraphQLType? type) => inputs.Add(type is { IsInput: true } ? type : null);

    void PopInput() => inputs.RemoveAt(inputs.Count - 1);
}
