using Microsoft.Playwright;

namespace ComposeServer.Browser;

sealed class BananaCakePopPage(IPage page, string baseUrl) : ExplorerPage(page, baseUrl, "Banana Cake Pop")
{
    protected override ILocator RequestEditor => Page.Locator(".monaco-editor[data-uri*='/operations/']");
    protected override ILocator ResponseEditor => Page.Locator(".monaco-editor[data-uri^='inmemory:']");

    public override Task OpenReferenceAsync() => Page.GetByText("Schema Reference").ClickAsync();

    public override async Task SetHeaderAsync(string name, string value)
    {
        await Page.GetByRole(AriaRole.Tab, new() { Name = "HTTP Headers" }).ClickAsync();
        await Page.GetByPlaceholder("Name").First.FillAsync(name);
        await Page.GetByPlaceholder("Value").First.FillAsync(value);
    }

    protected override Task StartDocumentAsync() =>
        Page.GetByRole(AriaRole.Button, new() { Name = "Create Document" }).ClickAsync();

    /// <summary>The builder beside the editor lists the operations that were read.</summary>
    protected override Task SettleAsync(string operation, string name) =>
        Page.GetByText($"{name}: {char.ToUpperInvariant(operation[0])}{operation[1..]}", new() { Exact = true })
            .WaitForAsync();

    protected override Task RunAsync() => Page.GetByLabel("Run Operation").ClickAsync();
}
