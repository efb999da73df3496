using System.Text.Json;
using ComposeServer.Json.Patch;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 20: a patch of a mebibyte that would make a document of gibibytes, or work for minutes.</summary>
public class Sec20_PatchBombTests
{
    const int MemoryMax = 16 * Effort.Mebibyte;
    const int TimeMaxMs = 100;

    const string Doubling = """{"op":"copy","from":"/a","path":"/a/-"}""";

    static readonly Dictionary<string, (string Document, string Patch, string Code)> Bombs = new(StringComparer.Ordinal)
    {
        ["copies that double"] = ("""{"a":["0123456789"]}""", Filled(Doubling), PatchErrorCode.TooManyOperations),
        ["copies that double, as many as are taken"] = (
            """{"a":["0123456789"]}""",
            List(Enumerable.Repeat(Doubling, 20_000)),
            PatchErrorCode.ResultTooLarge
        ),
        ["the document inside itself"] = (
            "{}",
            List(Enumerable.Repeat("""{"op":"copy","from":"","path":"/a"}""", 20_000)),
            PatchErrorCode.ResultTooDeep
        ),
        ["one deep path"] = ("{}", Adding(Repeated("/a", 500_000)), PatchErrorCode.TooCostly),
        ["many deep paths"] = (
            "{}",
            List(Enumerable.Repeat($$"""{"op":"remove","path":"{{Repeated("/a", 127)}}"}""", 3_700)),
            PatchErrorCode.TooCostly
        ),
        ["a deep value"] = ("{}", Adding("/a", Nested(10_000)), PatchErrorCode.ResultTooDeep),
        ["a long list shifted again and again"] = (
            $"[{string.Join(',', Enumerable.Repeat('1', 100_000))}]",
            List(Enumerable.Repeat("""{"op":"add","path":"/0","value":1}""", 20_000)),
            PatchErrorCode.TooCostly
        ),
        ["a list grown far beyond its end"] = (
            """{"a":[]}""",
            List(["""{"op":"replace","path":"/a/2000000000","value":1}"""]),
            PatchErrorCode.InvalidIndex
        ),
        ["half a million numbers"] = ("{}", Adding("/a", $"[{Repeated("1,", 500_000)}1]"), ""),
        ["as many members"] = ("{}", Adding("/a", $$"""{{{Members(80_000)}}}"""), ""),
    };

    /// <summary>Their names alone: a name of a mebibyte would be in every list of tests.</summary>
    public static TheoryData<string> Names => [.. Bombs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_patch_of_a_mebibyte_takes_little_memory_and_little_time(string what)
    {
        var (document, patch, code) = Bombs[what];
        var before = JsonElement.Parse(document);
        var operations = JsonElement.Parse(patch, new() { MaxDepth = 20_000 });
        Assert.InRange(patch.Length, 0, Effort.Mebibyte + 1_024);
        foreach (var mode in new[] { PatchMode.OwnDoor, PatchMode.AsReference })
        {
            string? answer = null;

            Effort.Within(TimeMaxMs, MemoryMax, () => answer = Apply(before, operations, mode));

            // The reference makes lists longer where RFC 6902 does not: it is stopped by the size.
            if (mode == PatchMode.AsReference && code == PatchErrorCode.InvalidIndex)
                Assert.Equal(PatchErrorCode.ResultTooLarge, answer);
            else
                Assert.True(code == answer, $"{what}: {answer}");
        }
    }

    static string Apply(JsonElement document, JsonElement patch, PatchMode mode) =>
        JsonPatch.TryRead(patch, mode, out var read, out var error)
            ? read.Apply(document, PatchLimits.Default).Error?.Code ?? ""
            : error.Code;

    static string Filled(string operation) =>
        List(Enumerable.Repeat(operation, Effort.Mebibyte / (operation.Length + 1)));

    static string Adding(string path, string value = "1") =>
        List([$$"""{"op":"add","path":"{{path}}","value":{{value}}}"""]);

    static string List(IEnumerable<string> operations) => $"[{string.Join(',', operations)}]";

    static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    static string Members(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":{i % 10}"));

    static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
