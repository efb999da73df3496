namespace ComposeServer.Testing;

/// <summary>The checked-out repository that these tests were built from.</summary>
public static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Text of a file, for example <c>schemas/examples/social.graphql</c>.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ComposeServer.sln")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("not run from within the repository");
        return folder;
    }
}
