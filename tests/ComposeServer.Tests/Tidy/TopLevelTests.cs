namespace ComposeServer.Tests.Tidy;

public class TopLevelTests
{
    static readonly string[] Allowed =
    [
        "src",
        "schemas",
        "tests",
        "migrations",
        "ComposeServer.sln",
        "global.json",
        "README.md",
        "Makefile",
        "migrating.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "THIRD-PARTY-NOTICES.md",
        "Directory.Build.props",
        "Directory.Packages.props",
    ];

    [Fact]
    public void The_top_level_holds_the_house_and_nothing_else()
    {
        var ignored = Ignored(File.ReadAllLines(Path.Combine(SourceTree.Root, ".gitignore"))).ToArray();

        var found = Directory
            .EnumerateFileSystemEntries(SourceTree.Root)
            .Select(path => Path.GetFileName(path)!)
            .Except(ignored)
            .Where(name => !IsAllowed(name));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("src", true)]
    [InlineData(".ci", true)]
    [InlineData(".config", true)]
    [InlineData("docs", false)]
    [InlineData("notes.md", false)]
    [InlineData("Src", false)]
    public void Anything_else_is_found(string name, bool allowed)
    {
        Assert.Equal(allowed, IsAllowed(name));
    }

    [Fact]
    public void Each_room_is_one_project_of_its_own_name()
    {
        var sources = SourceTree.Files.Under("src").ToArray();
        var projects = sources
            .Select(file => file.Path)
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(projects);
        Assert.All(projects, path => Assert.Equal($"src/{RoomOf(path)}/{RoomOf(path)}.csproj", path));
        Assert.Empty(
            SourceTree.CSharp.Under("src").Select(file => RoomOf(file.Path)).Distinct().Except(projects.Select(RoomOf))
        );
    }

    static string RoomOf(string path) => path.Split('/')[1];

    static bool IsAllowed(string name) => name.StartsWith('.') || Allowed.Contains(name, StringComparer.Ordinal);

    /// <summary>The plain names in it; a pattern ignores nothing that a name would not.</summary>
    static IEnumerable<string> Ignored(IEnumerable<string> lines) =>
        lines
            .Select(line => line.Trim().Trim('/'))
            .Where(line => line.Length > 0 && !line.StartsWith('#') && !line.Contains('*'));
}
