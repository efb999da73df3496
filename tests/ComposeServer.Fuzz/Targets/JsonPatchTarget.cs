using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ComposeServer.Fuzz.Seeds;
using ComposeServer.Json;
using ComposeServer.Json.Patch;

namespace ComposeServer.Fuzz.Targets;

/// <summary>Patches. An input is <c>[document, patch]</c>.</summary>
sealed class JsonPatchTarget : JsonTarget
{
    /// <summary>Parts of paths that lead somewhere in the documents of <see cref="Make"/>.</summary>
    static readonly string[] Parts =
    [
        "a",
        "l",
        "o",
        "p",
        "s",
        "0",
        "1",
        "2",
        "-",
        "",
        "~0",
        "~1",
        "é",
        "__proto__",
        "constructor",
        "length",
        "00",
        "1e0",
        "~",
    ];

    static readonly string[] Values =
    [
        "1",
        "-0.0",
        "1e2",
        "\"t\"",
        "{\"p\":[1,{\"q\":\"é\"}]}",
        "[]",
        "[[],[1]]",
        "null",
        "true",
        "{\"a\":1,\"a\":2}",
        "\"\\ud800\"",
    ];

    static readonly string[] DocumentTexts =
    [
        """{"a":1,"l":[1,2,{"p":[0]}],"o":{"p":["x"],"":0},"s":"t","é":null,"~":1}""",
        """[1,[2,{"a":3}],"t"]""",
        "{}",
        "null",
        "\"t\"",
    ];

    public override string Name => "json-patch";

    public override IReadOnlyList<string> Words { get; } =
    [
        "op",
        "path",
        "from",
        "value",
        "add",
        "remove",
        "replace",
        "move",
        "copy",
        "test",
        "_get",
        "/a",
        "/l/-",
        "/l/0",
        "",
        "/__proto__/a",
        "/~0~1",
    ];

    public override IEnumerable<byte[]> Seeds()
    {
        var recorded = Vectors.Read("vectors/json-patch-reference.json");
        var document = recorded.GetProperty("document");
        return recorded
            .GetProperty("apply")
            .EnumerateArray()
            .Where((_, at) => at % 40 == 0)
            .Select(one => Vectors.Pair(document, one[1]));
    }

    public override byte[] Make(Random chance)
    {
        var operations = Enumerable.Range(0, chance.Next(1, 8)).Select(_ => Operation(chance));
        return Encoding.UTF8.GetBytes($"[{Any(chance, DocumentTexts)},[{string.Join(',', operations)}]]");
    }

    protected override void Check(JsonElement json)
    {
        if (!TrySplit(json, out var document, out var patch))
            return;
        var own = Apply(document, patch, PatchMode.OwnDoor);
        var reference = Apply(document, patch, PatchMode.AsReference);
        if (own is { IsApplied: true })
            Oracle.Holds(
                reference is { IsApplied: true },
                $"what our door takes the reference takes: {reference?.Error}"
            );
    }

    static PatchResult? Apply(JsonElement document, JsonElement patch, PatchMode mode)
    {
        var (documentBefore, patchBefore) = (document.Raw().ToArray(), patch.Raw().ToArray());
        if (Door.Through(() => JsonPatch.TryRead(patch, mode, out var made, out _) ? made : null) is not { } read)
            return null;
        var result = Door.Through(() => read.Apply(document, PatchLimits.Default));
        Oracle.Same(document.Raw(), documentBefore, "a document stays as it is");
        Oracle.Same(patch.Raw(), patchBefore, "a patch stays as it is");
        if (!result.IsApplied)
            return result;
        Oracle.Holds(
            result.Json.Length <= PatchLimits.Default.SizeBytesMax,
            "a result is as large as the limit or smaller"
        );
        Oracle.Same(read.Apply(document, PatchLimits.Default).Json.Span, result.Json.Span, "a patch has one result");
        CheckDiff(document, JsonElement.Parse(result.Json.Span, new() { MaxDepth = 10_000 }));
        return result;
    }

    /// <summary>A root that changes its kind, or is no map or list, has changes of its own rules; texts without UTF-8 have no spelling.</summary>
    static void CheckDiff(JsonElement before, JsonElement after)
    {
        if (
            before.ValueKind != JsonValueKind.Object
            || after.ValueKind != JsonValueKind.Object
            || !Utf8.IsValid(JsonMarshal.GetRawUtf8Value(before))
            || HasRepeats(before)
            || HasRepeats(after)
        )
            return;
        var diff = Door.Through(() => JsonPatch.Diff(before, after));
        var result = diff.Apply(before, PatchLimits.Default);
        if (
            result.Error is
            { Code: PatchErrorCode.TooManyOperations or PatchErrorCode.PathTooDeep or PatchErrorCode.TooCostly }
        )
            return;
        Oracle.Holds(
            result.IsApplied
                && JsonEquality.AreEqual(JsonElement.Parse(result.Json.Span, new() { MaxDepth = 10_000 }), after),
            $"the changes between two documents lead from one to the other: {result.Error}"
        );
    }

    static bool HasRepeats(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Any(HasRepeats),
            JsonValueKind.Object => value.EnumerateObject().Select(member => member.Text()).Distinct().Count()
                != value.GetPropertyCount()
                || value.EnumerateObject().Any(member => HasRepeats(member.Value)),
            _ => false,
        };

    static string Operation(Random chance)
    {
        var (path, from, value) = (Path(chance), Path(chance), Any(chance, Values));
        return chance.Next(7) switch
        {
            0 => $$"""{"op":"add","path":"{{path}}","value":{{value}}}""",
            1 => $$"""{"op":"replace","path":"{{path}}","value":{{value}}}""",
            2 => $$"""{"op":"remove","path":"{{path}}"}""",
            3 => $$"""{"op":"copy","from":"{{from}}","path":"{{path}}"}""",
            4 => $$"""{"op":"move","from":"{{from}}","path":"{{path}}"}""",
            5 => $$"""{"op":"test","path":"{{path}}","value":{{value}}}""",
            _ => $$"""{"op":"{{Any(chance, ["add", "copy", "_get", "x"])}}","path":"{{path}}"}""",
        };
    }

    static string Path(Random chance) =>
        string.Concat(Enumerable.Range(0, chance.Next(4)).Select(_ => "/" + Any(chance, Parts)));

    static string Any(Random chance, string[] choices) => choices[chance.Next(choices.Length)];
}
