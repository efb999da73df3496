using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

sealed partial class SchemaCompiler
{
    /// <summary>Reads <c>type</c> and, where ajv's rules apply, <c>nullable</c>.</summary>
    /// <returns>The words, in order.</returns>
    List<string> ReadTypes(CompileScope scope, SchemaNode node)
    {
        var types = Words(scope);
        if (IsAjv)
            ReadNullable(scope, types);
        if (types.Count == 0 || scope.Entry.Document.Ignored.Contains("type"))
            return types;
        foreach (var word in types)
        {
            var type = TypeSets.Named(word);
            if (type == TypeSet.None)
                throw new SchemaException(
                    SchemaErrorCode.Invalid,
                    $"type must be JSONType or JSONType[]: {string.Join(',', types)}"
                );
            node.Types |= type;
        }
        var isList = scope["type"].ValueKind == JsonValueKind.Array;
        node.TypeText = isList ? string.Join(',', types) : types[0];
        node.FiniteNumbers = IsAjv;
        var hasOwnRules = Array.Exists(
            Rules.Applied,
            rule => rule.Types.HasFlag(node.Types) && scope.Has(rule.Keyword)
        );
        if (
            types.Count == 1
            && node.Types is TypeSet.Number or TypeSet.String or TypeSet.Array or TypeSet.Object
            && hasOwnRules
        )
            node.LateType = node.Types;
        return types;
    }

    static List<string> Words(CompileScope scope)
    {
        var type = scope["type"];
        switch (type.ValueKind)
        {
            case JsonValueKind.Undefined:
                return [];
            case JsonValueKind.String:
                return [type.Text()];
            case JsonValueKind.Array when type.EnumerateArray().All(word => word.ValueKind == JsonValueKind.String):
                return type.EnumerateArray().Select(word => word.Text()).ToList();
            default:
                throw Malformed(scope, "type", "text or a list of texts");
        }
    }

    static void ReadNullable(CompileScope scope, List<string> types)
    {
        var nullable = scope["nullable"];
        if (nullable.ValueKind == JsonValueKind.Undefined)
            return;
        if (nullable.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            throw new SchemaException(SchemaErrorCode.Invalid, "nullable value must be [\"boolean\"]");
        if (types.Contains("null"))
        {
            if (nullable.ValueKind == JsonValueKind.False)
                throw new SchemaException(SchemaErrorCode.Invalid, "type: null contradicts nullable: false");
            return;
        }
        if (types.Count == 0)
            throw new SchemaException(SchemaErrorCode.Invalid, "\"nullable\" cannot be used without \"type\"");
        if (nullable.ValueKind == JsonValueKind.True)
            types.Add("null");
    }
}
