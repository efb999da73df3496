using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Security;

/// <summary>Attack 36: one field asked for under many names (GHSA-ph52-67fq-75wj).</summary>
public class Sec36_AliasTests(SocialNode social) : IClassFixture<SocialNode>
{
    const string Page = "postIndex(first: 5) { edges { node { title } } }";

    [Theory]
    [InlineData(Page)]
    [InlineData("postCount")]
    [InlineData("viewer { id }")]
    [InlineData("__typename")]
    public async Task A_thousand_names_of_a_field_are_refused_and_reach_no_database(string field)
    {
        using var statements = new StatementCount(social.Node.Database.Name);

        await social.Node.RefuseQuicklyAsync(
            $"{{ {GraphQLDoor.Joined(1_000, i => $"a{i}: {field}")} }}",
            "LIMIT_EXCEEDED"
        );

        Assert.Equal(0, statements.Count);
    }

    [Fact]
    public async Task So_are_names_that_fragments_add_up_to()
    {
        var fragments = GraphQLDoor.Joined(
            10,
            i => $"fragment F{i} on Query {{ {GraphQLDoor.Joined(30, j => $"a{i}b{j}: postCount")} }}"
        );

        await social.Node.RefuseQuicklyAsync(
            $"{{ {GraphQLDoor.Joined(10, i => $"...F{i}")} }} {fragments}",
            "LIMIT_EXCEEDED"
        );
    }

    [Theory]
    [InlineData(30, 1)]
    [InlineData(30, 5)]
    [InlineData(30, 30)]
    [InlineData(200, 1)]
    public async Task Names_of_a_field_are_as_many_statements_as_there_are_different_arguments(int names, int different)
    {
        var query =
            $"{{ {GraphQLDoor.Joined(names, i => $"a{i}: postIndex(first: {1 + (i % different)}) {{ edges {{ node {{ title }} }} }}")} }}";
        using var statements = new StatementCount(social.Node.Database.Name);

        var answer = await social.Node.Anonymous.AskAsync(query);

        Assert.Equal(names, answer.Data.EnumerateObject().Count());
        Assert.InRange(statements.Count, 1, different);
    }

    [Fact]
    public async Task Two_hundred_names_of_a_count_are_one_statement()
    {
        using var statements = new StatementCount(social.Node.Database.Name);

        var answer = await social.Node.Anonymous.AskAsync($"{{ {GraphQLDoor.Joined(200, i => $"a{i}: postCount")} }}");

        Assert.Equal(200, answer.Data.EnumerateObject().Count());
        Assert.Equal(1, statements.Count);
    }
}
