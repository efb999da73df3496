using System.Text.Json;
using ComposeServer.Json.Schema.Assertions;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

// Keywords for lists.
sealed partial class SchemaCompiler
{
    public static void ReadItemCount(CompileScope scope, NodeParts parts, string keyword)
    {
        var (limit, text) = Count(scope, keyword);
        parts.ForLists.Add(keyword == "maxItems" ? new ItemCountMax(limit, text) : new ItemCountMin(limit, text));
    }

    public void ReadPrefixItems(CompileScope scope, NodeParts parts)
    {
        if (IsModel)
            CheckTuple(scope, Items(scope, "prefixItems").Length);
        AddPrefix(scope, parts, "prefixItems");
    }

    /// <summary>Of draft-07: what items must be that come after those of a list under <c>items</c>.</summary>
    public void ReadAdditionalItems(CompileScope scope, NodeParts parts)
    {
        if (scope["items"].ValueKind != JsonValueKind.Array)
            throw Strict("\"additionalItems\" is ignored when \"items\" is not an array of schemas");
        var rest = Node(scope.Below(scope["additionalItems"], "additionalItems"));
        parts.ForLists.Add(new Items(rest, scope["items"].GetArrayLength(), hasPrefix: true));
    }

    public void ReadItems(CompileScope scope, NodeParts parts)
    {
        if (IsDraft07 && scope["items"].ValueKind == JsonValueKind.Array)
        {
            AddPrefix(scope, parts, "items");
            return;
        }

        var prefix =
            scope["prefixItems"].ValueKind == JsonValueKind.Array
            && !scope.Entry.Document.Ignored.Contains("prefixItems");
        var from = prefix ? scope["prefixItems"].GetArrayLength() : 0;
        parts.ForLists.Add(new Items(Node(scope.Below(scope["items"], "items")), from, prefix));
    }

    public void ReadContains(CompileScope scope, NodeParts parts)
    {
        var counts = !IsDraft07 && !scope.Entry.Document.Ignored.Contains("minContains");
        var min = counts && scope.Has("minContains") ? EcmaNumber.Parse(Number(scope, "minContains").Raw()) : 1;
        double? max = counts && scope.Has("maxContains") ? EcmaNumber.Parse(Number(scope, "maxContains").Raw()) : null;
        if (IsModel && max is null && min == 0)
            throw Strict("\"minContains\" == 0 without \"maxContains\": \"contains\" keyword ignored");
        if (IsModel && min > max)
            throw Strict("\"minContains\" > \"maxContains\" is always invalid");
        var message = max is null ? "" : $" and no more than {EcmaNumber.Format(Number(scope, "maxContains").Raw())}";
        var least = counts && scope.Has("minContains") ? EcmaNumber.Format(Number(scope, "minContains").Raw()) : "1";
        var schema = Node(scope.Below(scope["contains"], "contains"));
        parts.ForLists.Add(
            new Contains(schema, min, max, $"must contain at least {least}{message} valid item(s)", marksAll: IsAjv)
        );
    }

    public void ReadContainsLimit(CompileScope scope, string keyword)
    {
        if (IsModel && !scope.Has("contains"))
            throw Strict($"\"{keyword}\" without \"contains\" is ignored");
    }

    public void ReadUniqueItems(CompileScope scope, NodeParts parts)
    {
        if (scope["uniqueItems"].ValueKind != JsonValueKind.True)
            return;
        var scalars = TypeSet.None;
        if (scope["items"] is { ValueKind: JsonValueKind.Object } items)
        {
            var types = Words(
                new()
                {
                    Location = scope.Location with { Schema = items },
                    ErrorPath = scope.ErrorPath,
                    Depth = scope.Depth,
                }
            );
            if (IsAjv && items.Member("nullable").ValueKind == JsonValueKind.True && types.Count > 0)
                types.Add("null");
            if (types.TrueForAll(type => type is not ("object" or "array")))
                scalars = types.Aggregate(TypeSet.None, (all, type) => all | TypeSets.Named(type));
        }
        parts.ForLists.Add(new UniqueItems(scalars, finite: IsAjv));
    }

    public void ReadUnevaluatedItems(CompileScope scope, NodeParts parts) =>
        parts.UnevaluatedItems = new UnevaluatedItems(
            Node(scope.Below(scope["unevaluatedItems"], "unevaluatedItems")),
            byPrefix: IsModel
        );

    void AddPrefix(CompileScope scope, NodeParts parts, string keyword) =>
        parts.ForLists.Add(
            new PrefixItems([
                .. Items(scope, keyword).Select((schema, i) => Node(scope.Below(schema, keyword, $"{i}"))),
            ])
        );
}
