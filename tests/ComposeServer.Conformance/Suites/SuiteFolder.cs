using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.Suites;

/// <summary>A public suite in <c>tests/suites</c>, copied unchanged with its licence.</summary>
/// <remarks>Its file <c>left-out.txt</c> is ours: a line is what is not passed or not applicable, two spaces, and the reason.</remarks>
sealed class SuiteFolder(string name)
{
    const string Listed = "left-out.txt";

    readonly string _root = Path.Combine(VectorFolder.Tests, "suites", name);

    /// <summary>Every file but licences and our list, as paths below the folder with <c>/</c>.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. Directory
                .EnumerateFiles(_root, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_root, path).Replace('\\', '/'))
                .Where(file => !file.StartsWith("LICENSE", StringComparison.Ordinal) && file != Listed)
                .Where(file => !file.EndsWith(".gitattributes", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];

    public string PathOf(string file) => Path.Combine(_root, file);

    /// <summary>What the list names.</summary>
    /// <exception cref="FormatException">A line has no reason.</exception>
    public IEnumerable<string> LeftOut() =>
        File.ReadAllLines(PathOf(Listed))
            .Where(line => !line.StartsWith('#'))
            .Select(line =>
                line.Split("  ") is [var what, { Length: > 0 }]
                    ? what
                    : throw new FormatException($"{name}/{Listed}: no reason in \"{line}\"")
            );
}
