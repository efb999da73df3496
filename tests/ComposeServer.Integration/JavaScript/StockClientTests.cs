using System.Text.Json;
using ComposeServer.Identity.Sessions;
using ComposeServer.Integration.Social;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.JavaScript;

/// <summary>Unmodified JavaScript libraries against the server.</summary>
public class StockClientTests(ClientPackages packages) : IClassFixture<ClientPackages>
{
    const string Ada = "did:pkh:eip155:1:0x4a62316623ad457f02cdc5d997ded67a383ec569";
    const string KeyOfSevens = "did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z";

    [Fact]
    public async Task Sessions_of_did_session_write_over_both_roads_and_tampered_ones_do_not()
    {
        await using var social = await StartAsync();
        var before = await social.Node.FootprintAsync();
        var (post, profile) = (social.Model("Post").ToString(), social.Model("Profile").ToString());

        var steps = await packages.RunAsync("sessions.mjs", AddressOf(social), post, profile);

        Assert.Equal(Ada, steps["session"].Text("parent"));
        Assert.True(DidSession.TryParse(steps["session"].Text("text")!, out var session, out _));
        using (session)
            Assert.Equal(Ada, session.Parent.Text);

        Assert.Equal(200, steps["create"].Number("status"));
        Assert.Equal(Ada, steps["create"].Text("body.state.metadata.controllers.0"));
        Assert.Equal("Changed", steps["update"].Text("body.state.content.title"));
        Assert.Equal(2, steps["commits"].Items("body.commits").Count);
        var created = steps["graphql"].At("body.data.createPost");
        Assert.Equal("Signed by did-session", created.Text("document.title"));
        Assert.Equal(Ada, created.Text("document.author.id"));
        Assert.Equal(Ada, created.Text("viewer.id"));

        AssertRefused("INVALID_SIGNATURE", steps["signature turned over"]);
        AssertRefused("CID_MISMATCH", steps["payload exchanged"]);
        AssertRefused("WRONG_SIGNER", steps["foreign controller"]);
        AssertRefused("CAPABILITY_NOT_PERMITTED", steps["narrowed session"]);
        AssertRefused("CAPABILITY_NOT_PERMITTED", steps["narrowed session lent"]);
        AssertRefused("CAPABILITY_SIGNATURE_INVALID", steps["widened session"]);
        AssertRefused("CAPABILITY_SIGNATURE_INVALID", steps["widened session lent"]);
        await AssertStoredAsync(social, before, documents: 2, events: 3);
    }

    [Fact]
    public async Task Keys_of_dids_write_over_both_roads_and_check_what_the_server_hands_out()
    {
        await using var social = await StartAsync();
        var before = await social.Node.FootprintAsync();
        var (post, profile) = (social.Model("Post").ToString(), social.Model("Profile").ToString());

        var steps = await packages.RunAsync("keys.mjs", AddressOf(social), post, profile);

        Assert.Equal(KeyOfSevens, steps["key"].Text("id"));
        Assert.Equal("Signed by a key", steps["create"].Text("body.state.content.title"));
        Assert.Equal("Changed", steps["update"].Text("body.state.content.title"));
        Assert.Equal(2, steps.All("verified").Count);
        Assert.All(
            steps.All("verified"),
            line => Assert.StartsWith(KeyOfSevens, line.Text("kid"), StringComparison.Ordinal)
        );
        Assert.Equal(JsonValueKind.Null, steps["begin profile"].At("body.state.content").ValueKind);
        Assert.Equal("Ada", steps["fill profile"].Text("body.state.content.name"));

        Assert.Equal(steps["header"].Text("asked"), steps["header"].Text("used"));
        Assert.Equal(KeyOfSevens, steps["graphql"].Text("body.data.createPost.document.author.id"));

        AssertRefused("INVALID_SIGNATURE", steps["signature turned over"]);
        AssertRefused("WRONG_SIGNER", steps["foreign key"]);
        AssertRefused("WRONG_SIGNER", steps["foreign genesis"]);
        AssertRefused("CONFLICT", steps["stale"]);
        AssertRefused("INVALID_SIGNATURE", steps["graphql signature turned over"]);
        await AssertStoredAsync(social, before, documents: 3, events: 5);
    }

    [Fact]
    public async Task A_session_of_did_session_that_is_past_its_end_does_not_write()
    {
        await using var social = await StartAsync();
        var before = await social.Node.FootprintAsync();
        social.Clock.Shift(TimeSpan.FromDays(8));

        var steps = await packages.RunAsync("lapsed.mjs", AddressOf(social), social.Model("Post").ToString());

        AssertRefused("CAPABILITY_EXPIRED", steps["create"]);
        AssertRefused("CAPABILITY_EXPIRED", steps["graphql"]);
        await AssertStoredAsync(social, before, documents: 0, events: 0);
    }

    static async Task<SocialNode> StartAsync()
    {
        var social = new SocialNode();
        await social.InitializeAsync();
        return social;
    }

    static string AddressOf(SocialNode social) => social.Node.Address.GetLeftPart(UriPartial.Authority);

    static void AssertRefused(string code, JsonElement reply)
    {
        var body = reply.At("body");
        var found =
            body.TryGetProperty("errors", out var errors) ? errors.Text("0.extensions.code")
            : body.TryGetProperty("code", out var word) ? word.GetString()
            : "none";
        Assert.True(code == found, $"expected {code}, got {reply}");
    }

    static async Task AssertStoredAsync(SocialNode social, Footprint before, int documents, int events)
    {
        var after = await social.Node.FootprintAsync();
        Assert.Equal((documents, events), (after.Logs - before.Logs, after.Events - before.Events));
    }
}
