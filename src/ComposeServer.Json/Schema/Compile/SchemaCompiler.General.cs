using System.Text.Json;
using ComposeServer.Json.Schema.Assertions;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Compile;

// Keywords for values of any type.
sealed partial class SchemaCompiler
{
    static readonly HashSet<string> ReferenceKeywords = new(StringComparer.Ordinal)
    {
        "$ref",
        "$recursiveRef",
        "$recursiveAnchor",
        "$dynamicRef",
        "$dynamicAnchor",
    };

    public void ReadReference(CompileScope scope, NodeParts parts, string keyword)
    {
        var text = Word(scope, keyword);
        if (!registry.TryFind(scope.Entry, text, out var location))
            throw Unresolved(scope, text);
        Follow(scope, parts, location, text);
    }

    public void ReadDynamicReference(CompileScope scope, NodeParts parts)
    {
        var text = Word(scope, "$dynamicRef");
        if (IsModel && !text.StartsWith('#'))
            throw new SchemaException(SchemaErrorCode.Invalid, "\"$dynamicRef\" only supports hash fragment reference");
        if (!registry.TryFind(scope.Entry, text, out var location))
            throw Unresolved(scope, text);
        var anchor = UriResolution.Split(text).Fragment;
        // Without a dynamic anchor at its first target it is a plain reference.
        if (
            anchor is null
            || !location.Entry.DynamicAnchors.Contains(anchor)
            || location.Entry.Anchors[anchor].Pointer != location.Pointer
        )
        {
            Follow(scope, parts, location, text);
            return;
        }
        dynamicAnchors.Add(anchor);
        parts.General.Add(new DynamicReference(anchor, Target(location, "#")));
    }

    public static void ReadRecursiveAnchor(CompileScope scope)
    {
        if (scope["$recursiveAnchor"].ValueKind != JsonValueKind.True)
            throw Strict("$recursiveAnchor: false is ignored");
    }

    public static void ReadOldId() =>
        throw new SchemaException(SchemaErrorCode.Invalid, "NOT SUPPORTED: keyword \"id\", use \"$id\" for schema ID");

    public static void ReadConst(CompileScope scope, NodeParts parts) =>
        parts.General.Add(new ConstantValue(scope["const"]));

    public void ReadEnum(CompileScope scope, NodeParts parts)
    {
        var values = Items(scope, "enum");
        if (IsAjv && values.Length == 0)
            throw new SchemaException(SchemaErrorCode.Invalid, "enum must have non-empty array");
        parts.General.Add(new AllowedValues(values));
    }

    public void ReadNot(CompileScope scope, NodeParts parts) =>
        parts.General.Add(new Not(InPlaceNode(scope.InPlace(scope["not"], "not"), parts)));

    public void ReadAnyOf(CompileScope scope, NodeParts parts) =>
        parts.General.Add(new AnyOf(Branches(scope, parts, "anyOf")));

    public void ReadOneOf(CompileScope scope, NodeParts parts) =>
        parts.General.Add(new OneOf(Branches(scope, parts, "oneOf")));

    public void ReadAllOf(CompileScope scope, NodeParts parts) =>
        parts.General.Add(new AllOf(Branches(scope, parts, "allOf")));

    public void ReadIf(CompileScope scope, NodeParts parts)
    {
        if (IsAjv && !scope.Has("then") && !scope.Has("else"))
            throw Strict("\"if\" without \"then\" and \"else\" is ignored");
        var condition = InPlaceNode(scope.InPlace(scope["if"], "if"), parts);
        var then = scope.Has("then") ? InPlaceNode(scope.InPlace(scope["then"], "then"), parts) : null;
        var otherwise = scope.Has("else") ? InPlaceNode(scope.InPlace(scope["else"], "else"), parts) : null;
        parts.General.Add(new Conditional(condition, then, otherwise));
    }

    public void ReadBranch(CompileScope scope, string keyword)
    {
        if (IsAjv && !scope.Has("if"))
            throw Strict($"\"{keyword}\" without \"if\" is ignored");
    }

    void Follow(CompileScope scope, NodeParts parts, SchemaLocation location, string text)
    {
        // ajv takes a schema without references in, and so its messages name the reference. That is asked once of each target.
        var target = Compiled(location) ?? Target(location, HasReference(location.Schema) ? "#" : text);
        var reference = new Reference(target);
        if (location.Entry != scope.Entry)
            crossings.Add((reference, location.Entry));
        parts.InPlace.Add(target);
        parts.General.Add(reference);
    }

    SchemaNode[] Branches(CompileScope scope, NodeParts parts, string keyword) =>
        Items(scope, keyword)
            .Select((schema, i) => InPlaceNode(scope.InPlace(schema, keyword, $"{i}"), parts))
            .ToArray();

    static bool HasReference(JsonElement schema) =>
        schema.ValueKind switch
        {
            JsonValueKind.Object => schema
                .EnumerateObject()
                .Any(member => IsReference(member) || HasReference(member.Value)),
            JsonValueKind.Array => schema.EnumerateArray().Any(HasReference),
            _ => false,
        };

    /// <summary>Makes no text of a name that cannot be one, for targets may lie in each other and are all asked.</summary>
    static bool IsReference(JsonProperty member) =>
        member.RawName() is [(byte)'$' or (byte)'\\', ..] && ReferenceKeywords.Contains(member.Text());

    static SchemaException Unresolved(CompileScope scope, string reference) =>
        new(
            SchemaErrorCode.UnresolvedReference,
            $"can't resolve reference {reference} from id {(scope.Entry.Resource.BaseUri is { Length: > 0 } id ? id : "#")}"
        );

    static string Word(CompileScope scope, string keyword) =>
        scope[keyword] is { ValueKind: JsonValueKind.String } text
            ? text.Text()
            : throw Malformed(scope, keyword, "text");

    static JsonElement[] Items(CompileScope scope, string keyword) =>
        scope[keyword] is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray()]
            : throw Malformed(scope, keyword, "a list");

    /// <summary>Members of an object in JavaScript's order.</summary>
    static KeyValuePair<string, JsonElement>[] Entries(CompileScope scope, string keyword)
    {
        if (scope[keyword] is not { ValueKind: JsonValueKind.Object } map)
            throw Malformed(scope, keyword, "an object");
        var table = MemberTable.Of(map);
        return Array.ConvertAll(table.Names, name => KeyValuePair.Create(name, table[name]));
    }
}
