using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.Tests.GraphQL.Validation;

/// <summary>Each limit: kept at its value, met one past it, and far past it answered within its own budget.</summary>
public class LimitTests
{
    static readonly ValidationLimits Defaults = new();

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "operationDepth")]
    [InlineData(80, "operationDepth")]
    public void Fields_within_fields(int past, string? limit)
    {
        // The person is one field, its id another.
        var depth = Defaults.DepthMax + past;
        var document = "{ person " + Nested("friends", depth - 2) + " }";

        AssertMet(document, limit, Defaults with { CoordinateCyclesMax = int.MaxValue });
    }

    [Fact]
    public void A_fragment_is_measured_although_a_later_one_has_its_name()
    {
        var deep = Nested("friends", Defaults.DepthMax + 1);

        AssertMet(
            $"{{ person {{ ...F }} }} fragment F on Person {deep} fragment F on Person {{ id }}",
            "operationDepth",
            Defaults with
            {
                CoordinateCyclesMax = int.MaxValue,
            }
        );
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "coordinateCycles")]
    [InlineData(10, "coordinateCycles")]
    public void One_field_within_itself(int past, string? limit) =>
        AssertMet("{ person " + Nested("friends", Defaults.CoordinateCyclesMax + past) + " }", limit);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "fieldAliases")]
    [InlineData(20_000, "fieldAliases")]
    public void One_field_under_many_names(int past, string? limit)
    {
        var aliases = Joined(Defaults.AliasesPerFieldMax + past, i => $"a{i}: id");

        AssertMet($"{{ person {{ {aliases} }} }}", limit);
    }

    [Fact]
    public void Names_of_one_field_are_counted_over_everything_that_is_merged()
    {
        var half = (Defaults.AliasesPerFieldMax / 2) + 1;
        var first = Joined(half, i => $"a{i}: id");
        var second = Joined(half, i => $"b{i}: id");

        AssertMet($"{{ person {{ {first} }} person {{ ...F }} }} fragment F on Person {{ {second} }}", "fieldAliases");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "rootFields")]
    [InlineData(50_000, "rootFields")]
    public void Fields_at_the_root(int past, string? limit)
    {
        var limits = Defaults with { AliasesPerFieldMax = int.MaxValue, ExpandedFieldsMax = int.MaxValue };
        var document = $"{{ {Joined(Defaults.RootFieldsMax + past, i => $"a{i}: count")} }}";

        AssertMet(document, limit, limits);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "fragmentVisits")]
    [InlineData(5_000, "fragmentVisits")]
    public void Fragments_entered(int past, string? limit)
    {
        var visits = Defaults.FragmentVisitsMax + past;
        var operations = Joined(visits, i => $"query Q{i} {{ ...F }}");

        AssertMet($"{operations} fragment F on Query {{ count }}", limit);
    }

    [Fact]
    public void Fragments_that_follow_each_other_for_long_do_not_exhaust_the_stack()
    {
        const int Fragments = 50_000;
        var chain = Joined(Fragments, i => $"fragment F{i} on Query {{ ...F{i + 1} }}");
        var deeper = Joined(Fragments, i => $"fragment F{i} on Person {{ friends {{ ...F{i + 1} }} }}");
        var loose = Defaults with { CoordinateCyclesMax = int.MaxValue };

        AssertMet($"{{ ...F0 }} {chain} fragment F{Fragments} on Query {{ count }}", "fragmentVisits");
        AssertMet(
            $"{{ person {{ ...F0 }} }} {deeper} fragment F{Fragments} on Person {{ id }}",
            "operationDepth",
            loose
        );
        AssertMet($"{{ count }} {chain} fragment F{Fragments} on Query {{ ...F0 }}", "fragmentVisits");
    }

    [Fact]
    public void Fragments_that_double_on_each_level_are_entered_no_more_often_than_allowed()
    {
        var fragments = Joined(
            Defaults.DepthMax - 2,
            i => $"fragment F{i} on Person {{ a: friends {{ ...F{i + 1} }} b: friends {{ ...F{i + 1} }} }}"
        );
        var document = $"{{ person {{ ...F0 }} }} {fragments} fragment F{Defaults.DepthMax - 2} on Person {{ id }}";

        AssertMet(document, "fragmentVisits", Defaults with { CoordinateCyclesMax = int.MaxValue });
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "expandedFields")]
    [InlineData(100_000, "expandedFields")]
    public void Fields_visited(int past, string? limit)
    {
        // The fields of a fragment count in each of the operations that spread it; a hundred and one of them here.
        const int Operations = 101;
        var fields = (Defaults.ExpandedFieldsMax / Operations) + 1;
        var rest = Defaults.ExpandedFieldsMax - (fields * (Operations - 1));
        var operations = Joined(Operations - 1, i => $"query Q{i} {{ ...F }}");
        var document =
            $"{operations} query Z {{ {Joined(rest + past, _ => "count")} }} fragment F on Query {{ {Joined(fields, _ => "count")} }}";

        AssertMet(document, limit);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "introspectionLists")]
    [InlineData(5, "introspectionLists")]
    public void Lists_within_lists_of_introspection(int past, string? limit)
    {
        var lists = Defaults.IntrospectionListsMax + past;
        var below =
            Joined(lists, _ => "{ fields { type") + " { name " + string.Concat(Enumerable.Repeat("} } ", lists));

        AssertMet($"{{ __schema {{ types {below} }} }} }}", limit);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "introspectionDepth")]
    [InlineData(80, "introspectionDepth")]
    public void Types_within_types_of_introspection(int past, string? limit)
    {
        // The name stands one deeper.
        var depth = Defaults.IntrospectionDepthMax + past - 1;

        AssertMet("{ __type(name: \"A\") " + Nested("ofType", depth, leaf: "name") + " }", limit);
    }

    [Fact]
    public void Introspection_is_not_counted_with_the_fields_around_it()
    {
        var limits = Defaults with { DepthMax = 1, CoordinateCyclesMax = 1 };

        AssertMet("{ __type(name: \"A\") { ofType { ofType { ofType { name } } } } }", limit: null, limits);
    }

    [Fact]
    public void An_error_of_a_limit_names_it_with_its_value_and_place()
    {
        var error = Assert.Single(Verdict.ErrorsOf("{ person {\n friends { id } } }", Defaults with { DepthMax = 2 }));

        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        Assert.Equal("The operation is more than 2 fields deep.", error.Message);
        Assert.Equal([new("limit", "operationDepth"), new("max", 2)], error.Extensions);
        Assert.Equal((2, 12), (error.Locations[0].Line, error.Locations[0].Column));
    }

    [Fact]
    public void A_fragment_within_itself_is_measured_once_and_left_to_its_rule() =>
        Verdict.Refuses(
            "{ person { ...A } } fragment A on Person { friends { ...A } }",
            "Cannot spread fragment \"A\" within itself."
        );

    [Fact]
    public void A_fragment_no_operation_uses_is_measured_too()
    {
        var document = "{ count } fragment A on Person " + Nested("friends", 10);

        AssertMet(document, "coordinateCycles");
    }

    [Fact]
    public void After_ten_errors_the_rest_is_not_looked_for()
    {
        var errors = Verdict.ErrorsOf($"{{ {Joined(30, i => $"a{i}: unknown")} }}");

        Assert.Equal(Defaults.ErrorsMax + 1, errors.Count);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[^1].Message);
    }

    [Fact]
    public void Ten_errors_are_told_without_more_ado() =>
        Assert.Equal(10, Verdict.ErrorsOf($"{{ {Joined(10, i => $"a{i}: unknown")} }}").Count);

    [Fact]
    public void An_error_shows_at_most_five_places()
    {
        var error = Assert.Single(Verdict.ErrorsOf($"{{ count({Joined(9, _ => "of: 1")}) }}"));

        Assert.Equal(Defaults.LocationsPerErrorMax, error.Locations.Length);
    }

    static void AssertMet(string document, string? limit, ValidationLimits? limits = null)
    {
        var errors = Verdict.ErrorsOf(document, limits);

        var met = errors.Where(error => error.Code == ErrorCodes.LimitExceeded).Select(NameOf);
        Assert.Equal(limit is null ? [] : [limit], met);
    }

    static string NameOf(ComposeServer.GraphQL.Execution.GraphQLError error) => (string)error.Extensions[0].Value!;

    static string Nested(string field, int times, string leaf = "id") =>
        string.Concat(Enumerable.Repeat($"{{ {field} ", times)) + $"{{ {leaf} " + new string('}', times + 1);

    static string Joined(int count, Func<int, string> item) =>
        string.Join(' ', Enumerable.Range(0, count).Select(item));
}
