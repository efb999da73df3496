using System.Xml.Linq;

namespace ComposeServer.Tests.Tidy;

/// <summary>Which project may know which. A reference that is not in the table is a decision, made here first.</summary>
public class ArrowTests
{
    static readonly string[] Ground = ["Ipld", "Json", "GraphQL", "Identity"];
    static readonly string[] Middle = ["Log", "Streams", "Composites", "Indexing", "Query"];
    static readonly string[] Edges = ["Postgres", "Anchoring", "Sync"];
    static readonly string[] Families = ["Databases", "Contracts"];

    static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Ipld"] = [],
        ["Json"] = [],
        ["GraphQL"] = [],
        ["Identity"] = ["Ipld", "Json"],
        ["Log"] = ["Ipld", "Identity"],
        ["Streams"] = ["Ipld", "Json", "Identity", "Log"],
        ["Databases"] = ["Ipld", "Json", "Identity", "Log"],
        ["Contracts"] = ["Ipld", "Json", "Identity", "Log"],
        ["Composites"] = ["Ipld", "Json", "GraphQL", "Identity", "Streams"],
        ["Indexing"] = ["Ipld", "Json", "Identity", "Log", "Streams", "Composites"],
        ["Query"] = ["Ipld", "Json", "GraphQL", "Identity", "Log", "Streams", "Composites", "Indexing"],
        ["Anchoring"] = ["Ipld", "Identity", "Log", "Streams"],
        ["Sync"] = ["Ipld", "Identity", "Log", "Streams"],
        ["Postgres"] =
        [
            "Ipld",
            "Json",
            "Identity",
            "Log",
            "Streams",
            "Composites",
            "Indexing",
            "Query",
            "Anchoring",
            "Sync",
        ],
        ["Server"] = [.. Ground, .. Middle, .. Edges, .. Families],
        ["Cli"] = ["Ipld", "Json", "GraphQL", "Identity", "Log", "Streams", "Composites", "Sync", "Server"],
    };

    [Fact]
    public void Projects_reference_only_what_the_table_allows()
    {
        var projects = SourceTree
            .Files.Under("src")
            .Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(projects);
        Assert.Empty(projects.SelectMany(Violations));
    }

    [Fact]
    public void A_reference_outside_the_table_is_found_and_both_ends_are_named()
    {
        var project = new SourceFile(
            "src/ComposeServer.Log/ComposeServer.Log.csproj",
            """
            <Project>
              <ItemGroup>
                <ProjectReference Include="../ComposeServer.Ipld/ComposeServer.Ipld.csproj" />
                <ProjectReference Include="..\ComposeServer.Postgres\ComposeServer.Postgres.csproj" />
              </ItemGroup>
            </Project>
            """
        );

        Assert.Equal(["Log may not reference Postgres"], Violations(project));
    }

    [Fact]
    public void A_project_that_the_table_does_not_know_is_found()
    {
        Assert.Equal(
            ["Extras is not in the table"],
            Violations(new("src/ComposeServer.Extras/ComposeServer.Extras.csproj", "<Project />"))
        );
    }

    [Fact]
    public void The_table_itself_has_no_cycle()
    {
        var settled = new HashSet<string>(StringComparer.Ordinal);
        while (
            MayReference.Keys.FirstOrDefault(name =>
                !settled.Contains(name) && MayReference[name].All(settled.Contains)
            )
                is { } next
        )
            settled.Add(next);

        Assert.Empty(MayReference.Keys.Except(settled));
    }

    [Fact]
    public void A_project_sees_only_what_it_references_itself()
    {
        var properties = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Build.props"));

        Assert.Equal("true", properties.Descendants("DisableTransitiveProjectReferences").Single().Value);
        Assert.Empty(
            SourceTree
                .Files.Under("src")
                .Where(file =>
                    file.Path.Contains("roj", StringComparison.Ordinal)
                    || file.Path.EndsWith(".props", StringComparison.Ordinal)
                )
                .Where(file => file.Text.Contains("DisableTransitiveProjectReferences", StringComparison.Ordinal))
                .Select(file => file.Path)
        );
    }

    static IEnumerable<string> Violations(SourceFile project)
    {
        var name = Room(project.Path);
        if (!MayReference.TryGetValue(name, out var allowed))
            return [$"{name} is not in the table"];
        return XDocument
            .Parse(project.Text)
            .Descendants("ProjectReference")
            .Select(reference => Room(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(allowed)
            .Select(other => $"{name} may not reference {other}");
    }

    static string Room(string path) => Path.GetFileNameWithoutExtension(path)["ComposeServer.".Length..];
}
