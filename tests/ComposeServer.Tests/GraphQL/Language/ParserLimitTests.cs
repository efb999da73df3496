using System.Diagnostics;
using System.Text;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Tests.GraphQL.Language;

public class ParserLimitTests
{
    static readonly ParserLimits Small = new()
    {
        Bytes = 1_000,
        Tokens = 50,
        Nesting = 5,
        Nodes = 40,
        Fields = 6,
        DirectivesPerPlace = 3,
    };

    [Fact]
    public void The_defaults_are_the_published_ones()
    {
        Assert.Equal(
            new ParserLimits
            {
                Bytes = 1_048_576,
                Tokens = 15_000,
                Nesting = 100,
                Nodes = 30_000,
                Definitions = 10_000,
                Fields = 3_000,
                DirectivesPerPlace = 6,
            },
            ParserLimits.Default
        );
    }

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    [InlineData(100_000, false)]
    public void Tokens_are_counted_without_comments_and_blanks(int count, bool isAllowed)
    {
        // Lists of numbers make many tokens and few nodes.
        var source = "# not counted\n{ a(b: [" + string.Join(" , ", Enumerable.Repeat("1", count - 9)) + "]) }";

        Expect(
            source,
            Small with
            {
                Bytes = 1_000_000,
                Nodes = 1_000,
            },
            isAllowed,
            "Document contains more that 50 tokens."
        );
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(1_000, false)]
    public void Selection_sets_nest_no_deeper_than_allowed(int depth, bool isAllowed) =>
        Expect(Nested("{ a ", depth, "}"), Generous, isAllowed, "Document is nested deeper than 5 levels.");

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(1_000, false)]
    public void Lists_and_objects_in_values_nest_no_deeper_than_allowed(int depth, bool isAllowed)
    {
        Expect(
            "{ a(b: " + Nested("[", depth, "]") + ") }",
            Generous,
            isAllowed,
            "Document is nested deeper than 5 levels."
        );
        Expect(
            "{ a(b: " + Nested("{c: ", depth, "}", inner: "1") + ") }",
            Generous,
            isAllowed,
            "Document is nested deeper than 5 levels."
        );
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    [InlineData(1_000, false)]
    public void List_types_nest_no_deeper_than_allowed(int depth, bool isAllowed) =>
        Expect(
            "query Q($a: " + Nested("[", depth, "]", inner: "T") + ") { a }",
            Generous,
            isAllowed,
            "Document is nested deeper than 5 levels."
        );

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    [InlineData(2_000, false)]
    public void Definitions_are_counted(int definitions, bool isAllowed)
    {
        var source = string.Join(' ', Enumerable.Range(0, definitions).Select(at => $"type A{at}"));

        Expect(source, Generous with { Definitions = 7 }, isAllowed, "Document contains more than 7 definitions.");
    }

    [Theory]
    [InlineData(37, true)]
    [InlineData(38, false)]
    [InlineData(2_000, false)]
    public void Nodes_are_counted(int literals, bool isAllowed)
    {
        // Set, field, argument and list are nodes too; the document itself is not counted.
        var source = "{ a(b: [" + string.Join(' ', Enumerable.Repeat("1", literals - 2)) + "]) }";

        Expect(source, Generous with { Nodes = 40 }, isAllowed, "Document contains more than 40 nodes.");
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    [InlineData(10_000, false)]
    public void Fields_are_counted_over_the_whole_document(int count, bool isAllowed)
    {
        var source = "{" + string.Join(' ', Enumerable.Repeat("a", count - 1)) + "} fragment F on T { a }";

        Expect(source, Generous with { Fields = 6 }, isAllowed, "Document contains more than 6 fields.");
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    [InlineData(10_000, false)]
    public void Directives_are_counted_for_each_place(int count, bool isAllowed)
    {
        var directives = string.Concat(Enumerable.Repeat("@d", count));

        Expect(
            $"query Q {directives} {{ a {directives} }}",
            Generous with
            {
                DirectivesPerPlace = 3,
            },
            isAllowed,
            "There are more than 3 directives in one place."
        );
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    [InlineData(50_000_000, false)]
    public void Bytes_are_counted_before_anything_is_read(int count, bool isAllowed)
    {
        var source = Encoding.UTF8.GetBytes("{ a }".PadRight(count));

        var result = GraphQLParser.Parse(source, Small);

        Assert.Equal(isAllowed ? null : SyntaxError.LimitExceeded, result.Error?.Code);
    }

    [Fact]
    public void Forty_kilobytes_of_braces_are_answered_at_once()
    {
        foreach (
            var one in new[] { "{", "{a", "[", "{a(b:[", "{a(b:{c:", "query Q($a:[", "...", "{...", "@", "\"\"\"\\" }
        )
        {
            var source = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(one, 40_000 / one.Length)));
            GraphQLParser.Parse(source, ParserLimits.Default);

            var watch = Stopwatch.StartNew();
            var result = GraphQLParser.Parse(source, ParserLimits.Default);
            watch.Stop();

            Assert.False(result.IsValid);
            Assert.True(watch.ElapsedMilliseconds < 50, $"{one}: {watch.Elapsed}");
        }
    }

    [Fact]
    public void A_limit_says_where_it_was_passed()
    {
        var error = GraphQLParser.Parse("{\n  a {\n  b { c } } }", Small with { Nesting = 2 }).Error!;

        Assert.Equal(
            new(
                SyntaxError.LimitExceeded,
                "Syntax Error: Document is nested deeper than 2 levels. Parsing aborted.",
                3,
                5
            ),
            error
        );
    }

    static ParserLimits Generous { get; } = new() { Nesting = 5, Nodes = 100_000 };

    static void Expect(string source, ParserLimits limits, bool isAllowed, string message)
    {
        var result = GraphQLParser.Parse(source, limits);

        Assert.Equal(isAllowed, result.IsValid);
        if (!isAllowed)
        {
            Assert.Equal(SyntaxError.LimitExceeded, result.Error!.Code);
            Assert.Equal($"Syntax Error: {message} Parsing aborted.", result.Error.Message);
        }
    }

    static string Nested(string open, int depth, string close, string inner = "") =>
        new StringBuilder()
            .Insert(0, open, depth)
            .Append(inner)
            .Insert(open.Length * depth + inner.Length, close, depth)
            .ToString();
}
