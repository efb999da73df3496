using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Validation;

/// <summary>One rule of the specification about executable documents. Lives for one document.</summary>
/// <remarks>All rules share one walk; at each node they are asked in the order of the reference implementation.</remarks>
abstract class ValidationRule
{
    public virtual void EnterDocument(DocumentNode document) { }

    public virtual void LeaveDocument(DocumentNode document) { }

    public virtual void EnterOperation(OperationDefinitionNode operation) { }

    public virtual void LeaveOperation(OperationDefinitionNode operation) { }

    public virtual void EnterFragment(FragmentDefinitionNode fragment) { }

    public virtual void EnterVariableDefinition(VariableDefinitionNode variable) { }

    /// <summary>Called with the operation, fragment, field or inline fragment that the selection set belongs to.</summary>
    public virtual void EnterSelectionSet(SelectionSetNode selections, SyntaxNode owner) { }

    public virtual void EnterField(FieldNode field) { }

    public virtual void LeaveField(FieldNode field) { }

    public virtual void EnterSpread(FragmentSpreadNode spread) { }

    public virtual void EnterInlineFragment(InlineFragmentNode fragment) { }

    /// <summary>Called for every node that can carry directives, whether or not it has any.</summary>
    public virtual void EnterPlace(IDirectivesNode place) { }

    /// <summary>Called with what the directive is applied to.</summary>
    public virtual void EnterDirective(DirectiveNode directive, IDirectivesNode place) { }

    public virtual void LeaveDirective(DirectiveNode directive) { }

    public virtual void EnterArgument(ArgumentNode argument) { }

    public virtual void EnterNamedType(NamedTypeNode type) { }

    public virtual void EnterValue(ValueNode value) { }

    public virtual void LeaveValue(ValueNode value) { }

    public virtual void EnterObjectField(ObjectFieldNode field) { }
}
