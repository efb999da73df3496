using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations.Incremental;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Operations;

/// <summary>One member of the response for objects of one type: all selections of one response key merged. Immutable and thread-safe.</summary>
public sealed class FieldSelection
{
    object? plan;
    string? inside;

    internal FieldSelection(
        int index,
        ObjectType parentType,
        FieldDefinition field,
        ImmutableArray<FieldNode> nodes,
        SelectionSet? selections
    )
    {
        Index = index;
        ParentType = parentType;
        Field = field;
        Nodes = nodes;
        Selections = selections;
        Key = Encoding.UTF8.GetBytes($"\"{ResponseKey}\":");
        Locations = [.. nodes.Select(node => node.Location)];
        IsTypeName = ReferenceEquals(field, IntrospectionTypes.TypeNameField);
        if (ArgumentBinder.AreConstant(nodes[0].Arguments))
        {
            ConstantArguments = BindArguments(FrozenDictionary<string, object?>.Empty);
        }
    }

    /// <summary>The concrete type that has the field.</summary>
    public ObjectType ParentType { get; }
    public FieldDefinition Field { get; }

    /// <summary>The selections in the document that were merged; never empty, and alike in name and arguments.</summary>
    public ImmutableArray<FieldNode> Nodes { get; }

    /// <summary>What is selected of the field's value; null for leaf types.</summary>
    public SelectionSet? Selections { get; }

    /// <summary>The alias, or else the name.</summary>
    public string ResponseKey => Nodes[0].ResponseKey;

    /// <summary>What is selected of the value, as text: the same for the same field asked under other names. Made when first asked for.</summary>
    internal string Inside =>
        inside ??= string.Join(
            ' ',
            Nodes.Select(node => node.SelectionSet).OfType<SelectionSetNode>().Select(Printer.Print)
        );

    /// <summary>Room for what a planner worked out about this selection; lives as long as the compiled operation. Set whole or not at all.</summary>
    public object? Plan
    {
        get => Volatile.Read(ref plan);
        set => Volatile.Write(ref plan, value);
    }

    /// <summary>Position among the fields of <see cref="ParentType"/> in this selection set.</summary>
    internal int Index { get; }

    /// <summary>Response key with quotes and colon. Names are ASCII, so nothing needs escaping.</summary>
    internal byte[] Key { get; }
    internal ImmutableArray<Location> Locations { get; }

    /// <summary>Whether it is <c>__typename</c>.</summary>
    public bool IsTypeName { get; }

    /// <summary>Whether items of the list come later (<c>@stream</c>).</summary>
    public bool IsStreamed => Stream is not null;

    /// <summary>The <c>@stream</c> of the field; null when it has none, or when everything comes at once.</summary>
    internal StreamUsage? Stream { get; init; }

    /// <summary>Null when the arguments hold variables.</summary>
    internal BoundArguments? ConstantArguments { get; }

    internal BoundArguments BindArguments(IReadOnlyDictionary<string, object?> variables) =>
        ArgumentBinder.Bind(Field.Arguments, Nodes[0].Arguments, Nodes[0], variables);

    public override string ToString() => $"{ParentType.Name}.{Field.Name}";
}
