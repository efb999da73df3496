using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Tidy;

/// <summary>The files of this repository that people wrote: without what builds, recorders and other projects made.</summary>
static class SourceTree
{
    static readonly string[] NotOurs = ["bin", "obj", "node_modules", "TestResults", ".git", ".vs", ".idea"];
    static readonly string[] Recorded =
    [
        "tests/vectors/",
        "tests/golden/",
        "tests/suites/",
        "tests/ComposeServer.Integration/recorded/",
    ];

    static readonly string[] TextEndings =
    [
        ".cs",
        ".csproj",
        ".editorconfig",
        ".graphql",
        ".gitignore",
        ".html",
        ".js",
        ".json",
        ".md",
        ".mjs",
        ".props",
        ".sh",
        ".sln",
        ".sql",
        ".targets",
        ".ts",
        ".txt",
        ".yaml",
        ".yml",
        "Makefile",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, read once for all tests.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Read(Root)];

    public static IEnumerable<SourceFile> CSharp =>
        Files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Under(this IEnumerable<SourceFile> files, string folder) =>
        files.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>The rules name what they forbid; they are not held against their own text.</summary>
    public static IEnumerable<SourceFile> WithoutTheRules(this IEnumerable<SourceFile> files) =>
        files.Where(file => !file.Path.StartsWith("tests/ComposeServer.Tests/Tidy/", StringComparison.Ordinal));

    static IEnumerable<SourceFile> Read(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var relative = Path.GetRelativePath(Root, path).Replace('\\', '/');
            if (
                TextEndings.Any(ending => relative.EndsWith(ending, StringComparison.Ordinal))
                && !Recorded.Any(start => relative.StartsWith(start, StringComparison.Ordinal))
            )
                yield return new(relative, File.ReadAllText(path));
        }

        foreach (var inner in Directory.EnumerateDirectories(folder))
            if (!NotOurs.Contains(Path.GetFileName(inner), StringComparer.Ordinal))
                foreach (var file in Read(inner))
                    yield return file;
    }

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

/// <param name="Path">From the root of the repository, with slashes.</param>
/// <param name="Text">The whole of it.</param>
sealed record SourceFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Each line with its number, from 1.</summary>
    public IEnumerable<(int Number, string Line)> Lines =>
        Text.Split('\n').Select((line, index) => (index + 1, line.TrimEnd('\r')));

    /// <summary>Places where a pattern is found, as <c>path:line: found</c>.</summary>
    public IEnumerable<string> Places(Regex pattern) =>
        from numbered in Lines
        from Match match in pattern.Matches(numbered.Line)
        select $"{Path}:{numbered.Number}: {match.Value}";
}
