using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.SdlRules;

/// <summary>What the rules know together: the document, its definitions by name, and the path to the current node.</summary>
sealed class SdlContext
{
    // An error list longer than this helps nobody.
    const int ErrorsMax = 100;

    public SdlContext(DocumentNode document)
    {
        Document = document;
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode type:
                    Types[type.Name] = type;
                    break;
                case DirectiveDefinitionNode directive:
                    Directives[directive.Name] = directive;
                    break;
            }
        }
    }

    public DocumentNode Document { get; }

    /// <summary>Defined types; of several with one name the last.</summary>
    public OrderedDictionary<string, TypeDefinitionNode> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Defined directives; of several with one name the last.</summary>
    public Dictionary<string, DirectiveDefinitionNode> Directives { get; } = new(StringComparer.Ordinal);

    /// <summary>From the document down to the parent of the current node.</summary>
    public List<SyntaxNode> Ancestors { get; } = [];
    public List<SchemaError> Errors { get; } = [];
    public bool IsFull => Errors.Count >= ErrorsMax;

    public void Report(string message, params IEnumerable<Location?> places)
    {
        if (!IsFull)
        {
            Errors.Add(SchemaError.At(message, places));
        }
    }
}
