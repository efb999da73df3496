using System.Collections.Concurrent;
using System.Collections.Immutable;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Operations;

/// <summary>Branches for callers that take the answer in parts: there <c>if</c> of <c>@defer</c> and <c>@stream</c> decides too.</summary>
public sealed partial class PreparedOperation
{
    readonly ImmutableArray<VariableDefinitionNode> deliveryConditions;
    readonly ConcurrentDictionary<ulong, CompiledOperation> branchesInParts = [];

    /// <summary>True when an answer may come in parts: the schema offers that, and there is an <c>@defer</c> or <c>@stream</c> that can be on.</summary>
    public bool IsIncremental { get; }

    /// <summary>The branch for these coerced variables. Only asked when <see cref="IsIncremental"/> and there is a root type.</summary>
    /// <returns>Null with an error when a condition has no value. Without a value, <c>@defer</c> and <c>@stream</c> are on.</returns>
    internal CompiledOperation? BranchInParts(IReadOnlyDictionary<string, object?> variables, out GraphQLError? error)
    {
        error = null;
        var key = 0UL;
        var trueConditions = new HashSet<string>(StringComparer.Ordinal);
        var all = (VariableDefinitionNode[])[.. conditions, .. deliveryConditions];
        for (var i = 0; i < all.Length; i++)
        {
            var isGiven = variables.TryGetValue(all[i].Name, out var value);
            value ??= !isGiven && i >= conditions.Length ? true : null;
            if (value is not bool condition)
            {
                error = NoValue(all[i], isGiven);
                return null;
            }

            if (condition)
            {
                trueConditions.Add(all[i].Name);
                key |= 1UL << (i % KeyedConditionsMax);
            }
        }

        if (all.Length <= KeyedConditionsMax && branchesInParts.TryGetValue(key, out var branch))
        {
            return branch;
        }

        branch = Compile(trueConditions, isIncremental: true);
        return all.Length <= KeyedConditionsMax && branchesInParts.Count < BranchesMax
            ? branchesInParts.GetOrAdd(key, branch)
            : branch;
    }
}
