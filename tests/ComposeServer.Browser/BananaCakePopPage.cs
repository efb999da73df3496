using Microsoft.Playwright;

namespace ComposeServer.Browser;

sealed class BananaCakePopPage(IPage page, string baseUrl) : ExplorerPage(page, baseUrl, "Banana Cake Pop")
{
    protected override ILocator RequestEditor => Page.Locator(".monaco-editor[data-uri*='/operations/']");
    protected override ILocator ResponseEditor => Page.Locator(".monaco-editor[data-uri^='inmemory:']");

    public override Task OpenReferenceAsync() => Page.GetByText("Schema Reference").ClickAsync();

    protected override Task StartDocumentAsync() =>
        Page.GetByRole(AriaRole.Button, new() { Name = "Create Document" }).ClickAsync();

    /// <summary>The builder beside the editor lists the operations that were read.</summary>
    protected override Task SettleAsync(string name) =>
        Page.GetByText($"{name}: Query", new() { Exact = true }).WaitForAsync();

    protected override Task RunAsync() => Page.GetByLabel("Run Operation").ClickAsync();
}
