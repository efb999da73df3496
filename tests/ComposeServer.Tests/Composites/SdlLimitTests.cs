using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

public class SdlLimitTests
{
    const string M = Sample.Model;

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

    [Fact]
    public void A_literal_that_is_nested_without_end_is_a_syntax_error()
    {
        var error = AbstractComposite
            .Parse($"type A {M} @createIndex(fields: {new string('[', 100_000)}) {{ a: Int }}")
            .Error;

        Assert.Equal("SDL_SYNTAX", error?.Code);
    }
}
