using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ComposeServer.Json.Patch;

namespace ComposeServer.Tests.Json;

public class PatchLimitTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(1, PatchErrorCode.ResultTooLarge)]
    [InlineData(100_000, PatchErrorCode.ResultTooLarge)]
    public void A_result_may_be_as_large_as_the_limit(int beyond, string? code)
    {
        // {"a":"…"} has eight bytes around the text.
        var limits = new PatchLimits { SizeBytesMax = 1_000 };
        var text = new string('x', 992 + beyond);

        var result = Apply("{}", $$"""[{"op":"add","path":"/a","value":"{{text}}"}]""", limits);

        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is null ? 1_000 : 0, result.Json.Length);
    }

    [Fact]
    public void The_size_is_checked_after_each_operation_not_only_at_the_end()
    {
        var limits = new PatchLimits { SizeBytesMax = 100 };
        var text = new string('x', 100);

        var result = Apply(
            "{}",
            $$"""[{"op":"add","path":"/a","value":"{{text}}"},{"op":"remove","path":"/a"}]""",
            limits
        );

        Assert.Equal((PatchErrorCode.ResultTooLarge, 0), (result.Error?.Code, result.Error?.Operation));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, PatchErrorCode.TooManyOperations)]
    [InlineData(10_000, PatchErrorCode.TooManyOperations)]
    public void As_many_operations_as_the_limit_are_applied(int count, string? code)
    {
        var patch = $"[{string.Join(',', Enumerable.Repeat("""{"op":"add","path":"/a","value":1}""", count))}]";

        Assert.Equal(code, Apply("{}", patch, new() { OperationsMax = 10 }).Error?.Code);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, PatchErrorCode.PathTooDeep)]
    [InlineData(8_000, PatchErrorCode.PathTooDeep)]
    public void A_path_may_be_as_deep_as_the_limit(int depth, string? code)
    {
        var document = $"{string.Concat(Enumerable.Repeat("[", 8))}{string.Concat(Enumerable.Repeat("]", 8))}";
        var path = string.Concat(Enumerable.Repeat("/0", depth));

        Assert.Equal(
            code,
            Apply(document, $$"""[{"op":"add","path":"{{path}}","value":1}]""", new() { PathDepthMax = 8 }).Error?.Code
        );
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, PatchErrorCode.TooCostly)]
    [InlineData(1_000_000, PatchErrorCode.TooCostly)]
    public void The_paths_of_a_patch_have_as_many_segments_together_as_the_limit(int beyond, string? code)
    {
        var path = string.Concat(Enumerable.Repeat("/a", (PatchLimits.SegmentsMax / 2) + beyond));
        var other = string.Concat(Enumerable.Repeat("/a", PatchLimits.SegmentsMax / 2));
        var patch = JsonElement.Parse($$"""[{"op":"copy","from":"{{path}}","path":"{{other}}"}]""");

        foreach (var mode in new[] { PatchMode.OwnDoor, PatchMode.AsReference })
        {
            Assert.Equal(code is null, JsonPatch.TryRead(patch, mode, out _, out var error));
            Assert.Equal(code, error?.Code);
        }
    }

    [Theory]
    [InlineData(7, null)]
    [InlineData(8, PatchErrorCode.ResultTooDeep)]
    [InlineData(15_000, PatchErrorCode.ResultTooDeep)]
    public void A_result_may_be_nested_as_deep_as_the_limit(int wraps, string? code)
    {
        // Each step puts the document into a member of itself.
        var wrap = """{"op":"copy","from":"","path":"/a"}""";
        var patch = $"[{string.Join(',', Enumerable.Repeat(wrap, wraps))}]";

        Assert.Equal(code, Apply("{}", patch, new() { DepthMax = 8 }).Error?.Code);
    }

    [Fact]
    public void A_value_nested_too_deep_is_refused_too()
    {
        Assert.Null(Apply("{}", """[{"op":"add","path":"/a","value":[[[]]]}]""", new() { DepthMax = 4 }).Error);
        Assert.Equal(
            PatchErrorCode.ResultTooDeep,
            Apply("{}", """[{"op":"add","path":"/a","value":[[[]]]}]""", new() { DepthMax = 3 }).Error?.Code
        );
    }

    [Fact]
    public void Doubling_by_copies_is_refused_quickly_and_costs_little_memory()
    {
        var doubling = """{"op":"copy","from":"/a","path":"/a/-"},{"op":"copy","from":"/a","path":"/a/-"}""";
        var patch = $"[{string.Join(',', Enumerable.Repeat(doubling, 5_000))}]";
        Assert.True(PatchTests.Read(patch, out var read));
        var document = JsonElement.Parse("""{"a":["0123456789"]}""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        var result = read.Apply(document, PatchLimits.Default);

        Assert.Equal(PatchErrorCode.ResultTooLarge, result.Error?.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1_000);
    }

    [Fact]
    public void Shifting_a_long_list_again_and_again_is_refused()
    {
        var patch = $"[{string.Join(',', Enumerable.Repeat("""{"op":"add","path":"/0","value":1}""", 20_000))}]";
        var document = $"[{string.Join(',', Enumerable.Repeat('1', 1_000_000))}]";

        Assert.Equal(PatchErrorCode.TooCostly, Apply(document, patch, PatchLimits.Default).Error?.Code);
        Assert.Null(Apply("[]", patch, new() { ElementMovesMax = 200_000_000 }).Error);
    }

    [Fact]
    public void Growing_a_list_far_beyond_its_end_allocates_nothing()
    {
        var patch = JsonElement.Parse("""[{"op":"replace","path":"/a/2000000000","value":1}]""");
        Assert.True(JsonPatch.TryRead(patch, PatchMode.AsReference, out var read, out _));

        Assert.Equal(
            PatchErrorCode.ResultTooLarge,
            read.Apply(JsonElement.Parse("""{"a":[]}"""), PatchLimits.Default).Error?.Code
        );
    }

    [Fact]
    public void The_counted_size_is_exact_after_each_operation()
    {
        var chance = new Random(20_260_101);
        string[] places = ["/a", "/l/0", "/l/-", "/l/1", "/o/p", "/o/p/0", "/o", "/l", "/é\\\"", "/x~1y"];
        string[] values = ["1", "\"text\"", "{\"p\":[1,{\"q\":\"é\"}]}", "[]", "[[],[1]]", "null"];
        var document = JsonElement.Parse("""{"a":1,"l":[1,2,{"z":[0]}],"o":{"p":["x"]}}""");
        var compared = 0;
        for (var round = 0; round < 3_000; round++)
        {
            var operations = Enumerable.Range(0, 6).Select(_ => Operation(chance, places, values)).ToArray();
            var moments = Enumerable
                .Range(1, 6)
                .Select(count => Sized(document, operations[..count], int.MaxValue))
                .ToArray();
            if (moments.Contains(null))
                continue;

            var largest = moments.Max(moment => moment!.Value);

            Assert.NotNull(Sized(document, operations, largest));
            Assert.Null(Sized(document, operations, largest - 1));
            compared++;
        }
        Assert.True(compared > 100);
    }

    static int? Sized(JsonElement document, string[] operations, int sizeBytesMax)
    {
        var patch = JsonElement.Parse($"[{string.Join(',', operations)}]");
        Assert.True(JsonPatch.TryRead(patch, PatchMode.AsReference, out var read, out _));
        var result = read.Apply(document, new() { SizeBytesMax = sizeBytesMax });
        return result.IsApplied ? result.Json.Length : null;
    }

    static string Operation(Random chance, string[] places, string[] values)
    {
        var (place, other, value) = (Any(chance, places), Any(chance, places), Any(chance, values));
        return chance.Next(5) switch
        {
            0 => $$"""{"op":"add","path":"{{place}}","value":{{value}}}""",
            1 => $$"""{"op":"replace","path":"{{place}}","value":{{value}}}""",
            2 => $$"""{"op":"remove","path":"{{place}}"}""",
            3 => $$"""{"op":"copy","from":"{{other}}","path":"{{place}}"}""",
            _ => $$"""{"op":"move","from":"{{other}}","path":"{{place}}"}""",
        };
    }

    static string Any(Random chance, string[] choices) => choices[chance.Next(choices.Length)];

    static PatchResult Apply(string document, string patch, PatchLimits limits)
    {
        Assert.True(PatchTests.Read(patch, out var read));
        return read.Apply(JsonElement.Parse(Encoding.UTF8.GetBytes(document)), limits);
    }
}
