using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Online;

/// <summary>Tables and indices are made while documents are written and read, and what was interrupted is finished.</summary>
public sealed class OnlineTests
{
    static readonly string[][] BySize =
    [
        ["size"],
    ];

    [Fact]
    public async Task Documents_that_come_and_change_while_the_table_is_filled_are_neither_lost_nor_doubled()
    {
        await using var scene = await OnlineScene.StartAsync();
        await scene.CreateManyAsync("before", 1100);

        var indexing = scene.IndexAsync(BySize);
        await Task.WhenAll(scene.CreateManyAsync("during", 150), scene.ChangeSomeAsync("changed"));
        _ = (await indexing).Ok;
        await scene.CreateManyAsync("after", 5);

        Assert.Equal(Sorted(scene.Visible), Sorted(await scene.NamesAsync()));
    }

    [Fact]
    public async Task A_model_answers_no_queries_before_all_its_documents_are_in()
    {
        await using var scene = await OnlineScene.StartAsync();
        await scene.CreateAsync("old", 1);

        await using var hold = await scene.HoldBuildsAsync();
        var indexing = scene.IndexAsync(BySize);
        await scene.UntilAnIndexIsBeingBuiltAsync();
        await scene.CreateAsync("new", 2);
        var early = await scene.PageAsync();
        await hold.CloseAsync();
        _ = (await indexing).Ok;

        Assert.Equal("UNAVAILABLE", early.Code);
        Assert.Equal(
            $"Queries on Model {scene.Model} are not currently available because historical data for that model is still syncing",
            early.Error
        );
        Assert.Equal(["old", "new"], await scene.NamesAsync());
    }

    [Fact]
    public async Task While_an_index_is_added_writes_go_on_and_its_field_is_filtered_rightly()
    {
        await using var scene = await OnlineScene.StartAsync();
        _ = (await scene.IndexAsync()).Ok;
        await scene.CreateManyAsync("item", 30);

        await using var hold = await scene.HoldBuildsAsync();
        var indexing = scene.IndexAsync(BySize);
        await scene.UntilAnIndexIsBeingBuiltAsync();
        await scene.CreateAsync("during", 3);
        var during = await scene.NamesAsync(new { where = new { size = new { equalTo = 3 } } });
        Assert.False(indexing.IsCompleted);
        await hold.CloseAsync();
        _ = (await indexing).Ok;
        var after = await scene.NamesAsync(new { where = new { size = new { equalTo = 3 } } });

        Assert.Equal(["during", "item 13", "item 23", "item 3"], Sorted(during));
        Assert.Equal(during, after);
    }

    [Fact]
    public async Task A_composite_that_is_deployed_again_with_more_indices_gets_them()
    {
        await using var node = await TestNode.StartAsync();
        _ = await node.DeployAsync(OnlineScene.Sdl(OnlineScene.Index("name")));
        var composite = await node.DeployAsync(
            OnlineScene.Sdl(OnlineScene.Index("name"), OnlineScene.Index("size", "name"))
        );

        var models = (await node.Api.AdminGetAsync("admin/modelData")).Ok.Items("modelData");
        var answer = await node.Anonymous.AskAsync("{ itemCount(filters: { where: { size: { equalTo: 1 } } }) }");

        Assert.Equal(composite.FindByAlias("Item").ToString(), Assert.Single(models).Text("streamID"));
        Assert.Equal(2, models[0].Items("indices").Count);
        Assert.Equal(0, answer.Data.Number("itemCount"));
    }

    [Fact]
    public async Task An_index_that_was_left_invalid_is_made_again_by_the_next_server()
    {
        await using var scene = await OnlineScene.StartAsync();
        _ = (await scene.IndexAsync()).Ok;
        await scene.CreateManyAsync("item", 30);
        await using (var hold = await scene.HoldBuildsAsync())
        {
            var indexing = scene.IndexAsync(BySize);
            await scene.UntilAnIndexIsBeingBuiltAsync();
            await scene.KillTheBuildAsync();
            Assert.NotEqual(System.Net.HttpStatusCode.OK, (await indexing).Status);
        }

        Assert.Equal(1, await scene.InvalidIndicesAsync());
        await scene.RestartAsync();
        await scene.UntilTheCatalogueIsCompleteAsync();

        Assert.Equal(0, await scene.InvalidIndicesAsync());
        Assert.Equal(3, (await scene.NamesAsync(new { where = new { size = new { equalTo = 3 } } })).Count);
    }

    [Fact]
    public async Task A_table_that_was_left_half_filled_is_filled_by_the_next_server()
    {
        await using var scene = await OnlineScene.StartAsync();
        await scene.CreateManyAsync("item", 30);
        await using (var hold = await scene.HoldBuildsAsync())
        {
            var indexing = scene.IndexAsync(BySize);
            await scene.UntilAnIndexIsBeingBuiltAsync();
            await scene.KillTheBuildAsync();
            _ = await indexing;
        }

        await scene.AskAsync("delete from doc_1");
        await scene.RestartAsync();
        await scene.UntilTheCatalogueIsCompleteAsync();
        // The server takes the new catalogue with its next write at the latest.
        await scene.CreateAsync("later", 1);

        Assert.Equal(Sorted(scene.Visible), Sorted(await scene.NamesAsync()));
    }

    [Fact]
    public async Task A_model_that_is_indexed_again_shows_what_happened_meanwhile()
    {
        await using var scene = await OnlineScene.StartAsync();
        _ = (await scene.IndexAsync(BySize)).Ok;
        await scene.CreateManyAsync("first", 60);
        _ = (await scene.StopAsync()).Ok;
        await scene.CreateManyAsync("meanwhile", 10);
        await scene.ChangeSomeAsync("changed");
        _ = (await scene.IndexAsync(BySize)).Ok;

        Assert.Equal(Sorted(scene.Visible), Sorted(await scene.NamesAsync()));
    }

    [Fact]
    public async Task Two_administrators_may_add_indices_at_the_same_moment()
    {
        await using var scene = await OnlineScene.StartAsync();
        await scene.CreateManyAsync("item", 20);

        var replies = await Task.WhenAll(
            scene.IndexAsync(["size"], ["name"]),
            scene.IndexAsync(["size", "name"]),
            scene.IndexAsync(["name", "size"])
        );

        Assert.All(replies, reply => Assert.Equal(System.Net.HttpStatusCode.OK, reply.Status));
        Assert.Equal(0, await scene.InvalidIndicesAsync());
        Assert.Equal(Sorted(scene.Visible), Sorted(await scene.NamesAsync()));
    }

    [Fact]
    public async Task Indices_can_be_added_under_a_load_of_writes_and_reads()
    {
        await using var scene = await OnlineScene.StartAsync();
        _ = (await scene.IndexAsync()).Ok;
        await scene.CreateManyAsync("item", 50);

        var writing = scene.CreateManyAsync("load", 300);
        foreach (
            var index in (string[][])
                [
                    ["size"],
                    ["name"],
                    ["size", "name"],
                    ["name", "size"],
                ]
        )
        {
            _ = (await scene.IndexAsync(index)).Ok;
            _ = await scene.NamesAsync(new { where = new { size = new { lessThan = 5 } } });
        }

        await writing;
        Assert.Equal(Sorted(scene.Visible), Sorted(await scene.NamesAsync()));
        Assert.Equal(0, await scene.InvalidIndicesAsync());
    }

    static string[] Sorted(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];
}
