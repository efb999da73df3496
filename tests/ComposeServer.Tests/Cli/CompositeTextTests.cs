using ComposeServer.Cli.Composites;
using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Cli;

/// <summary>How mistakes in SDL are told on the command line.</summary>
public class CompositeTextTests
{
    const string M = "@createModel(description: \"d\")";

    [Fact]
    public void Every_problem_is_told_with_file_line_column_and_the_line_itself()
    {
        var told = Told($"type A {M} {{\n  a: Foo\n  b: Int @zap\n}}");

        Assert.Equal(
            $"""
            my.graphql:2:6: Unknown type "Foo".
              a: Foo
            my.graphql:3:10: Unknown directive "@zap".
              b: Int @zap
            """.ReplaceLineEndings(),
            told
        );
    }

    [Fact]
    public void A_problem_that_comes_to_light_late_is_told_with_its_place_too()
    {
        Assert.Equal(
            $"""
            my.graphql:1:1: No models found in Composite Definition Schema
              type A
            """.ReplaceLineEndings(),
            Told("type A")
        );
    }

    [Theory]
    [InlineData(160, 160)]
    [InlineData(161, 160)]
    [InlineData(100_000, 160)]
    public void Of_a_long_line_only_what_surrounds_the_problem_is_shown(int length, int shown)
    {
        var fields = $"type A {M} {{ a: Foo ";
        var line = fields + new string('#', length - fields.Length);

        var excerpt = Told($"{line}\n}}").Split(Environment.NewLine)[1];

        Assert.Equal(shown + 2, excerpt.Length);
        Assert.Contains("a: Foo", excerpt, StringComparison.Ordinal);
    }

    static string Told(string sdl) => CompositeText.Refusal(AbstractComposite.Parse(sdl).Error!, "my.graphql").Message;
}
