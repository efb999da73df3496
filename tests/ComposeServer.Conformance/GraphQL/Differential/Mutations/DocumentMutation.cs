using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>One way to break a document.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Apply">Does it, in a place that chance picks. False when there is no such place.</param>
sealed record DocumentMutation(string Name, Func<BrokenDocument, bool> Apply)
{
    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        .. DefinitionMutations.All,
        .. FragmentMutations.All,
        .. FieldMutations.All,
        .. DirectiveMutations.All,
        .. ValueMutations.All,
        .. VariableMutations.All,
    ];

    /// <summary>Changes a selection that fits.</summary>
    public static DocumentMutation OfSelection(
        string name,
        Func<BrokenDocument, SelectionText, bool> fits,
        Action<BrokenDocument, SelectionText> change
    ) =>
        new(
            name,
            broken =>
            {
                var selection = broken.Chance.Any(broken.Document.Selections.Where(one => fits(broken, one)));
                if (selection is not null)
                    change(broken, selection);
                return selection is not null;
            }
        );

    /// <summary>Changes a selection set, which is an operation's, a fragment's or a selection's.</summary>
    public static DocumentMutation OfSet(string name, Action<BrokenDocument, string, List<SelectionText>> change) =>
        new(
            name,
            broken =>
            {
                var (type, set) = broken.Set();
                change(broken, type, set);
                return true;
            }
        );

    /// <summary>Changes an operation.</summary>
    public static DocumentMutation OfOperation(string name, Action<BrokenDocument, OperationText> change) =>
        new(
            name,
            broken =>
            {
                change(broken, broken.Chance.Of(broken.Document.Operations));
                return true;
            }
        );
}

/// <summary>A document that is being broken.</summary>
/// <param name="Document">The document.</param>
/// <param name="Schema">What it is a document for.</param>
/// <param name="Chance">Decides.</param>
sealed record BrokenDocument(DocumentText Document, SchemaText Schema, Chance Chance)
{
    /// <summary>A selection set somewhere, and the type it is of.</summary>
    public (string Type, List<SelectionText> Set) Set()
    {
        var sets = Document
            .Parts.Select(part => (part.Type, part.Selections))
            .Concat(
                Document
                    .Selections.Where(one => one.Selections is not null)
                    .Select(one => (TypeText.Named(one.Field?.Type ?? one.Condition ?? one.Parent), one.Selections!))
            );
        return Chance.Of(sets.ToArray());
    }

    public DefinitionText Any(params IReadOnlyList<string> keywords) =>
        Chance.Of(Schema.Types.Where(type => keywords.Contains(type.Keyword)).ToArray());

    /// <summary>A fragment that does not spread others.</summary>
    public FragmentText Fragment(string name, string type, params IEnumerable<SelectionText> selections) =>
        new(name, type) { Name = name, Selections = selections.Any() ? [.. selections] : [TypeName(type)] };

    public static SelectionText TypeName(string parent) => Field(parent, "__typename");

    public static SelectionText Field(string parent, string name, string? alias = null) =>
        new()
        {
            Parent = parent,
            Field = new(name, "String"),
            Name = name,
            Alias = alias,
        };

    public static SelectionText Spread(string parent, string name) => new() { Parent = parent, Name = name };

    public static SelectionText Inline(string parent, string? condition, params List<SelectionText> selections) =>
        new()
        {
            Parent = parent,
            Condition = condition,
            Selections = selections,
        };
}
