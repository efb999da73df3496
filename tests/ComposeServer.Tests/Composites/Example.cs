namespace ComposeServer.Tests.Composites;

/// <summary>Files of <c>schemas/examples</c>.</summary>
static class Example
{
    public static Task<string> ReadAsync(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
            folder =
                folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        return File.ReadAllTextAsync(
            Path.Combine(folder.FullName, "schemas", "examples", file),
            TestContext.Current.CancellationToken
        );
    }
}
