using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Json.Patch;

namespace ComposeServer.Tests.Json;

public class PatchTests
{
    [Theory]
    // RFC 6902, appendix A, spelled anew.
    [InlineData("""{"foo":"bar"}""", """[{"op":"add","path":"/baz","value":"qux"}]""", """{"foo":"bar","baz":"qux"}""")]
    [InlineData(
        """{"foo":["bar","baz"]}""",
        """[{"op":"add","path":"/foo/1","value":"qux"}]""",
        """{"foo":["bar","qux","baz"]}"""
    )]
    [InlineData(
        """{"foo":["bar"]}""",
        """[{"op":"add","path":"/foo/-","value":["abc"]}]""",
        """{"foo":["bar",["abc"]]}"""
    )]
    [InlineData("""{"foo":["bar"]}""", """[{"op":"add","path":"/foo/1","value":null}]""", """{"foo":["bar",null]}""")]
    [InlineData("""{"baz":"qux","foo":"bar"}""", """[{"op":"remove","path":"/baz"}]""", """{"foo":"bar"}""")]
    [InlineData("""{"foo":["a","b","c"]}""", """[{"op":"remove","path":"/foo/1"}]""", """{"foo":["a","c"]}""")]
    [InlineData("""{"a":1,"b":2}""", """[{"op":"replace","path":"/a","value":"boo"}]""", """{"a":"boo","b":2}""")]
    [InlineData(
        """{"foo":{"w":1},"qux":{"c":2}}""",
        """[{"op":"move","from":"/foo/w","path":"/qux/t"}]""",
        """{"foo":{},"qux":{"c":2,"t":1}}"""
    )]
    [InlineData(
        """{"foo":[1,2,3,4]}""",
        """[{"op":"move","from":"/foo/1","path":"/foo/3"}]""",
        """{"foo":[1,3,4,2]}"""
    )]
    [InlineData(
        """{"a":{"b":1}}""",
        """[{"op":"copy","from":"/a","path":"/c"},{"op":"add","path":"/c/d","value":2}]""",
        """{"a":{"b":1},"c":{"b":1,"d":2}}"""
    )]
    [InlineData(
        """{"a":{"b":[1,2.0]}}""",
        """[{"op":"test","path":"/a","value":{"b":[1.0,2]}}]""",
        """{"a":{"b":[1,2.0]}}"""
    )]
    [InlineData(
        """{"/":9,"~1":10}""",
        """[{"op":"test","path":"/~01","value":10},{"op":"remove","path":"/~1"}]""",
        """{"~1":10}"""
    )]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"","value":[1]},{"op":"add","path":"/0","value":0}]""", "[0,1]")]
    [InlineData("""{"a":1}""", """[{"op":"remove","path":""}]""", "null")]
    [InlineData(
        """{"a":1}""",
        """[{"op":"move","from":"/a","path":"/a"},{"op":"test","path":"/a","value":1,"more":true}]""",
        """{"a":1}"""
    )]
    public void An_rfc_6902_patch_applies(string document, string patch, string expected) =>
        Assert.Equal(expected, Apply(document, patch));

    [Theory]
    [InlineData("""[{"op":"replace","path":"/z","value":1}]""", """{"a":[1],"n":null,"z":1}""")]
    [InlineData("""[{"op":"remove","path":"/z"}]""", """{"a":[1],"n":null}""")]
    public void At_our_own_door_replace_of_an_absent_member_sets_it_and_remove_does_nothing(
        string patch,
        string expected
    ) => Assert.Equal(expected, Apply("""{"a":[1],"n":null}""", patch));

    [Theory]
    [InlineData("""{}""", PatchErrorCode.NotAList)]
    [InlineData("""null""", PatchErrorCode.NotAList)]
    [InlineData("""["add"]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"path":"/a"}]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"op":"_get","path":"/a"}]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"op":"Add","path":"/a","value":1}]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"op":"add","path":"/a"}]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"op":"add","path":null,"value":1}]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"op":"move","path":"/b"}]""", PatchErrorCode.InvalidOperation)]
    [InlineData("""[{"op":"add","path":"x/a","value":1}]""", PatchErrorCode.InvalidPath)]
    [InlineData("""[{"op":"add","path":"/a~2","value":1}]""", PatchErrorCode.InvalidPath)]
    [InlineData("""[{"op":"add","path":"/a~","value":1}]""", PatchErrorCode.InvalidPath)]
    [InlineData("""[{"op":"add","path":"/__proto__/x","value":1}]""", PatchErrorCode.InvalidPath)]
    [InlineData("""[{"op":"copy","from":"/constructor/prototype","path":"/x"}]""", PatchErrorCode.InvalidPath)]
    [InlineData("""[{"op":"add","path":"/z/y","value":1}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"remove","path":"/z/y"}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"replace","path":"/z/y","value":1}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"add","path":"/s/y","value":1}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"add","path":"/n/y","value":1}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"move","from":"/z","path":"/y"}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"copy","from":"/z","path":"/y"}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"test","path":"/z","value":null}]""", PatchErrorCode.PathNotFound)]
    [InlineData("""[{"op":"add","path":"/a/2","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"add","path":"/a/01","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"add","path":"/a/x","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"add","path":"/a/","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"add","path":"/a/99999999999","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"replace","path":"/a/1","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"replace","path":"/a/-","value":1}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"remove","path":"/a/1"}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"remove","path":"/a/-"}]""", PatchErrorCode.InvalidIndex)]
    [InlineData("""[{"op":"test","path":"/s","value":"T"}]""", PatchErrorCode.TestFailed)]
    [InlineData("""[{"op":"move","from":"","path":"/y"}]""", PatchErrorCode.MoveIntoItself)]
    [InlineData("""[{"op":"move","from":"/a","path":"/a/0"}]""", PatchErrorCode.MoveIntoItself)]
    public void At_our_own_door_every_other_leniency_is_refused(string patch, string code) =>
        Assert.Equal(code, Refusal("""{"a":[1],"n":null,"s":"t"}""", patch).Code);

    [Fact]
    public void A_refused_patch_leaves_the_document_as_it_was_and_names_the_operation()
    {
        var document = JsonNode.Parse("""{"a":{"b":[1]}}""");

        Read("""[{"op":"add","path":"/a/b/0","value":0},{"op":"test","path":"/a/b/0","value":7}]""", out var patch);
        var result = patch.Apply(document, PatchLimits.Default);

        Assert.Equal(1, result.Error?.Operation);
        Assert.Equal("""{"a":{"b":[1]}}""", document!.ToJsonString());
    }

    [Fact]
    public void Values_keep_their_spelling_and_white_space_goes()
    {
        var result = Apply(
            """{ "n" : 1.50 , "e":1E2, "t": "\u0041 b" , "o":{ "x" : 1 } }""",
            """[ {"op":"add", "path":"/o/y", "value": [ 10.0, "é  \\" ] } ]"""
        );

        Assert.Equal("""{"n":1.50,"e":1E2,"t":"\u0041 b","o":{"x":1,"y":[10.0,"é  \\"]}}""", result);
    }

    [Fact]
    public void Text_that_is_not_valid_utf16_passes_through_unharmed()
    {
        var result = Apply(
            """{"\ud800":"\udfff","a":1}""",
            """[{"op":"add","path":"/\ud800","value":"\ud83d"},{"op":"remove","path":"/a"}]"""
        );

        Assert.Equal("""{"\ud800":"\ud83d"}""", result);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/name/first","value":1}]""", "name", null)]
    [InlineData("""[{"op":"move","from":"/a~1b","path":"/c"}]""", "c", "a/b")]
    [InlineData("""[{"op":"add","path":"","value":{}}]""", null, null)]
    public void The_first_segment_of_each_operation_can_be_read(string patch, string? path, string? from)
    {
        Assert.True(Read(patch, out var read));

        Assert.Equal(path, read.Operations[0].Path.FirstSegment);
        Assert.Equal(from, read.Operations[0].From?.FirstSegment);
    }

    [Fact]
    public void What_our_own_door_takes_the_js_node_applies_alike()
    {
        var chance = new Random(20_260_103);
        string[] paths = ["", "/a", "/a/0", "/a/-", "/a/1", "/b", "/b/c", "/b/c/d", "/z", "/z/y", "/b/~1", "/1"];
        string[] values = ["1", "null", "[1,2]", """{"c":{"d":[]}}""", "\"x\""];
        var document = JsonElement.Parse("""{"a":[1,[2]],"b":{"c":{"d":1},"/":0},"1":null}""");
        var taken = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var operations = Enumerable.Range(0, 3).Select(_ => Operation(chance, paths, values));
            var text = $"[{string.Join(',', operations)}]";
            Assert.True(Read(text, out var strict));
            if (strict.Apply(document, PatchLimits.Default) is not { IsApplied: true } ours)
                continue;

            Assert.True(Read(text, out var lenient, PatchMode.AsReference));
            var theirs = lenient.Apply(document, PatchLimits.Default);

            Assert.Equal(Encoding.UTF8.GetString(ours.Json.Span), Encoding.UTF8.GetString(theirs.Json.Span));
            taken++;
        }
        Assert.True(taken > 500);
    }

    static string Operation(Random chance, string[] paths, string[] values)
    {
        var (path, from, value) = (
            paths[chance.Next(paths.Length)],
            paths[chance.Next(paths.Length)],
            values[chance.Next(values.Length)]
        );
        var word = ((string[])["add", "replace", "remove", "move", "copy"])[chance.Next(5)];
        return $$"""{"op":"{{word}}","path":"{{path}}","from":"{{from}}","value":{{value}}}""";
    }

    internal static bool Read(string patch, out JsonPatch read, PatchMode mode = PatchMode.OwnDoor) =>
        JsonPatch.TryRead(JsonElement.Parse(patch), mode, out read, out _);

    static string Apply(string document, string patch)
    {
        Assert.True(Read(patch, out var read));
        var result = read.Apply(JsonElement.Parse(document), PatchLimits.Default);
        Assert.Null(result.Error);
        return Encoding.UTF8.GetString(result.Json.Span);
    }

    static PatchError Refusal(string document, string patch) =>
        JsonPatch.TryRead(JsonElement.Parse(patch), PatchMode.OwnDoor, out var read, out var error)
            ? read.Apply(JsonElement.Parse(document), PatchLimits.Default).Error!
            : error;
}
