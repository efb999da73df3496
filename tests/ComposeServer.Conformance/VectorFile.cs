using System.Text.Json;

namespace ComposeServer.Conformance;

/// <summary>Recorded answers of the original: files below <c>tests/vectors</c> and <c>tests/golden</c>.</summary>
/// <remarks>Found in the repository when the tests run inside it, else in the copy beside the test assembly.</remarks>
static class VectorFile
{
    static readonly string? Repository = FindRepository();

    /// <summary>Root of the repository, or null when only the output folder is there.</summary>
    public static string? RepositoryRoot => Repository;

    /// <summary>Path of a vector, for example <c>composites/social.json</c>.</summary>
    public static string PathOf(string name) => Locate("vectors", name);

    /// <summary>Path of a golden file.</summary>
    public static string GoldenPathOf(string name) => Locate("golden", name);

    /// <summary>A vector as JSON.</summary>
    public static JsonElement Read(string name) => Parse(PathOf(name));

    /// <summary>A golden file as JSON.</summary>
    public static JsonElement ReadGolden(string name) => Parse(GoldenPathOf(name));

    /// <summary>A golden file as text.</summary>
    public static string ReadGoldenText(string name) => File.ReadAllText(GoldenPathOf(name));

    /// <summary>The members of <c>cases</c>, in their order.</summary>
    public static IEnumerable<JsonElement> Cases(string name) => Read(name).GetProperty("cases").EnumerateArray();

    /// <summary>One row per case for a theory: its <c>name</c>. Pass it to <see cref="Case"/>.</summary>
    public static TheoryData<string> CaseNames(string name) =>
        [.. Cases(name).Select(one => one.GetProperty("name").GetString()!)];

    /// <summary>The case of that name.</summary>
    public static JsonElement Case(string name, string caseName) =>
        Cases(name).Single(one => one.GetProperty("name").GetString() == caseName);

    static JsonElement Parse(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    static string Locate(string folder, string name)
    {
        var root = Repository is null ? AppContext.BaseDirectory : Path.Combine(Repository, "tests");
        var path = Path.Combine(root, folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"no vector {folder}/{name}", path);
    }

    static string? FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return folder.FullName;
        }

        return null;
    }
}
