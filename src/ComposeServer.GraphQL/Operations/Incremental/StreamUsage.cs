using System.Collections.Frozen;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>The <c>@stream</c> of a selected field.</summary>
sealed class StreamUsage
{
    readonly DirectiveNode node;
    readonly BoundArguments? constant;

    /// <param name="directive">The directive; it is on.</param>
    /// <param name="items">The same field for items that come later: of them nothing belongs to the parts around the list.</param>
    public StreamUsage(DeliveryDirective directive, FieldSelection items)
    {
        node = directive.Node;
        Label = directive.Label;
        Items = items;
        if (ArgumentBinder.AreConstant(node.Arguments))
        {
            constant = Bind(FrozenDictionary<string, object?>.Empty);
        }
    }

    public string? Label { get; }
    public FieldSelection Items { get; }

    /// <summary>How many items come with the list.</summary>
    public int InitialCount(IReadOnlyDictionary<string, object?> variables, out GraphQLError? error)
    {
        var bound = constant ?? Bind(variables);
        error = bound.Error;
        var count = bound.Values?.Get<int>("initialCount") ?? 0;
        if (count < 0)
        {
            error = new("initialCount must be a positive integer", ErrorCodes.BadUserInput);
        }

        return count;
    }

    BoundArguments Bind(IReadOnlyDictionary<string, object?> variables) =>
        ArgumentBinder.Bind(IncrementalDirectives.Stream.Arguments, node.Arguments, node, variables);
}
