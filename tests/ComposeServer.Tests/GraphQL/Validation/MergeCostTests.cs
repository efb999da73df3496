using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Validation;
using ComposeServer.GraphQL.Validation.Merging;

namespace ComposeServer.Tests.GraphQL.Validation;

public class MergeCostTests
{
    const int Repeats = 10_000;

    [Fact]
    public void Ten_thousand_equal_fields_cost_two_comparisons_each()
    {
        var (hasConflict, comparisons) = Check(Repeat("count"));

        Assert.False(hasConflict);
        Assert.Equal(2 * Repeats, comparisons);
    }

    [Fact]
    public void So_do_fields_with_arguments_and_those_below_them()
    {
        var (hasConflict, comparisons) = Check(Repeat("person(id: 1) { name(short: true) }"));

        Assert.False(hasConflict);
        Assert.Equal(4 * Repeats, comparisons);
    }

    [Fact]
    public void Ten_thousand_equal_fields_are_valid()
    {
        Verdict.Accepts(Repeat("count"));
    }

    [Fact]
    public void One_of_ten_thousand_that_differs_is_found_within_the_budget()
    {
        var conflicting = Verdict.ErrorsOf($"{{ {Fields("x: count")} x: count(of: 1) }}");
        Assert.All(
            conflicting.Take(9),
            error => Assert.StartsWith("Fields \"x\" conflict because they have differing arguments.", error.Message)
        );
        Assert.InRange(conflicting.Count, 9, 11);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Over_the_budget_a_document_is_refused_though_nothing_conflicts(int past, bool isRefused)
    {
        const int Fields = 10;
        var limits = new ValidationLimits { MergeComparisonsMax = (2 * Fields) - past };

        var errors = Verdict.ErrorsOf($"{{ {string.Join(' ', Enumerable.Repeat("count", Fields))} }}", limits);

        Assert.Equal(isRefused ? [ErrorCodes.LimitExceeded] : [], errors.Select(error => error.Code));
    }

    [Fact]
    public void Types_that_never_meet_are_not_compared_with_each_other()
    {
        const string Dogs = "... on Dog { x: name(short: true) }";
        const string Cats = "... on Cat { x: name(short: false) }";

        var (hasConflict, comparisons) = Check($"{{ pet {{ {Fields(Dogs)} {Fields(Cats)} }} }}");

        Assert.False(hasConflict);

        // Two for the pet, and for each field one of shape and one of arguments.
        Assert.Equal(2 + (4 * Repeats), comparisons);
    }

    static (bool HasConflict, int Comparisons) Check(string document) =>
        MergeCheck.Run(Verdict.ContextOf(document, new ValidationLimits { MergeComparisonsMax = int.MaxValue }));

    static string Repeat(string field) => $"{{ {Fields(field)} }}";

    static string Fields(string field) => string.Join(' ', Enumerable.Repeat(field, Repeats));
}
