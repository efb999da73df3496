using Microsoft.Playwright;

namespace ComposeServer.Browser;

/// <summary>An explorer as a person sees it. Needs to know no more than where the server is.</summary>
abstract class ExplorerPage(IPage page, string baseUrl, string title)
{
    /// <summary>An editor keeps the lines on show in any order, and indents and breaks them as it likes.</summary>
    const string ReadLines = """
        editor => [...editor.querySelectorAll('.view-line')]
          .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
          .map(line => line.textContent.replaceAll(/\s/g, ''))
          .join('')
        """;

    protected IPage Page => page;

    protected abstract ILocator RequestEditor { get; }
    protected abstract ILocator ResponseEditor { get; }

    /// <summary>Goes to the endpoint's own address, as a person would type it, and waits until a query can be typed.</summary>
    public async Task OpenAsync(string endpoint)
    {
        await page.GotoAsync(baseUrl + endpoint);
        Assert.Equal(title, await page.TitleAsync());
        Assert.Equal($"{baseUrl}{endpoint}/", page.Url);
        await StartDocumentAsync();
    }

    /// <summary>Types a query key by key in place of what is there, runs it, and reads the answer off the page.</summary>
    /// <inheritdoc cref="AskAsync(string, string, string, string)"/>
    public Task<string> AskAsync(string name, string selection) => AskAsync("query", name, selection, awaited: "data");

    /// <summary>Types an operation key by key in place of what is there, runs it, and reads the answer off the page.</summary>
    /// <returns>The JSON without any white space, also within its texts.</returns>
    /// <param name="operation"><c>query</c>, <c>mutation</c> or <c>subscription</c>.</param>
    /// <param name="name">Of the operation; typed last, so that the page knows the whole of it once it shows it.</param>
    /// <param name="selection">In braces.</param>
    /// <param name="awaited">What the answer has when it is there.</param>
    public async Task<string> AskAsync(string operation, string name, string selection, string awaited)
    {
        await RequestEditor.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.TypeAsync(selection);
        await page.Keyboard.PressAsync("Control+Home");
        await page.Keyboard.TypeAsync($"{operation} {name} ");
        await SettleAsync(operation, name);
        await RunAsync();
        return await ReadAsync(awaited);
    }

    /// <summary>Waits until the answer on show has a text, and reads it.</summary>
    /// <inheritdoc cref="AskAsync(string, string, string, string)"/>
    public async Task<string> ReadAsync(string awaited)
    {
        await ResponseEditor.GetByText(awaited).First.WaitForAsync();
        return await ResponseEditor.EvaluateAsync<string>(ReadLines);
    }

    /// <summary>Has the page send a header with all that follows.</summary>
    public abstract Task SetHeaderAsync(string name, string value);

    /// <summary>Shows the description of the type <c>Query</c>, which the author of a schema wrote.</summary>
    public abstract Task OpenReferenceAsync();

    protected abstract Task StartDocumentAsync();

    /// <summary>Waits until the page has read the operation of this name.</summary>
    protected abstract Task SettleAsync(string operation, string name);

    protected abstract Task RunAsync();
}
