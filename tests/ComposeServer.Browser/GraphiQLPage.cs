using Microsoft.Playwright;

namespace ComposeServer.Browser;

sealed class GraphiQLPage(IPage page, string baseUrl) : ExplorerPage(page, baseUrl, "GraphiQL")
{
    protected override ILocator RequestEditor => Page.Locator(".graphiql-query-editor .monaco-editor");
    protected override ILocator ResponseEditor => Page.Locator(".result-window .monaco-editor");

    public override async Task OpenReferenceAsync()
    {
        await Page.GetByLabel("Show Documentation Explorer").ClickAsync();
        await Page.Locator(".graphiql-doc-explorer").GetByText("Query", new() { Exact = true }).ClickAsync();
    }

    public override async Task SetHeaderAsync(string name, string value)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Headers" }).ClickAsync();
        await Page.Locator(".monaco-editor[data-uri$='request-headers.json']").ClickAsync();
        await Page.Keyboard.InsertTextAsync($$"""{"{{name}}": "{{value}}"}""");
    }

    protected override Task StartDocumentAsync() => RequestEditor.WaitForAsync();

    /// <summary>The tab takes the name of the operation.</summary>
    protected override Task SettleAsync(string operation, string name) =>
        Page.GetByRole(AriaRole.Tab, new() { Name = name }).WaitForAsync();

    protected override Task RunAsync() => Page.GetByLabel("Execute query").ClickAsync();
}
