using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Tests.GraphQL.October2021;
using ComposeServer.Tests.GraphQL.Validation;

namespace ComposeServer.Tests.GraphQL.Operations;

public class CompiledOperationTests
{
    static readonly ObjectType Person = (ObjectType)Verdict.Schema.Types["Person"]!;
    static readonly ObjectType Dog = (ObjectType)Verdict.Schema.Types["Dog"]!;
    static readonly ObjectType Cat = (ObjectType)Verdict.Schema.Types["Cat"]!;

    [Fact]
    [Specification("6.3.2", Shows.Kept)]
    public void Fields_of_one_key_are_merged_where_the_first_stood()
    {
        var fields = RootOf("{ person { id } count ...F } fragment F on Query { person { name } c: count }");

        Assert.Equal(["person", "count", "c"], fields.Select(field => field.ResponseKey));
        Assert.Equal(2, fields[0].Nodes.Length);
        Assert.Equal(["id", "name"], fields[0].Selections!.For(Person).Select(field => field.ResponseKey));
    }

    [Fact]
    [Specification("6.3.2", Shows.Kept)]
    public void An_abstract_field_is_flattened_per_type()
    {
        var pet = RootOf("{ pet { __typename ... on Dog { barks } ... on Named { name } ... on Cat { lives } } }")[0];

        Assert.Equal(["__typename", "barks", "name"], pet.Selections!.For(Dog).Select(field => field.ResponseKey));
        Assert.Equal(["__typename", "name", "lives"], pet.Selections!.For(Cat).Select(field => field.ResponseKey));
    }

    [Fact]
    public void The_same_selections_reached_in_two_ways_are_one()
    {
        var fields = RootOf("{ person { ...F friends { ...F } } } fragment F on Person { pet { __typename } }");
        var person = fields[0].Selections!.For(Person);
        var friend = person.Single(field => field.Field.Name == "friends").Selections!.For(Person);

        Assert.Same(person[0].Selections, friend[0].Selections);
    }

    [Fact]
    public void Each_way_to_decide_the_conditions_is_compiled_once()
    {
        var operation = Prepare(
            "query ($a: Boolean!, $b: Boolean!) { x: count @skip(if: $a) y: count @include(if: $b) }"
        );

        var first = operation.Branch(Decisions(("a", true), ("b", false)), out _);
        var again = operation.Branch(Decisions(("a", true), ("b", false)), out _);
        var other = operation.Branch(Decisions(("a", false), ("b", true)), out _);

        Assert.Same(first, again);
        Assert.Empty(first!.Root.For(first.RootType));
        Assert.Equal(["x", "y"], other!.Root.For(other.RootType).Select(field => field.ResponseKey));
    }

    [Fact]
    public void Variables_that_decide_nothing_make_no_branches()
    {
        var operation = Prepare("query ($a: Int) { count(of: $a) }");

        var one = operation.Branch(Decisions(("a", 1)), out _);
        var two = operation.Branch(Decisions(("a", 2)), out _);

        Assert.Same(one, two);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(70)]
    public void Branches_beyond_those_kept_are_compiled_each_time_and_are_as_good(int conditions)
    {
        var variables = string.Join(' ', Enumerable.Range(0, conditions).Select(i => $"$v{i}: Boolean!"));
        var fields = string.Join(' ', Enumerable.Range(0, conditions).Select(i => $"f{i}: count @include(if: $v{i})"));
        var operation = Prepare($"query ({variables}) {{ {fields} }}");

        for (var taken = 0; taken < 128; taken++)
        {
            var bits = taken;
            var values = Decisions([
                .. Enumerable.Range(0, conditions).Select(i => ($"v{i}", (object)((bits >> (i % 7) & 1) == 1))),
            ]);
            var branch = operation.Branch(values, out _)!;
            var expected = Enumerable.Range(0, conditions).Where(i => (bits >> (i % 7) & 1) == 1).Select(i => $"f{i}");
            Assert.Equal(expected, branch.Root.For(branch.RootType).Select(field => field.ResponseKey));
        }

        Assert.InRange(operation.BranchCount, 0, PreparedOperation.BranchesMax);
    }

    [Fact]
    public void A_plan_hung_on_a_selection_stays_with_it()
    {
        var operation = Prepare("{ person { id } }");
        var branch = operation.Branch(Decisions(), out _)!;
        branch.Root.For(branch.RootType)[0].Plan = "plan";

        var again = operation.Branch(Decisions(), out _)!;

        Assert.Equal("plan", again.Root.For(again.RootType)[0].Plan);
    }

    [Fact]
    public void Everyone_who_asks_at_once_gets_the_same_fields()
    {
        for (var round = 0; round < 50; round++)
        {
            var pet = RootOf("{ pet { ... on Dog { barks } } }")[0].Selections!;
            var seen = new FieldSelection[8];

            Parallel.For(0, seen.Length, i => seen[i] = pet.For(Dog)[0]);

            Assert.Single(seen.Distinct());
        }
    }

    static IReadOnlyList<FieldSelection> RootOf(string document)
    {
        var branch = Prepare(document).Branch(Decisions(), out _)!;
        return branch.Root.For(branch.RootType);
    }

    static PreparedOperation Prepare(string document)
    {
        var prepared = PreparedDocument.Prepare(
            Verdict.Schema,
            Encoding.UTF8.GetBytes(document),
            new ExecutionOptions()
        );
        Assert.Empty(prepared.Errors);
        return prepared.Select(name: null, out _)!;
    }

    static Dictionary<string, object?> Decisions(params (string Name, object Value)[] values) =>
        values.ToDictionary(value => value.Name, object? (value) => value.Value, StringComparer.Ordinal);
}
