using ComposeServer.Integration.Social;

namespace ComposeServer.Integration.Crash;

/// <summary>The judge of the crash test sees what is wrong.</summary>
public sealed class StoredStateTests(SocialNode social) : IClassFixture<SocialNode>
{
    [Theory]
    [InlineData("delete from TABLE", "logs with a signed event and no index row: 2")]
    [InlineData("update TABLE set doc = doc + 1000000", "index rows without a log of the model: 2")]
    [InlineData("update TABLE set updated_at = 0", "index rows that are not of the tip: 2")]
    [InlineData("update TABLE set content = '{\"importance\": 1}'", "columns that differ from the content: 2")]
    [InlineData("delete from event where position = 3", "gaps between positions: 1")]
    [InlineData("update commit_head set position = position - 1", "events past the head: 1")]
    [InlineData("update log set tip_cid = '' where tip_position = 3", "tips that are no event of their log: 1")]
    [InlineData("update log set tip_position = 1 where tip_position = 3", "events behind the tip of their log: 1")]
    [InlineData("delete from commit_group where first_position = 2", "groups that do not follow each other: 1")]
    [InlineData("update commit_group set hash = ''", "groups that do not follow each other")]
    [InlineData("update commit_head set position = position + 1", "groups that end before the head: 1")]
    public async Task Log_and_index_that_disagree_are_found(string damage, string fault)
    {
        await using var damaged = new SocialNode();
        await damaged.InitializeAsync();
        await WriteAsync(damaged);
        var source = damaged.Node.Database.DataSource;
        await using var name = source.CreateCommand("select 'doc_' || table_no from indexed_model where model_id = $1");
        name.Parameters.AddWithValue(damaged.Model("Post").ToString());
        var table = (string)(await name.ExecuteScalarAsync())!;

        await using var command = source.CreateCommand(damage.Replace("TABLE", table, StringComparison.Ordinal));
        await command.ExecuteNonQueryAsync();

        var faults = await StoredState.FaultsAsync(damaged.Node.Database.ConnectionString);
        Assert.Contains(faults, found => found.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_sound_database_there_is_nothing_to_say()
    {
        await WriteAsync(social);

        Assert.Empty(await StoredState.FaultsAsync(social.Node.Database.ConnectionString));
    }

    static async Task WriteAsync(SocialNode social)
    {
        var ada = social.As(social.Ada);
        await ada.PostAsync("one");
        await ada.PostAsync("two");
    }
}
