using System.Net;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Schemas;

/// <summary>Composites are deployed, extended and taken away while the server runs.</summary>
public class DeploymentTests(SchemaNode schemas) : IClassFixture<SchemaNode>
{
    [Fact]
    public async Task Schemas_of_several_names_are_served_side_by_side()
    {
        var (one, other) = (await SchemaNode.NotesAsync("Apple", "name"), await SchemaNode.NotesAsync("Pear", "name"));
        await schemas.IndexAsync(one);
        await schemas.IndexAsync(other);

        _ = (await schemas.DeployAsync(one, "side-a")).Ok;
        _ = (await schemas.DeployAsync(other, "side-b")).Ok;

        Assert.Contains("type Apple implements Node", await schemas.SdlAsync("side-a"));
        Assert.DoesNotContain("Pear", await schemas.SdlAsync("side-a"));
        Assert.Contains("type Pear implements Node", await schemas.SdlAsync("side-b"));
        var listed = (await schemas.Node.Api.AdminGetAsync("admin/composites")).Ok.Items("composites");
        var first = Assert.Single(listed, entry => entry.Text("name") == "side-a");
        Assert.Equal("/graphql/side-a", first.Text("path"));
        Assert.Equal(one.ModelIds.Single(), first.Text("models.Apple"));
    }

    [Fact]
    public async Task A_composite_is_added_to_what_is_served()
    {
        var (one, other) = (await SchemaNode.NotesAsync("Plum", "name"), await SchemaNode.NotesAsync("Fig", "name"));
        await schemas.IndexAsync(one);
        await schemas.IndexAsync(other);
        _ = (await schemas.DeployAsync(one, "grown")).Ok;

        _ = (await schemas.DeployAsync(other, "grown", extend: true)).Ok;

        var sdl = await schemas.SdlAsync("grown");
        Assert.Contains("type Plum implements Node", sdl);
        Assert.Contains("type Fig implements Node", sdl);
    }

    [Fact]
    public async Task Servers_that_extend_one_schema_at_the_same_time_lose_nothing()
    {
        await using var other = await schemas.Node.StartAnotherAsync();
        var composites = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => SchemaNode.NotesAsync($"Berry{i}", "name"))
        );
        foreach (var composite in composites)
            await schemas.IndexAsync(composite);

        await Task.WhenAll(
            composites.Select(
                async (composite, i) =>
                {
                    var api = i % 2 == 0 ? schemas.Node.Api : other.Api;
                    var body = new
                    {
                        composite = System.Text.Json.JsonElement.Parse(composite.ToUtf8()),
                        name = "berries",
                        extend = true,
                    };
                    ApiReply reply;
                    do reply = await api.AdminAsync(HttpMethod.Post, "admin/composites", body);
                    while (reply.Status != HttpStatusCode.OK && reply.Code == "CONFLICT");
                    _ = reply.Ok;
                }
            )
        );

        // Each server ends on all six, whoever wrote last.
        await EventuallyAsync(() => HasAllAsync(schemas.Node));
        await EventuallyAsync(() => HasAllAsync(other));

        static async Task<bool> HasAllAsync(TestNode node) =>
            (await SdlOfAsync(node, "berries")) is { } sdl
            && Enumerable
                .Range(0, 6)
                .All(i => sdl.Contains($"type Berry{i} implements Node", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schema_that_was_taken_away_is_not_found_and_its_documents_stay()
    {
        var composite = await SchemaNode.NotesAsync("Quince", "name");
        await schemas.IndexAsync(composite);
        _ = (await schemas.DeployAsync(composite, "passing")).Ok;

        _ = (await schemas.RemoveAsync("passing")).Ok;

        var answer = await schemas.Node.Http.GetAsync("/graphql/passing?sdl");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var again = await schemas.RemoveAsync("passing");
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (again.Status, again.Code));
        var counted = await schemas.Node.Api.PostAsync("collection/count", new { models = composite.ModelIds });
        Assert.Equal(0, counted.Ok.Number("count"));
    }

    [Fact]
    public async Task What_another_server_deploys_and_takes_away_is_followed()
    {
        var composite = await SchemaNode.NotesAsync("Medlar", "name");
        await schemas.IndexAsync(composite);
        await using var other = await schemas.Node.StartAnotherAsync();

        _ = (await schemas.DeployAsync(composite, "followed")).Ok;
        await EventuallyAsync(async () => await SdlOfAsync(other, "followed") is not null);

        _ = (await schemas.RemoveAsync("followed")).Ok;
        await EventuallyAsync(async () => await SdlOfAsync(other, "followed") is null);
    }

    [Theory]
    [InlineData("a", null)]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-123", null)]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-1234", "must match")]
    [InlineData("", "must match")]
    [InlineData("Notes", "must match")]
    [InlineData("1notes", "must match")]
    [InlineData("-notes", "must match")]
    [InlineData("notes/x", "must match")]
    [InlineData("notes\n", "must match")]
    [InlineData("notés", "must match")]
    [InlineData("explorer", "is reserved")]
    [InlineData("graphql", "is reserved")]
    [InlineData("ws", "is reserved")]
    public async Task A_name_follows_its_rule(string name, string? fault)
    {
        var composite = await SchemaNode.NotesAsync("Sloe", "name");
        await schemas.IndexAsync(composite);

        var reply = await schemas.DeployAsync(composite, name);

        if (fault is null)
        {
            _ = reply.Ok;
            Assert.Contains("Sloe", await schemas.SdlAsync(name));
            return;
        }

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_USER_INPUT"), (reply.Status, reply.Code));
        Assert.Contains(fault, reply.Error);
    }

    [Fact]
    public async Task A_composite_that_makes_no_schema_leaves_the_old_one_in_service()
    {
        var (good, twin) = (
            await SchemaNode.NotesAsync("Elder", "name"),
            await SchemaNode.NotesAsync("Elder", "title")
        );
        await schemas.IndexAsync(good);
        await schemas.IndexAsync(twin);
        _ = (await schemas.DeployAsync(good, "kept")).Ok;
        var before = await schemas.SdlAsync("kept");

        var reply = await schemas.DeployAsync(twin, "kept", extend: true);

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_SCHEMA"), (reply.Status, reply.Code));
        Assert.Contains("are both called Elder", reply.Error);
        Assert.Equal(before, await schemas.SdlAsync("kept"));
    }

    static async Task<string?> SdlOfAsync(TestNode node, string name)
    {
        using var answer = await node.Http.GetAsync($"/graphql/{name}?sdl");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
    }

    static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await holds())
            await timer.WaitForNextTickAsync(patience.Token);
    }
}
