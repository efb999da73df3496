using System.Globalization;
using ComposeServer.GraphQL.Diagnostics;

namespace ComposeServer.Tests.Security;

/// <summary>Attack 39: fragments that contain themselves or double on every level, and directives without end.</summary>
public class Sec39_FragmentAndDirectiveTests
{
    const int TimeMsMax = 100;

    [Theory]
    [InlineData("{ ...A } fragment A on Query { ...A }")]
    [InlineData("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")]
    [InlineData("{ person { ...A } } fragment A on Person { friends { ...A } }")]
    [InlineData("{ count } fragment A on Query { ...A }")]
    [InlineData("{ ...A } fragment A on Query { ... { ... { ...A ...A ...A } } }")]
    public void A_circle_is_refused(string document)
    {
        var errors = Documents.Within(TimeMsMax, document);

        Assert.Contains(
            errors,
            error => error.Message.StartsWith("Cannot spread fragment \"A\" within itself", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    [InlineData(990)]
    public void So_is_one_of_many_fragments_on_a_small_stack(int count)
    {
        var circle = Documents.Joined(count, i => $"fragment F{i} on Query {{ ...F{(i + 1) % count} }}");

        SmallStack.Run(() =>
            Assert.Contains(
                Documents.Within(TimeMsMax, $"{{ ...F0 }} {circle}"),
                error => error.Message.Contains("within itself", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public void A_chain_of_more_fragments_than_are_followed_is_refused_on_a_small_stack()
    {
        var chain = Documents.Joined(1_800, i => $"fragment F{i} on Query {{ ...F{i + 1} }}");

        SmallStack.Run(() =>
            Assert.Equal(
                [ErrorCodes.LimitExceeded],
                Documents
                    .Within(TimeMsMax, $"{{ ...F0 }} {chain} fragment F1800 on Query {{ count }}")
                    .Select(e => e.Code)
            )
        );
    }

    [Theory]
    [InlineData("...F{0} ...F{0}")]
    [InlineData("... {{ ...F{0} }} ... {{ ...F{0} }}")]
    [InlineData("... on Query {{ ... {{ ...F{0} }} }} ...F{0}")]
    public void Fragments_that_double_in_one_place_are_entered_once(string twice)
    {
        var fragments = Documents.Joined(
            400,
            i => $"fragment F{i} on Query {{ {string.Format(CultureInfo.InvariantCulture, twice, i + 1)} }}"
        );

        Assert.Empty(Documents.Within(TimeMsMax, $"{{ ...F0 }} {fragments} fragment F400 on Query {{ count }}"));
    }

    [Fact]
    public void Fragments_that_double_under_other_names_are_refused()
    {
        var fragments = Documents.Joined(
            14,
            i => $"fragment F{i} on Person {{ a: friends {{ ...F{i + 1} }} b: friends {{ ...F{i + 1} }} }}"
        );

        var errors = Documents.Within(
            TimeMsMax,
            $"{{ person {{ ...F0 }} }} {fragments} fragment F14 on Person {{ id }}"
        );

        Assert.Equal([ErrorCodes.LimitExceeded], errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData("{{ count {0} }}")]
    [InlineData("{{ ... {0} {{ count }} }}")]
    [InlineData("query {0} {{ count }}")]
    [InlineData("query ($a: Int {0}) {{ count(of: $a) }}")]
    [InlineData("{{ ...F {0} }} fragment F on Query {{ count }}")]
    [InlineData("{{ ...F }} fragment F on Query {0} {{ count }}")]
    public void Seven_directives_in_one_place_are_refused_and_thousands_as_quickly(string place)
    {
        foreach (var count in (int[])[7, 14_000 / 2])
        {
            var directives = string.Concat(Enumerable.Repeat("@a", count));

            var error = Assert.Single(
                Documents.Within(TimeMsMax, string.Format(CultureInfo.InvariantCulture, place, directives))
            );

            Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        }
    }

    [Fact]
    public void Unknown_directives_in_every_place_are_refused_after_ten_errors()
    {
        var fields = Documents.Joined(1_000, i => $"count @a @b @c @d @e @f{i}");

        Assert.Equal(11, Documents.Within(TimeMsMax, $"{{ {fields} }}").Length);
    }

    [Fact]
    public void Conditions_in_every_place_are_taken()
    {
        var fields = Documents.Joined(1_000, _ => "count @skip(if: $a) @include(if: true)");

        Documents.Within(TimeMsMax, $"query ($a: Boolean!) {{ {fields} }}");
    }
}
