using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.Security;

/// <summary>
/// Attack 35: documents for which it takes long to see whether their fields can be merged (CVE-2023-26144, CVE-2026-40476). Each is near the
/// limit of tokens.
/// </summary>
public class Sec35_OverlappingFieldsTests
{
    const int TimeMsMax = 100;
    const int FieldsMax = 3_000;

    /// <summary>Two fields that conflict, after which all are compared in pairs.</summary>
    const string Conflict = "z: count z: count(of: 1)";

    [Fact]
    public void Ten_thousand_repeated_fields_are_refused()
    {
        var errors = Documents.Within(TimeMsMax, $"{{ {Documents.Joined(10_000, _ => "count")} }}");

        Assert.Equal([ErrorCodes.LimitExceeded], errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData("count")]
    [InlineData("count(of: 1)")]
    [InlineData("x: count(of: 1)")]
    public void As_many_as_are_taken_are_merged(string field)
    {
        Assert.Empty(Documents.Within(TimeMsMax, $"{{ {Documents.Joined(1_800, _ => field)} }}"));
    }

    [Fact]
    public void A_conflict_among_as_many_as_are_taken_is_refused_within_the_budget_of_comparisons()
    {
        var errors = Documents.Within(TimeMsMax, $"{{ {Documents.Joined(FieldsMax - 2, _ => "count")} {Conflict} }}");

        Assert.Equal([ErrorCodes.LimitExceeded], errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData(450, 30)]
    [InlineData(450, 2_000)]
    [InlineData(45, 20_000)]
    public void Equal_arguments_are_compared_once_however_long_they_are(int fields, int length)
    {
        var long1 = new string('x', length);
        var document = $"{{ {Documents.Joined(fields, _ => $"x: pick(one: {{byName: \"{long1}\"}})")} {Conflict} }}";

        Assert.NotEmpty(Documents.Within(TimeMsMax, document));
    }

    [Fact]
    public void Long_lists_in_a_fragment_that_many_fields_spread_are_read_once()
    {
        var list = Documents.Joined(6_000, _ => "1");
        var spreads = Documents.Joined(190, i => $"a{i}: person {{ ...F ...F }}");

        Documents.Within(
            TimeMsMax,
            $"{{ {spreads} {Conflict} }} fragment F on Person {{ friends(first: [{list}]) {{ id }} }}"
        );
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(300, 1)]
    [InlineData(900, 1)]
    [InlineData(300, 7)]
    [InlineData(900, 7)]
    public void Fragments_in_a_circle_are_compared_on_a_small_stack(int count, int step)
    {
        var circle = Documents.Joined(
            count,
            i => $"fragment F{i} on Query {{ count ...F{(i + 1) % count} ...F{(i + step) % count} }}"
        );

        SmallStack.Run(() =>
            Assert.NotEmpty(Documents.Within(TimeMsMax, $"{{ ...F0 ...F{count / 2} {Conflict} }} {circle}"))
        );
    }

    [Theory]
    [InlineData(300)]
    [InlineData(900)]
    public void So_are_circles_that_lead_through_fields(int count)
    {
        var circle = Documents.Joined(
            count,
            i => $"fragment F{i} on Person {{ friends {{ id }} ...F{(i + 1) % count} }}"
        );

        SmallStack.Run(() =>
            Assert.NotEmpty(
                Documents.Within(TimeMsMax, $"{{ person {{ ...F0 ...F{count / 2} }} {Conflict} }} {circle}")
            )
        );
    }

    [Fact]
    public void Fragments_that_all_spread_all_before_them_are_compared_within_the_budget()
    {
        var fragments = Documents.Joined(
            100,
            i => $"fragment F{i} on Query {{ count {Documents.Joined(i, j => $"...F{j}")} }}"
        );

        Assert.NotEmpty(Documents.Within(TimeMsMax, $"{{ ...F99 {Conflict} }} {fragments}"));
    }

    [Fact]
    public void Spreads_of_thousands_of_fragments_that_are_not_there_are_told_apart_quickly()
    {
        var spreads = Documents.Joined(7_000, i => $"...{new string('F', 100)}{i}");

        Assert.NotEmpty(Documents.Within(TimeMsMax, $"{{ {Conflict} {spreads} }}"));
    }

    [Fact]
    public void Selections_on_an_interface_do_not_multiply_with_its_types_on_every_level()
    {
        string[] types = ["A", "B", "C", "D"];
        var sdl =
            "interface N { n: N a: N b: N c: N x: Int } type Query { n: N } "
            + Documents.Joined(4, i => $"type {types[i]} implements N {{ n: N a: N b: N c: N x: Int }}");
        var schema = SchemaFromSdl.Build(sdl).Schema!;
        var level = "x";
        for (var depth = 0; depth < 13; depth++)
        {
            var name = new[] { "n", "a", "b", "c" }[depth % 4];
            level =
                $"m: {name} {{ {level} }} {string.Concat(types.Select(type => $"... on {type} {{ m: {name} {{ x }} }} "))}";
        }

        // It uses up the budget of comparisons: the dearest document that there is.
        Documents.Within(3 * TimeMsMax, $"{{ n {{ {level} }} }}", schema);
    }
}
