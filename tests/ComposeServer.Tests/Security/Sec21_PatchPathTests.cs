using System.Text.Json;
using ComposeServer.Json.Patch;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 21: paths that mean something else to a JavaScript object, or are spelled in two ways.</summary>
public class Sec21_PatchPathTests
{
    const string Document = """{"a":{"b":1},"l":[1,2],"~":3,"/":4,"~1":5,"constructor":{"x":1}}""";

    [Theory]
    [InlineData("/__proto__")]
    [InlineData("/__proto__/polluted")]
    [InlineData("/a/__proto__/polluted")]
    [InlineData("/constructor/prototype")]
    [InlineData("/constructor/prototype/polluted")]
    [InlineData("/a/constructor/prototype/polluted")]
    [InlineData("/l/0/__proto__")]
    public void A_path_through_a_prototype_is_refused_for_every_operation_in_both_modes(string path)
    {
        string[] operations =
        [
            $$"""{"op":"add","path":"{{path}}","value":1}""",
            $$"""{"op":"replace","path":"{{path}}","value":1}""",
            $$"""{"op":"remove","path":"{{path}}"}""",
            $$"""{"op":"test","path":"{{path}}","value":1}""",
            $$"""{"op":"copy","from":"{{path}}","path":"/a"}""",
            $$"""{"op":"move","from":"{{path}}","path":"/a"}""",
            $$"""{"op":"copy","from":"/a","path":"{{path}}"}""",
            $$"""{"op":"add","path":"{{path.Replace("_", "\\u005f", StringComparison.Ordinal)}}","value":1}""",
        ];

        foreach (var operation in operations)
        {
            Assert.Equal(PatchErrorCode.InvalidPath, Patch(operation, PatchMode.OwnDoor).Code);
            Assert.Equal(PatchErrorCode.InvalidPath, Patch(operation, PatchMode.AsReference).Code);
        }
    }

    [Theory]
    [InlineData("/constructor/x")]
    [InlineData("/prototype")]
    [InlineData("/hasOwnProperty")]
    [InlineData("/toString")]
    public void A_member_that_only_sounds_like_one_is_a_member(string path)
    {
        var (code, json) = Patch($$"""{"op":"add","path":"{{path}}","value":9}""", PatchMode.OwnDoor);

        Assert.Equal("", code);
        var place = path[1..].Split('/').Aggregate(json, (at, name) => at.GetProperty(name));
        Assert.Equal(9, place.GetInt32());
    }

    [Theory]
    [InlineData("/a/toString")]
    [InlineData("/a/__lookupGetter__")]
    [InlineData("/l/length")]
    public void What_JavaScript_would_inherit_is_not_there(string path)
    {
        foreach (var mode in new[] { PatchMode.OwnDoor, PatchMode.AsReference })
            Assert.NotEqual("", Patch($$"""{"op":"copy","from":"{{path}}/x","path":"/c"}""", mode).Code);
    }

    [Theory]
    [InlineData("/~0", 3)]
    [InlineData("/~1", 4)]
    [InlineData("/~01", 5)]
    [InlineData("/l/0", 1)]
    [InlineData("/l/1", 2)]
    public void Escapes_are_read_once_and_in_their_order(string path, int value)
    {
        Assert.Equal("", Patch($$"""{"op":"test","path":"{{path}}","value":{{value}}}""", PatchMode.OwnDoor).Code);
    }

    [Theory]
    [InlineData("/~")]
    [InlineData("/~2")]
    [InlineData("/a~")]
    [InlineData("a")]
    public void A_text_that_is_no_pointer_is_refused(string path)
    {
        Assert.Equal(
            PatchErrorCode.InvalidPath,
            Patch($$"""{"op":"add","path":"{{path}}","value":1}""", PatchMode.OwnDoor).Code
        );
    }

    [Theory]
    [InlineData("/l/-1")]
    [InlineData("/l/00")]
    [InlineData("/l/01")]
    [InlineData("/l/1e0")]
    [InlineData("/l/+1")]
    [InlineData("/l/٣")]
    [InlineData("/l/3")]
    [InlineData("/l/4294967296")]
    [InlineData("/l/18446744073709551616")]
    public void An_index_has_one_spelling_and_lies_in_the_list(string path)
    {
        Assert.NotEqual("", Patch($$"""{"op":"add","path":"{{path}}","value":1}""", PatchMode.OwnDoor).Code);
    }

    [Fact]
    public void The_dash_is_behind_the_last_element_and_nowhere_else()
    {
        Assert.Equal(
            "[1,2,9]",
            Patch("""{"op":"add","path":"/l/-","value":9}""", PatchMode.OwnDoor).Json.GetProperty("l").GetRawText()
        );
        Assert.NotEqual("", Patch("""{"op":"test","path":"/l/-","value":2}""", PatchMode.OwnDoor).Code);
        Assert.NotEqual("", Patch("""{"op":"copy","from":"/l/-","path":"/c"}""", PatchMode.OwnDoor).Code);
    }

    static (string Code, JsonElement Json) Patch(string operation, PatchMode mode)
    {
        if (!JsonPatch.TryRead(JsonElement.Parse($"[{operation}]"), mode, out var patch, out var error))
            return (error.Code, default);
        var result = patch.Apply(JsonElement.Parse(Document), PatchLimits.Default);
        return result.IsApplied ? ("", JsonElement.Parse(result.Json.Span)) : (result.Error.Code, default);
    }
}
