using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

// The rules of ajv's strict mode and their texts.
sealed partial class SchemaCompiler
{
    static SchemaException Strict(string fault) => new(SchemaErrorCode.Strict, $"strict mode: {fault}");

    void RefuseUnknownKeywords(CompileScope scope)
    {
        foreach (var member in scope.Schema.EnumerateObject())
        {
            if (!Rules.Knows(member.Text(), options.Mode))
                throw Strict($"unknown keyword: \"{member.Text()}\"");
        }
        if (scope["$async"].ValueKind == JsonValueKind.True)
            throw new SchemaException(SchemaErrorCode.Invalid, "async schema in sync schema");
    }

    static bool IsOnlyReference(JsonElement schema)
    {
        var hasReference = false;
        foreach (var member in schema.EnumerateObject())
        {
            var name = member.Text();
            hasReference |= name == "$ref";
            if (name != "$ref" && Rules.Has(name))
                return false;
        }
        return hasReference;
    }

    /// <summary>Every keyword needs its type beside it or around it; types do not widen; at most one beside <c>null</c>.</summary>
    void CheckTypes(CompileScope scope, List<string> types)
    {
        NarrowTypes(scope, types);
        if (types.Count > 1 && !(types.Count == 2 && types.Contains("null")))
            throw WrongTypes(scope, "use allowUnionTypes to allow union type keyword");
        foreach (var rule in Rules.Typed)
        {
            if (scope.Has(rule.Keyword) && !scope.DataTypes.Exists(type => Applies(rule.Types, type)))
                throw WrongTypes(scope, $"missing type \"{TypeWords(rule.Types)}\" for keyword \"{rule.Keyword}\"");
        }
    }

    void NarrowTypes(CompileScope scope, List<string> types)
    {
        if (types.Count == 0)
            return;
        if (scope.DataTypes.Count == 0)
        {
            scope.DataTypes = types;
            return;
        }
        foreach (var type in types)
        {
            if (!Includes(scope.DataTypes, type))
                throw WrongTypes(
                    scope,
                    $"type \"{type}\" not allowed by context \"{string.Join(',', scope.DataTypes)}\""
                );
        }
        var narrowed = new List<string>();
        foreach (var type in scope.DataTypes)
        {
            if (Includes(types, type))
                narrowed.Add(type);
            else if (type == "number" && types.Contains("integer"))
                narrowed.Add("integer");
        }
        scope.DataTypes = narrowed;
    }

    static bool Includes(List<string> types, string type) =>
        types.Contains(type) || (type == "integer" && types.Contains("number"));

    static bool Applies(TypeSet rule, string type) =>
        (rule & TypeSets.Named(type == "integer" ? "number" : type)) != TypeSet.None;

    static string TypeWords(TypeSet types) =>
        types == (TypeSet.Number | TypeSet.String) ? "number,string" : types.ToString().ToLowerInvariant();

    SchemaException WrongTypes(CompileScope scope, string fault) =>
        Strict($"{fault} at \"{FullPath(scope)}\" (strictTypes)");

    void CheckRequired(CompileScope scope, IEnumerable<string> names)
    {
        var properties = scope["properties"];
        var declared = properties.ValueKind == JsonValueKind.Object ? MemberTable.Of(properties) : null;
        foreach (var name in names)
        {
            if (declared?.Has(name) != true && !scope.Defined.Contains(name))
                throw Strict($"required property \"{name}\" is not defined at \"{FullPath(scope)}\" (strictRequired)");
        }
    }

    static void CheckTuple(CompileScope scope, int length)
    {
        var isClosed = scope["items"].ValueKind == JsonValueKind.False || IsNumber(scope["maxItems"], length);
        if (!IsNumber(scope["minItems"], length) || !isClosed)
            throw Strict(
                $"\"prefixItems\" is {length}-tuple, but minItems or maxItems/items are not specified or different at path \"{scope.ErrorPath}\""
            );
    }

    static bool IsNumber(JsonElement value, int number) =>
        value.ValueKind == JsonValueKind.Number && EcmaNumber.Parse(value.Raw()) == number;

    string FullPath(CompileScope scope) => options.BaseId + scope.ErrorPath;
}
