using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>One operation of a valid document with all its branches: which one runs is decided by the variables in its conditions.</summary>
/// <remarks>Thread-safe. Branches are compiled when first taken and kept, <see cref="BranchesMax"/> at most.</remarks>
public sealed partial class PreparedOperation
{
    /// <summary>Branches kept; those beyond are compiled for each request.</summary>
    internal const int BranchesMax = 64;

    // One bit per variable in the key of a branch.
    const int KeyedConditionsMax = 64;

    readonly IReadOnlyDictionary<string, FragmentDefinitionNode> fragments;
    readonly ImmutableArray<VariableDefinitionNode> conditions;
    readonly ConcurrentDictionary<ulong, CompiledOperation> branches = [];
    CompiledOperation? only;

    internal PreparedOperation(
        Schema schema,
        OperationDefinitionNode node,
        IReadOnlyDictionary<string, FragmentDefinitionNode> fragments
    )
    {
        Schema = schema;
        Node = node;
        RootType = schema.RootType(node.Operation);
        this.fragments = fragments;
        var reach = OperationReach.Of(node, fragments);
        conditions = [.. node.Variables.Where(variable => reach.ConditionVariables.Contains(variable.Name))];
        IsIncremental = schema.IsIncremental && reach.HasDelivery;
        deliveryConditions =
        [
            .. node.Variables.Where(variable =>
                reach.DeliveryVariables.Contains(variable.Name) && !reach.ConditionVariables.Contains(variable.Name)
            ),
        ];
        IntrospectionFields = reach.IntrospectionFields;
        var live = LiveDirective.Definition;
        if (schema.Directives[live.Name] == live)
        {
            Live = node.Directives.FirstOrDefault(directive => directive.Name == live.Name);
        }
    }

    public Schema Schema { get; }
    public OperationType Type => Node.Operation;

    /// <summary>Null for an anonymous operation.</summary>
    public string? Name => Node.Name;

    /// <summary>True when all that its root selects is introspection, which needs no data.</summary>
    public bool IsAboutSchema =>
        Node.SelectionSet.Selections.All(selection =>
            selection is FieldNode selected && selected.Name.StartsWith("__", StringComparison.Ordinal)
        );
    internal OperationDefinitionNode Node { get; }

    /// <summary><see cref="LiveDirective"/> on the operation; null where there is none, or the schema has none.</summary>
    internal DirectiveNode? Live { get; }

    /// <summary>Null when the schema has no such operations.</summary>
    internal ObjectType? RootType { get; }

    /// <summary>The selections of <c>__schema</c> and <c>__type</c>.</summary>
    internal ImmutableArray<FieldNode> IntrospectionFields { get; }
    internal int BranchCount => branches.Count;

    /// <summary>The branch for these coerced variables. Only asked when there is a root type.</summary>
    /// <returns>Null with an error when a condition has no value.</returns>
    internal CompiledOperation? Branch(IReadOnlyDictionary<string, object?> variables, out GraphQLError? error)
    {
        error = null;
        if (conditions.IsEmpty)
        {
            // Two threads may compile at once; all get the branch that was first, with whatever planners hang on it.
            return only ?? Interlocked.CompareExchange(ref only, Compile([]), comparand: null) ?? only;
        }

        var key = 0UL;
        var trueConditions = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < conditions.Length; i++)
        {
            if (variables.GetValueOrDefault(conditions[i].Name) is not bool value)
            {
                error = NoValue(conditions[i], variables.ContainsKey(conditions[i].Name));
                return null;
            }

            if (value)
            {
                trueConditions.Add(conditions[i].Name);
                key |= 1UL << (i % KeyedConditionsMax);
            }
        }

        return conditions.Length <= KeyedConditionsMax ? Kept(key, trueConditions) : Compile(trueConditions);
    }

    CompiledOperation Kept(ulong key, HashSet<string> trueConditions)
    {
        if (branches.TryGetValue(key, out var branch))
        {
            return branch;
        }

        branch = Compile(trueConditions);
        return branches.Count < BranchesMax ? branches.GetOrAdd(key, branch) : branch;
    }

    CompiledOperation Compile(HashSet<string> trueConditions, bool isIncremental = false) =>
        new(Schema, Node, RootType!, fragments, trueConditions, isIncremental);

    static GraphQLError NoValue(VariableDefinitionNode variable, bool isNull)
    {
        var message = isNull
            ? "Argument \"if\" of non-null type \"Boolean!\" must not be null."
            : $"Argument \"if\" of required type \"Boolean!\" was provided the variable \"${variable.Name}\" which was not provided a runtime value.";
        return new GraphQLError(message, ErrorCodes.BadUserInput) { Locations = [variable.Location] };
    }
}
