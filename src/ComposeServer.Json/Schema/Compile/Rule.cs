using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

/// <summary>A keyword that asserts something.</summary>
/// <param name="Keyword">Its name.</param>
/// <param name="Types">The types it is for; None is all.</param>
/// <param name="Read">Adds to the parts of the node.</param>
/// <param name="In">Where it is known.</param>
sealed record Rule(
    string Keyword,
    TypeSet Types,
    Action<SchemaCompiler, CompileScope, NodeParts> Read,
    Known In = Known.Everywhere
)
{
    /// <summary>True when the keyword counts in a mode.</summary>
    public bool IsOf(SchemaMode mode) => (In & Knowledge.Of(mode)) != 0;
}

/// <summary>Where a keyword is known: the modes, as a set.</summary>
[Flags]
enum Known
{
    Suite = 1,
    Model = 2,
    Draft07 = 4,
    Draft2020 = Suite | Model,
    Ajv = Model | Draft07,
    Everywhere = Suite | Model | Draft07,
}

/// <summary>Modes as sets of one.</summary>
static class Knowledge
{
    public static Known Of(SchemaMode mode) =>
        mode switch
        {
            SchemaMode.Model => Known.Model,
            SchemaMode.Draft07 => Known.Draft07,
            _ => Known.Suite,
        };
}

/// <summary>All rules, in the two orders that matter.</summary>
static class Rules
{
    const string DynamicAnchor = "$dynamicAnchor";
    const TypeSet Map = TypeSet.Object;
    const TypeSet List = TypeSet.Array;
    const TypeSet Text = TypeSet.String;

    /// <summary>The order in which ajv applies rules: those for all types, for numbers, texts, lists, objects.</summary>
    public static readonly Rule[] Applied =
    [
        new("$dynamicRef", default, (c, s, p) => c.ReadDynamicReference(s, p), In: Known.Draft2020),
        new("$recursiveAnchor", default, (_, s, p) => SchemaCompiler.ReadRecursiveAnchor(s), In: Known.Model),
        new("$recursiveRef", default, (c, s, p) => c.ReadReference(s, p, "$recursiveRef"), In: Known.Model),
        new("id", default, (_, s, p) => SchemaCompiler.ReadOldId(), In: Known.Ajv),
        new("$ref", default, (c, s, p) => c.ReadReference(s, p, "$ref")),
        new("const", default, (_, s, p) => SchemaCompiler.ReadConst(s, p)),
        new("enum", default, (c, s, p) => c.ReadEnum(s, p)),
        new("not", default, (c, s, p) => c.ReadNot(s, p)),
        new("anyOf", default, (c, s, p) => c.ReadAnyOf(s, p)),
        new("oneOf", default, (c, s, p) => c.ReadOneOf(s, p)),
        new("allOf", default, (c, s, p) => c.ReadAllOf(s, p)),
        new("if", default, (c, s, p) => c.ReadIf(s, p)),
        new("then", default, (c, s, p) => c.ReadBranch(s, "then")),
        new("else", default, (c, s, p) => c.ReadBranch(s, "else")),
        new(
            "maximum",
            TypeSet.Number,
            (_, s, p) => SchemaCompiler.ReadNumberLimit(s, p, "maximum", 1, exclusive: false)
        ),
        new(
            "minimum",
            TypeSet.Number,
            (_, s, p) => SchemaCompiler.ReadNumberLimit(s, p, "minimum", -1, exclusive: false)
        ),
        new(
            "exclusiveMaximum",
            TypeSet.Number,
            (_, s, p) => SchemaCompiler.ReadNumberLimit(s, p, "exclusiveMaximum", 1, exclusive: true)
        ),
        new(
            "exclusiveMinimum",
            TypeSet.Number,
            (_, s, p) => SchemaCompiler.ReadNumberLimit(s, p, "exclusiveMinimum", -1, exclusive: true)
        ),
        new("multipleOf", TypeSet.Number, (c, s, p) => c.ReadMultipleOf(s, p)),
        new("maxLength", Text, (_, s, p) => SchemaCompiler.ReadLength(s, p, "maxLength")),
        new("minLength", Text, (_, s, p) => SchemaCompiler.ReadLength(s, p, "minLength")),
        new("pattern", Text, (c, s, p) => c.ReadPattern(s, p)),
        new("format", TypeSet.Number | Text, (c, s, p) => c.ReadFormat(s, p)),
        new(
            "formatMaximum",
            Text,
            (_, s, p) => SchemaCompiler.ReadFormatLimit(s, p, "formatMaximum", 1, exclusive: false),
            In: Known.Ajv
        ),
        new(
            "formatMinimum",
            Text,
            (_, s, p) => SchemaCompiler.ReadFormatLimit(s, p, "formatMinimum", -1, exclusive: false),
            In: Known.Ajv
        ),
        new(
            "formatExclusiveMaximum",
            Text,
            (_, s, p) => SchemaCompiler.ReadFormatLimit(s, p, "formatExclusiveMaximum", 1, exclusive: true),
            In: Known.Ajv
        ),
        new(
            "formatExclusiveMinimum",
            Text,
            (_, s, p) => SchemaCompiler.ReadFormatLimit(s, p, "formatExclusiveMinimum", -1, exclusive: true),
            In: Known.Ajv
        ),
        new("maxItems", List, (_, s, p) => SchemaCompiler.ReadItemCount(s, p, "maxItems")),
        new("minItems", List, (_, s, p) => SchemaCompiler.ReadItemCount(s, p, "minItems")),
        new("prefixItems", List, (c, s, p) => c.ReadPrefixItems(s, p), In: Known.Draft2020),
        new("additionalItems", List, (c, s, p) => c.ReadAdditionalItems(s, p), In: Known.Draft07),
        new("items", List, (c, s, p) => c.ReadItems(s, p)),
        new("contains", List, (c, s, p) => c.ReadContains(s, p)),
        new("uniqueItems", List, (c, s, p) => c.ReadUniqueItems(s, p)),
        new("maxContains", List, (c, s, p) => c.ReadContainsLimit(s, "maxContains"), In: Known.Draft2020),
        new("minContains", List, (c, s, p) => c.ReadContainsLimit(s, "minContains"), In: Known.Draft2020),
        new("unevaluatedItems", List, (c, s, p) => c.ReadUnevaluatedItems(s, p), In: Known.Draft2020),
        new("maxProperties", Map, (_, s, p) => SchemaCompiler.ReadMemberCount(s, p, "maxProperties")),
        new("minProperties", Map, (_, s, p) => SchemaCompiler.ReadMemberCount(s, p, "minProperties")),
        new("required", Map, (c, s, p) => c.ReadRequired(s, p)),
        new("propertyNames", Map, (c, s, p) => c.ReadPropertyNames(s, p)),
        new("additionalProperties", Map, (c, s, p) => c.ReadAdditionalProperties(s, p)),
        new("dependencies", Map, (c, s, p) => c.ReadDependencies(s, p), In: Known.Ajv),
        new("properties", Map, (c, s, p) => c.ReadProperties(s, p)),
        new("patternProperties", Map, (c, s, p) => c.ReadPatternProperties(s, p)),
        new("dependentRequired", Map, (_, s, p) => SchemaCompiler.ReadDependentRequired(s, p), In: Known.Draft2020),
        new("dependentSchemas", Map, (c, s, p) => c.ReadDependentSchemas(s, p), In: Known.Draft2020),
        new("unevaluatedProperties", Map, (c, s, p) => c.ReadUnevaluatedProperties(s, p), In: Known.Draft2020),
    ];

    static readonly Dictionary<string, Rule> ByKeyword = Applied.ToDictionary(
        rule => rule.Keyword,
        StringComparer.Ordinal
    );

    // In the order in which ajv has learnt them: so it looks for a keyword without its type.
    static readonly string[] Learnt =
    [
        "maximum",
        "minimum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "multipleOf",
        "maxLength",
        "minLength",
        "pattern",
        "maxProperties",
        "minProperties",
        "required",
        "maxItems",
        "minItems",
        "uniqueItems",
        "propertyNames",
        "additionalProperties",
        "dependencies",
        "properties",
        "patternProperties",
        "prefixItems",
        "items",
        "contains",
        "format",
        "dependentRequired",
        "dependentSchemas",
        "maxContains",
        "minContains",
        "unevaluatedProperties",
        "unevaluatedItems",
        "formatMaximum",
        "formatMinimum",
        "formatExclusiveMaximum",
        "formatExclusiveMinimum",
    ];

    /// <summary>Rules that are for certain types.</summary>
    public static readonly Rule[] Typed = Array.ConvertAll(Learnt, keyword => ByKeyword[keyword]);

    // Rules of ajv that assert nothing by themselves but are no mere annotations either.
    static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        DynamicAnchor,
        "$comment",
        "type",
        "nullable",
    };

    // Known words without any effect. `$anchor` is not among them: ajv does not know it.
    static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema",
        "$id",
        "$defs",
        "$vocabulary",
        "definitions",
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "examples",
        "contentMediaType",
        "contentEncoding",
        "contentSchema",
        "$async",
    };

    /// <summary>True for keywords that ajv acts on.</summary>
    public static bool Has(string keyword) => ByKeyword.ContainsKey(keyword) || Silent.Contains(keyword);

    /// <summary>True for keywords that strict mode lets stand.</summary>
    public static bool Knows(string keyword, SchemaMode mode) =>
        ByKeyword.TryGetValue(keyword, out var rule) ? rule.IsOf(mode)
        : keyword == DynamicAnchor ? mode != SchemaMode.Draft07
        : Silent.Contains(keyword) || Annotations.Contains(keyword);
}
