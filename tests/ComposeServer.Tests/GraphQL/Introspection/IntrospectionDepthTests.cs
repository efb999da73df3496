using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Tests.GraphQL.Introspection;

public class IntrospectionDepthTests
{
    [Theory]
    [InlineData(16, false)]
    [InlineData(17, true)]
    [InlineData(90, true)]
    public void Wrapped_types_are_unwrapped_a_limited_number_of_times(int levels, bool exceeds)
    {
        var ofTypes = string.Concat(Enumerable.Repeat("ofType { ", levels)) + "name" + new string('}', levels);

        Assert.Equal(exceeds, Exceeds($"{{ __type(name: \"A\") {{ {ofTypes} }} }}"));
    }

    [Theory]
    [InlineData("fields { type { inputFields { name } } }", false)]
    [InlineData("fields { type { fields { type { fields { name } } } } }", true)]
    [InlineData("possibleTypes { interfaces { fields { name } } }", true)]
    [InlineData("possibleTypes { name } interfaces { name } fields { name } inputFields { name }", false)]
    [InlineData("fields { args { type { name } } } enumValues { name }", false)]
    [InlineData("... { fields { type { ... on __Type { fields { type { ...F } } } } } }", true)]
    [InlineData("...Circle", true)]
    [InlineData("...Idle", false)]
    [InlineData("...Unknown", false)]
    public void Lists_of_types_nest_a_limited_number_of_times(string selection, bool exceeds) =>
        Assert.Equal(
            exceeds,
            Exceeds(
                $$"""
                { __schema { types { {{selection}} } } }
                fragment F on __Type { fields { name } }
                fragment Circle on __Type { fields { type { ...Circle } } }
                fragment Idle on __Type { name ...Idle ...Idle2 }
                fragment Idle2 on __Type { kind ...Idle ...Idle2 }
                """
            )
        );

    [Fact]
    public void Fragments_that_spread_each_other_many_times_are_looked_at_once()
    {
        var fragments = Enumerable
            .Range(0, 200)
            .Select(i => $"fragment F{i} on __Type {{ ...F{i + 1} ...F{i + 1} ...F{i + 1} }}");

        Assert.False(
            Exceeds(
                $"{{ __schema {{ types {{ ...F0 }} }} }} {string.Join(' ', fragments)} fragment F200 on __Type {{ name }}"
            )
        );
    }

    static bool Exceeds(string source)
    {
        var document = GraphQLParser.Parse(source, ParserLimits.Default).Document!;
        var fragments = document
            .Definitions.OfType<FragmentDefinitionNode>()
            .ToDictionary(fragment => fragment.Name!, StringComparer.Ordinal);
        var root = document
            .Definitions.OfType<OperationDefinitionNode>()
            .Single()
            .SelectionSet.Selections.OfType<FieldNode>()
            .Single();
        return IntrospectionDepth.Exceeds(root, name => fragments.GetValueOrDefault(name));
    }
}
