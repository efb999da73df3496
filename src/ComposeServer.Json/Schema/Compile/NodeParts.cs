using ComposeServer.Json.Schema.Assertions;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>The rules of one schema while its keywords are read.</summary>
sealed class NodeParts
{
    public List<Assertion> General { get; } = [];

    public List<Assertion> ForNumbers { get; } = [];

    public List<Assertion> ForTexts { get; } = [];

    public List<Assertion> ForLists { get; } = [];

    public List<Assertion> ForMaps { get; } = [];

    /// <summary>Rules for objects that are not part of <see cref="MapShape"/>.</summary>
    public List<Assertion> ForMapsBeside { get; } = [];

    public KeyValuePair<string, SchemaNode>[] Declared { get; set; } = [];

    public string[] Required { get; set; } = [];

    public KeyValuePair<EcmaPattern, SchemaNode>[] Patterns { get; set; } = [];

    public SchemaNode? Additional { get; set; }

    public Assertion? UnevaluatedMembers { get; set; }

    public Assertion? UnevaluatedItems { get; set; }

    /// <summary>Schemas applied to the same value: the edges along which references may run in a circle.</summary>
    public List<SchemaNode> InPlace { get; } = [];

    public void Fill(SchemaNode node)
    {
        node.General = [.. General];
        node.ForNumbers = [.. ForNumbers];
        node.ForTexts = [.. ForTexts];
        node.ForLists = [.. ForLists];
        node.ForMaps = [.. ForMaps];
        node.UnevaluatedMembers = UnevaluatedMembers;
        node.UnevaluatedItems = UnevaluatedItems;
        var hasShape = Declared.Length > 0 || Required.Length > 0 || Patterns.Length > 0 || Additional is not null;
        node.ForMapsFused = hasShape
            ? [new MapShape(Declared, Required, Patterns, Additional), .. ForMapsBeside]
            : [.. ForMapsBeside];
    }
}
