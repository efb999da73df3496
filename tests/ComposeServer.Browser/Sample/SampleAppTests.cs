using ComposeServer.Testing;
using ComposeServer.Testing.Nodes;
using Microsoft.Playwright;

namespace ComposeServer.Browser.Sample;

/// <summary>An app of profiles and posts, made of plain HTML and the unmodified JavaScript client, used by somebody with a wallet.</summary>
public class SampleAppTests
{
    const string Posts =
        "{ postIndex(last: 5) { edges { node { title author { id profile { name } } likesCount } } } }";

    [Fact]
    public async Task Somebody_signs_in_with_a_wallet_and_writes_a_profile_and_a_post_that_others_see()
    {
        await using var node = await TestNode.StartAsync();
        var composite = await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        await using var app = await SampleApp.StartAsync(node.Address, composite);
        await using var browser = await Chromium.StartAsync();
        using var wallet = new BrowserWallet("Ada");
        var page = browser.Page;
        await wallet.InstallAsync(page);

        await page.GotoAsync(app.Address);
        await page.GetByText("Sign in with Ethereum").ClickAsync();
        await page.Locator("#account", new() { HasTextString = "did:pkh:eip155:1:0x" }).WaitForAsync();
        await WriteAsync(page);
        await Assertions.Expect(page.Locator("#posts li")).ToContainTextAsync("Ada Lovelace");
        await page.GetByText("♥ 0").ClickAsync();
        await page.GetByText("♥ 1").WaitForAsync();
        await ScreenPicture.AssertAlikeAsync(page, "ComposeServer.Browser/sample-app/screenshot.png");
        await page.ReloadAsync();
        await page.GetByText("Notes on the Analytical Engine").WaitForAsync();

        Assert.Equal("", await page.Locator("#problem").TextContentAsync());
        var signed = Assert.Single(wallet.Signed);
        Assert.Contains("wants you to sign in with your Ethereum account", signed, StringComparison.Ordinal);
        Assert.All(
            composite.ModelIds,
            id => Assert.Contains($"ceramic://*?model={id}", signed, StringComparison.Ordinal)
        );
        var post = (await node.Anonymous.AskAsync(Posts)).Data.At("postIndex.edges.0.node");
        Assert.Equal("Notes on the Analytical Engine", post.Text("title"));
        Assert.Equal(wallet.Did, post.Text("author.id"), ignoreCase: true);
        Assert.Equal("Ada Lovelace", post.Text("author.profile.name"));
        Assert.Equal(1, post.Number("likesCount"));
        Assert.Empty(browser.Faults);
        Assert.Empty(browser.Outside.Asked);
    }

    static async Task WriteAsync(IPage page)
    {
        await page.GetByPlaceholder("Name").FillAsync("Ada Lovelace");
        await page.GetByPlaceholder("About you").FillAsync("Poetical science");
        await page.GetByText("Save profile").ClickAsync();
        await Assertions.Expect(page.Locator("#name")).ToHaveTextAsync("Ada Lovelace");
        await page.GetByPlaceholder("Title").FillAsync("Notes on the Analytical Engine");
        await page.GetByPlaceholder("Text").FillAsync("It weaves algebraic patterns.");
        await page.GetByText("Publish").ClickAsync();
        await Assertions.Expect(page.Locator("#count")).ToHaveTextAsync("1");
    }
}
