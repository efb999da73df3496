using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

public class SdlLimitTests
{
    const string M = Sample.Model;
    const string TooManyDefinitions = "Syntax Error: Document contains more than 10000 definitions. Parsing aborted.";
    const string TooManyNodes = "Syntax Error: Document contains more than 100000 nodes. Parsing aborted.";
    const string TooManyParts = "Type A has more than 1000 fields, values or other parts of one kind";
    const string TooManyExtensions = "Type A has more than 1000 definitions";

    [Theory]
    [InlineData(CompositeLimits.EmbeddedDepthMax, true)]
    [InlineData(CompositeLimits.EmbeddedDepthMax + 1, false)]
    [InlineData(CompositeLimits.EmbeddedDepthMax * 50, false)]
    public void Embedded_types_may_lie_in_each_other_only_so_deep(int steps, bool isOk)
    {
        var chain = string.Join('\n', Enumerable.Range(0, steps).Select(at => $"type O{at} {{ o: O{at + 1} }}"));

        var read = AbstractComposite.Parse($"type A {M} {{ o: O0 }}\n{chain}\ntype O{steps} {{ a: Int }}");

        Assert.Equal(isOk, read.IsOk);
    }

    [Theory]
    [InlineData(CompositeLimits.ModelsMax, true)]
    [InlineData(CompositeLimits.ModelsMax + 1, false)]
    [InlineData(CompositeLimits.ModelsMax * 5, false)]
    public void A_composite_has_only_so_many_models(int models, bool isOk)
    {
        var sdl = string.Join('\n', Enumerable.Range(0, models).Select(at => $"type A{at} {M} {{ a: Int }}"));

        Assert.Equal(isOk, AbstractComposite.Parse(sdl).IsOk);
    }

    [Theory]
    [InlineData(CompositeLimits.SdlErrorsMax, CompositeLimits.SdlErrorsMax)]
    [InlineData(CompositeLimits.SdlErrorsMax + 1, CompositeLimits.SdlErrorsMax + 1)]
    [InlineData(CompositeLimits.SdlErrorsMax * 20, CompositeLimits.SdlErrorsMax + 1)]
    public void Only_so_many_breaches_are_told_at_once(int breaches, int told)
    {
        var sdl = string.Join('\n', Enumerable.Range(0, breaches).Select(at => $"type A{at} {M} {{ a: Foo{at} }}"));

        var error = AbstractComposite.Parse(sdl).Error!;

        Assert.Equal(told, error.All.Count);
        Assert.Equal(
            breaches > CompositeLimits.SdlErrorsMax,
            error.Message.EndsWith("error limit reached. Validation aborted.", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(CompositeLimits.SdlDefinitionsMax, "No models found in Composite Definition Schema")]
    [InlineData(CompositeLimits.SdlDefinitionsMax + 1, TooManyDefinitions)]
    [InlineData(CompositeLimits.SdlDefinitionsMax * 10, TooManyDefinitions)]
    public void A_text_has_only_so_many_definitions_and_those_built_in_are_not_counted(int definitions, string message)
    {
        var sdl = string.Join('\n', Enumerable.Range(0, definitions).Select(at => $"type A{at}"));

        Assert.Equal(message, AbstractComposite.Parse(sdl).Error?.Message);
    }

    [Theory]
    [InlineData(CompositeLimits.SdlPartsPerTypeMax, null)]
    [InlineData(CompositeLimits.SdlPartsPerTypeMax + 1, TooManyParts)]
    [InlineData(CompositeLimits.SdlPartsPerTypeMax * 20, TooManyParts)]
    public void A_type_has_only_so_many_fields(int fields, string? message)
    {
        var sdl = string.Join(' ', Enumerable.Range(0, fields).Select(at => $"a{at}: Int"));

        Assert.Equal(message, AbstractComposite.Parse($"type A {M} {{ {sdl} }}").Error?.Message);
    }

    [Theory]
    [InlineData(CompositeLimits.SdlDefinitionsPerTypeMax, null)]
    [InlineData(CompositeLimits.SdlDefinitionsPerTypeMax + 1, TooManyExtensions)]
    [InlineData(CompositeLimits.SdlDefinitionsPerTypeMax * 9, TooManyExtensions)]
    public void A_type_has_only_so_many_definitions(int definitions, string? message)
    {
        var sdl = string.Concat(Enumerable.Repeat("extend type A { a: Int }\n", definitions - 1));

        Assert.Equal(message, AbstractComposite.Parse($"type A {M} {{ a: Int }}\n{sdl}").Error?.Message);
    }

    [Theory]
    [InlineData(90_000, "No models found in Composite Definition Schema")]
    [InlineData(100_001, TooManyNodes)]
    [InlineData(500_000, TooManyNodes)]
    public void A_text_has_only_so_many_nodes(int nodes, string message)
    {
        // A type is a node; each of its fields is one, and the name of the field's type another.
        var types = nodes / 101;
        var fields = string.Join(' ', Enumerable.Range(0, 50).Select(at => $"a{at}: Int"));
        var sdl = string.Join('\n', Enumerable.Range(0, types + 1).Select(at => $"type A{at} {{ {fields} }}"));

        Assert.Equal(message, AbstractComposite.Parse(sdl).Error?.Message);
    }

    [Theory]
    [InlineData("type A{0}", 80_000)]
    [InlineData("union A{0}", 80_000)]
    [InlineData("union A{0}=B|C", 60_000)]
    [InlineData("type A {{ a{0}:Int }}", 40_000)]
    [InlineData("extend type A {{ a{0}: Int }}", 30_000)]
    [InlineData("type A{0} {{ a:Int b:Int c:Int d:Int e:Int f:Int g:Int h:Int i:Int j:Int k:Int }}", 10_000)]
    [InlineData("type A{0} {{ a:Int b:Int c:Int d:Int e:Int f:Int g:Int h:Int i:Int j:Int k:Int }}", 4_000)]
    [InlineData(
        "type A{0} @createModel(description:\"d\") {{ a:Int b:Int @int(max:1) c:[Int]@list(maxLength:3) }}",
        1_000
    )]
    [InlineData("enum E{0} {{ A B C D E F G H I J K L M N O P Q R S T U V W X Y Z }}", 10_000)]
    public void Of_a_long_text_not_much_memory_is_made(string definition, int times)
    {
        var sdl = string.Join('\n', Enumerable.Range(0, times).Select(at => string.Format(null, definition, at)));
        _ = AbstractComposite.Parse($"type A {M} {{ a: Int }}");

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = AbstractComposite.Parse(sdl);

        Assert.InRange(sdl.Length, 0, 1 << 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    [Fact]
    public void A_literal_that_is_nested_without_end_is_a_syntax_error()
    {
        var error = AbstractComposite
            .Parse($"type A {M} @createIndex(fields: {new string('[', 100_000)}) {{ a: Int }}")
            .Error;

        Assert.Equal("SDL_SYNTAX", error?.Code);
    }
}
