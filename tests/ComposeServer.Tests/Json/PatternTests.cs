using System.Text;
using System.Text.RegularExpressions;
using ComposeServer.Json.Schema;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Tests.Json;

public class PatternTests
{
    static readonly string[] Atoms =
    [
        "a",
        "b",
        ".",
        "[ab]",
        "[^a]",
        "\\d",
        "\\w",
        "\\W",
        "😀",
        "[😀-😂a]",
        "(?:a|b)",
        "(ab|a)",
        "^",
        "$",
        "\\p{L}",
        "ä",
        "[^]",
        "[]",
    ];
    static readonly string[] Quantifiers = ["", "", "", "*", "+", "?", "*?", "{2}", "{1,}", "{0,3}", "{2,3}?"];
    static readonly string[] Letters = ["a", "b", "ä", "😀", "1", "\n", "-"];

    [Fact]
    public void The_linear_matcher_and_the_backtracking_engine_agree()
    {
        var chance = new Random(20_260_102);
        for (var round = 0; round < 2_000; round++)
        {
            var pattern = string.Concat(Enumerable.Range(0, chance.Next(1, 6)).Select(_ => Part(chance)));
            var syntax = new PatternReader(pattern, isUnicode: true).Read()!;
            var linear = LinearMatcher.Of(syntax)!;
            var regex = new Regex(DotNetPattern.Write(syntax), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
            for (var i = 0; i < 20; i++)
            {
                var text = string.Concat(Enumerable.Range(0, chance.Next(0, 8)).Select(_ => Any(chance, Letters)));
                var work = long.MaxValue;

                Assert.True(
                    regex.IsMatch(text) == linear.IsMatch(Encoding.UTF8.GetBytes(text), ref work),
                    $"{pattern} on {text}"
                );
            }
        }
    }

    [Fact]
    public async Task Many_threads_fill_one_table_and_outgrow_it()
    {
        // The states remember the last ten letters: a thousand rows, more than a table begins with.
        EcmaPattern.TryCompile("^(?:a|b)*a(?:a|b){9}$", SchemaLimits.Default, out var pattern, out _);
        Assert.False(pattern.IsBacktracking);

        var tasks = Enumerable.Range(0, 4).Select(seed => Task.Run(() => Count(pattern, new Random(seed))));

        Assert.All(await Task.WhenAll(tasks), wrong => Assert.Equal(0, wrong));
    }

    [Theory]
    [InlineData("^\\p{Script=Greek}+$", "αβγ", true)]
    [InlineData("^\\p{Script=Greek}+$", "abc", false)]
    [InlineData("^\\p{sc=Latn}+$", "Straße", true)]
    [InlineData("^\\p{scx=Deva}$", "।", true)]
    [InlineData("^\\p{sc=Deva}$", "।", false)]
    [InlineData("^\\p{Emoji_Presentation}$", "😀", true)]
    [InlineData("^\\p{Emoji_Presentation}$", "1", false)]
    [InlineData("^\\p{Extended_Pictographic}+$", "❤😀", true)]
    [InlineData("^\\p{Alphabetic}\\P{Alpha}$", "ä1", true)]
    [InlineData("^\\p{White_Space}$", "\u0085", true)]
    [InlineData("^\\p{Script_Extensions=Beng}$", "ক", true)]
    public void Properties_of_unicode_are_known(string source, string text, bool matches)
    {
        Assert.True(EcmaPattern.TryCompile(source, SchemaLimits.Default, out var pattern, out _));
        var run = new Evaluation(SchemaLimits.Default, documentBytes: 0);

        Assert.Equal(matches, pattern.IsMatch(text, ref run));
    }

    [Theory]
    [InlineData("^did:[a-z]+:\\\\w*$", false)]
    [InlineData("a{1,1000}", false)]
    [InlineData("\\\\p{L}{3,40}", false)]
    [InlineData("a{1,5000}", true)]
    [InlineData("\\\\bword", true)]
    [InlineData("(?=a)", true)]
    [InlineData("(a)\\\\1", true)]
    public void Only_patterns_that_need_it_backtrack(string source, bool isBacktracking)
    {
        Assert.True(EcmaPattern.TryCompile(Regex.Unescape(source), SchemaLimits.Default, out var pattern, out _));

        Assert.Equal(isBacktracking, pattern.IsBacktracking);
    }

    static int Count(EcmaPattern pattern, Random chance)
    {
        var wrong = 0;
        var run = new Evaluation(SchemaLimits.Default, documentBytes: 0) { PatternWork = long.MaxValue };
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, 10 + chance.Next(20)).Select(_ => chance.Next(2) == 0 ? 'a' : 'b')
            );
            if (pattern.IsMatch(Encoding.UTF8.GetBytes(text), ref run) != (text[^10] == 'a'))
                wrong++;
        }
        return wrong;
    }

    static string Part(Random chance)
    {
        var atom = Any(chance, Atoms);
        var quantifier = atom is "^" or "$" ? "" : Any(chance, Quantifiers);
        return atom + quantifier + (chance.Next(6) == 0 ? "|" : "");
    }

    static string Any(Random chance, string[] choices) => choices[chance.Next(choices.Length)];
}
