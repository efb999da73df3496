using System.Text.Json;
using ComposeServer.Json.Schema.Assertions;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>Turns a schema into nodes. Used once.</summary>
/// <remarks>
/// Keywords are read in ajv's order, so that of several faults the same one is reported. What no reference reaches is not read.
/// Parts of this class: one file per kind of keyword, and the rules of strict mode.
/// </remarks>
sealed partial class SchemaCompiler(SchemaOptions options)
{
    const int NodeBytes = 600;

    readonly SchemaRegistry registry = new(options);
    readonly Dictionary<(SchemaDocument, string), SchemaNode> targets = [];
    readonly Dictionary<SchemaNode, List<SchemaNode>> inPlace = [];
    readonly List<(SchemaNode Node, SchemaEntry Entry)> roots = [];
    readonly List<(Reference Reference, SchemaEntry Entry)> crossings = [];
    readonly HashSet<string> dynamicAnchors = new(StringComparer.Ordinal);
    int compiled;
    int open;

    /// <summary>Roughly what the compiled schema will take in memory, the tables of its patterns full.</summary>
    public long SizeBytes => (NodeBytes * (long)compiled) + patterns.Values.Sum(pattern => pattern.SizeBytes);

    bool IsModel => options.Mode == SchemaMode.Model;

    bool IsDraft07 => options.Mode == SchemaMode.Draft07;

    /// <summary>True when ajv's rules apply, not only those of the standard.</summary>
    bool IsAjv => options.Mode != SchemaMode.Suite;

    public SchemaNode Compile(JsonElement schema)
    {
        var entry = registry.Add(options.BaseId, schema);
        var root = Target(entry.Location, "#");
        BindDynamicAnchors();
        RefuseCycles();
        return root;
    }

    /// <summary>The node of a schema that a reference names, compiled once.</summary>
    SchemaNode Target(SchemaLocation location, string errorPath)
    {
        if (Compiled(location) is { } known)
            return known;
        var node = targets[(location.Entry.Document, location.Pointer)] = new();
        CompileInto(
            node,
            new()
            {
                Location = location,
                ErrorPath = errorPath,
                Depth = 0,
            }
        );
        return node;
    }

    /// <summary>The node of a target that has been named before; its keywords may still be under way.</summary>
    SchemaNode? Compiled(SchemaLocation location) =>
        targets.GetValueOrDefault((location.Entry.Document, location.Pointer));

    SchemaNode Node(CompileScope scope)
    {
        if (scope.Schema.ValueKind == JsonValueKind.True)
            return SchemaNode.True;
        if (scope.Schema.ValueKind == JsonValueKind.False)
            return SchemaNode.False;
        var node = new SchemaNode();
        CompileInto(node, scope);
        return node;
    }

    void CompileInto(SchemaNode node, CompileScope scope)
    {
        if (++compiled > options.Limits.SubschemasMax)
            throw new SchemaException(SchemaErrorCode.TooLarge, $"more than {options.Limits.SubschemasMax} subschemas");
        if (scope.Depth > options.Limits.DepthMax)
            throw new SchemaException(SchemaErrorCode.TooLarge, $"schema nested deeper than {options.Limits.DepthMax}");
        // References lead on and on without any nesting, and each takes a part of the stack, here as when it is evaluated.
        if (open >= options.Limits.EvaluationDepthMax)
            throw new SchemaException(
                SchemaErrorCode.TooLarge,
                $"references lead through more than {options.Limits.EvaluationDepthMax} subschemas"
            );
        open++;
        CompileKeywords(node, scope);
        open--;
    }

    void CompileKeywords(SchemaNode node, CompileScope scope)
    {
        switch (scope.Schema.ValueKind)
        {
            case JsonValueKind.True:
                return;
            case JsonValueKind.False:
                node.IsFalse = true;
                return;
            case JsonValueKind.Object:
                break;
            default:
                throw new SchemaException(
                    SchemaErrorCode.Invalid,
                    $"schema must be object or boolean at \"{scope.ErrorPath}\""
                );
        }
        if (scope.Location.Pointer == scope.Entry.Pointer)
            roots.Add((node, scope.Entry));
        if (IsAjv)
            RefuseUnknownKeywords(scope);
        var types = ReadTypes(scope, node);
        if (IsModel && !IsOnlyReference(scope.Schema))
            CheckTypes(scope, types);
        var parts = new NodeParts();
        foreach (var rule in Rules.Applied)
        {
            if (
                scope.Has(rule.Keyword)
                && rule.IsOf(options.Mode)
                && !scope.Entry.Document.Ignored.Contains(rule.Keyword)
            )
                rule.Read(this, scope, parts);
        }
        parts.Fill(node);
        inPlace[node] = parts.InPlace;
    }

    /// <summary>A node for a subschema that is applied to the same value.</summary>
    SchemaNode InPlaceNode(CompileScope scope, NodeParts parts)
    {
        var node = Node(scope);
        parts.InPlace.Add(node);
        return node;
    }

    void BindDynamicAnchors()
    {
        if (dynamicAnchors.Count == 0)
            return;
        // Compiling a target may bring in documents with anchors of their own.
        for (var i = 0; i < registry.Entries.Count; i++)
        {
            var entry = registry.Entries[i];
            foreach (var anchor in entry.DynamicAnchors.Where(dynamicAnchors.Contains))
                entry.Resource.DynamicTargets[anchor] = Target(entry.Anchors[anchor], "#");
        }
        foreach (var (node, entry) in roots)
            node.Enters = entry.Resource;
        foreach (var (reference, entry) in crossings)
            reference.Enters = entry.Resource;
    }

    /// <summary>Refuses references that lead in a circle without a step into the document: no document could be judged.</summary>
    void RefuseCycles()
    {
        var done = new HashSet<SchemaNode>();
        var open = new HashSet<SchemaNode>();
        var path = new Stack<(SchemaNode Node, int Next)>();
        foreach (var start in inPlace.Keys)
        {
            if (!done.Add(start))
                continue;
            path.Push((start, 0));
            open.Add(start);
            while (path.TryPop(out var top))
            {
                if (!inPlace.TryGetValue(top.Node, out var edges) || top.Next == edges.Count)
                {
                    open.Remove(top.Node);
                    continue;
                }
                path.Push((top.Node, top.Next + 1));
                var next = edges[top.Next];
                if (open.Contains(next))
                    throw new SchemaException(SchemaErrorCode.ReferenceCycle, "references lead back to themselves");
                if (!done.Add(next))
                    continue;
                path.Push((next, 0));
                open.Add(next);
            }
        }
    }

    static SchemaException Malformed(CompileScope scope, string keyword, string expected) =>
        new(SchemaErrorCode.Invalid, $"{keyword} must be {expected} at \"{scope.ErrorPath}\"");
}
