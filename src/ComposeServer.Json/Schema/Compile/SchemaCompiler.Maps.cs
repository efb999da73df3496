using System.Text.Json;
using ComposeServer.Json.Schema.Assertions;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

// Keywords for objects. Those of MapShape are kept apart in the parts as well, for the fast pass.
sealed partial class SchemaCompiler
{
    public static void ReadMemberCount(CompileScope scope, NodeParts parts, string keyword)
    {
        var (limit, text) = Count(scope, keyword);
        AddBeside(parts, new MemberCount(limit, keyword == "maxProperties", text));
    }

    public void ReadRequired(CompileScope scope, NodeParts parts)
    {
        var names = Texts(scope, Items(scope, "required"), "required");
        if (IsModel)
            CheckRequired(scope, names);
        if (names.Length == 0)
            return;
        // A name given twice is missed twice.
        parts.ForMaps.Add(new Required(names));
        parts.Required = [.. names.Distinct(StringComparer.Ordinal)];
    }

    public void ReadPropertyNames(CompileScope scope, NodeParts parts) =>
        AddBeside(parts, new MemberNames(Node(scope.Below(scope["propertyNames"], "propertyNames", type: "string"))));

    public void ReadAdditionalProperties(CompileScope scope, NodeParts parts)
    {
        var declared = scope.Has("properties") ? Entries(scope, "properties").Select(member => member.Key) : [];
        var byPattern = scope.Has("patternProperties")
            ? Entries(scope, "patternProperties").Select(member => Pattern(member.Key))
            : [];
        var schema = Node(scope.Below(scope["additionalProperties"], "additionalProperties"));
        parts.Additional = schema;
        parts.ForMaps.Add(new AdditionalMembers(schema, declared.ToHashSet(StringComparer.Ordinal), [.. byPattern]));
    }

    public void ReadProperties(CompileScope scope, NodeParts parts)
    {
        var members = Entries(scope, "properties");
        scope.Defined.UnionWith(members.Select(member => member.Key));
        var declared = new List<KeyValuePair<string, SchemaNode>>();
        foreach (var (name, schema) in members)
        {
            declared.Add(new(name, Node(scope.Below(schema, "properties", name))));
            scope.Defined.Add(name);
        }
        parts.Declared = [.. declared];
        parts.ForMaps.Add(new Members(parts.Declared));
    }

    public void ReadPatternProperties(CompileScope scope, NodeParts parts)
    {
        parts.Patterns = Array.ConvertAll(
            Entries(scope, "patternProperties"),
            member =>
            {
                var pattern = Pattern(member.Key);
                if (IsAjv && scope.Has("properties"))
                    RefuseMatchingMembers(scope, pattern);
                return KeyValuePair.Create(pattern, Node(scope.Below(member.Value, "patternProperties", member.Key)));
            }
        );
        parts.ForMaps.Add(new PatternMembers(parts.Patterns));
    }

    /// <summary>Of ajv: entries that are lists are <c>dependentRequired</c>, others <c>dependentSchemas</c>.</summary>
    public void ReadDependencies(CompileScope scope, NodeParts parts)
    {
        var entries = Entries(scope, "dependencies");
        AddDependentRequired(
            scope,
            parts,
            Array.FindAll(entries, entry => entry.Value.ValueKind == JsonValueKind.Array),
            "dependencies"
        );
        AddDependentSchemas(
            scope,
            parts,
            Array.FindAll(entries, entry => entry.Value.ValueKind != JsonValueKind.Array),
            "dependencies"
        );
    }

    public static void ReadDependentRequired(CompileScope scope, NodeParts parts) =>
        AddDependentRequired(scope, parts, Entries(scope, "dependentRequired"), "dependentRequired");

    public void ReadDependentSchemas(CompileScope scope, NodeParts parts) =>
        AddDependentSchemas(scope, parts, Entries(scope, "dependentSchemas"), "dependentSchemas");

    public void ReadUnevaluatedProperties(CompileScope scope, NodeParts parts) =>
        parts.UnevaluatedMembers = new UnevaluatedMembers(
            Node(scope.Below(scope["unevaluatedProperties"], "unevaluatedProperties"))
        );

    static void AddDependentRequired(
        CompileScope scope,
        NodeParts parts,
        KeyValuePair<string, JsonElement>[] entries,
        string keyword
    )
    {
        if (entries.Length == 0)
            return;
        var needs = Array.ConvertAll(
            entries,
            entry =>
            {
                if (entry.Value.ValueKind != JsonValueKind.Array)
                    throw Malformed(scope, keyword, "an object of lists");
                return KeyValuePair.Create(entry.Key, Texts(scope, [.. entry.Value.EnumerateArray()], keyword));
            }
        );
        AddBeside(parts, new DependentRequired(needs));
    }

    void AddDependentSchemas(
        CompileScope scope,
        NodeParts parts,
        KeyValuePair<string, JsonElement>[] entries,
        string keyword
    )
    {
        if (entries.Length == 0)
            return;
        var schemas = Array.ConvertAll(
            entries,
            entry => KeyValuePair.Create(entry.Key, InPlaceNode(scope.InPlace(entry.Value, keyword, entry.Key), parts))
        );
        AddBeside(parts, new DependentSchemas(schemas));
    }

    void RefuseMatchingMembers(CompileScope scope, Patterns.EcmaPattern pattern)
    {
        var run = new Evaluation(options.Limits, documentBytes: 0);
        foreach (var (name, _) in Entries(scope, "properties"))
        {
            if (pattern.IsMatch(name, ref run))
                throw Strict($"property {name} matches pattern {pattern.Source} (use allowMatchingProperties)");
        }
        if (run.Fault is { } fault)
            throw new SchemaException(fault);
    }

    static void AddBeside(NodeParts parts, Assertion rule)
    {
        parts.ForMaps.Add(rule);
        parts.ForMapsBeside.Add(rule);
    }

    static string[] Texts(CompileScope scope, JsonElement[] items, string keyword) =>
        Array.ConvertAll(
            items,
            item =>
                item.ValueKind == JsonValueKind.String
                    ? item.Text()
                    : throw Malformed(scope, keyword, "a list of texts")
        );
}
