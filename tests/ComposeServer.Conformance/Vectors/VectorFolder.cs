using System.Collections.Concurrent;
using System.Text.Json;

namespace ComposeServer.Conformance.Vectors;

/// <summary>A folder of recorded answers, laid out as <c>tests/vectors</c> is, with <c>golden/</c> inside or beside it.</summary>
/// <remarks>Names are paths below the folder with <c>/</c>: <c>car.json</c>, <c>graphql/parse.json</c>, <c>golden/naming.json</c>.</remarks>
sealed class VectorFolder
{
    /// <summary>Environment variable: the folder whose vectors are consumed in place of the repository's own.</summary>
    public const string Variable = "COMPOSESERVER_VECTORS";

    const string GoldenPrefix = "golden/";

    // The scripts that made the vectors, and their licences: nothing recorded.
    static readonly string[] Beside = [".mjs", ".md", "package.json", "LICENSE"];

    readonly string _root;
    readonly string? _golden;
    readonly ConcurrentDictionary<string, VectorDocument> _open = new(StringComparer.Ordinal);

    VectorFolder(string root, string? golden)
    {
        _root = root;
        _golden = golden;
        Files =
        [
            .. Names(root, "").Concat(golden is null ? [] : Names(golden, GoldenPrefix)).Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The folder <c>tests</c> of the repository, or the copy beside the test assembly when there is no repository.</summary>
    public static string Tests { get; } = FindTests();

    /// <summary>The repository's own.</summary>
    public static VectorFolder Own { get; } = FindOwn();

    /// <summary>The one that <see cref="Variable"/> names, or the repository's own.</summary>
    public static VectorFolder Chosen { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? At(folder) : Own;

    /// <summary>Every recorded file, in the order of their letters.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static VectorFolder At(string folder) => new(Path.GetFullPath(folder), golden: null);

    /// <summary>A file with its cases.</summary>
    /// <exception cref="FileNotFoundException">The folder has no such file.</exception>
    public VectorDocument Open(string file) => _open.GetOrAdd(file, name => VectorDocument.Load(name, PathOf(name)));

    /// <summary>The JSON of a file that a case refers to, or of the repository's own copy.</summary>
    public JsonElement Read(string file) => Referred(file).Root!.Value;

    /// <summary>The text of a file that a case refers to, or of the repository's own copy.</summary>
    public string ReadText(string file) => Referred(file).Text;

    public override string ToString() => _root;

    VectorDocument Referred(string file) => File.Exists(PathOf(file)) || this == Own ? Open(file) : Own.Open(file);

    string PathOf(string file) =>
        _golden is not null && file.StartsWith(GoldenPrefix, StringComparison.Ordinal)
            ? Path.Combine(_golden, file[GoldenPrefix.Length..])
            : Path.Combine(_root, file);

    static IEnumerable<string> Names(string root, string prefix) =>
        Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => prefix + Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(name => !Array.Exists(Beside, end => name.EndsWith(end, StringComparison.Ordinal)));

    static VectorFolder FindOwn() => new(Path.Combine(Tests, "vectors"), Path.Combine(Tests, "golden"));

    static string FindTests()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ComposeServer.sln")))
                return Path.Combine(folder.FullName, "tests");
        }

        return AppContext.BaseDirectory;
    }
}
