using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Stability;

/// <summary>Names that others rely on, one a line, sorted: a file beside this one, and what the code has now.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Now">Names in the code.</param>
sealed record CheckedList(string File, IReadOnlyCollection<string> Now)
{
    /// <summary>Set to <c>true</c>, a run writes the files anew.</summary>
    public const string Variable = "COMPOSESERVER_WRITE_LISTS";

    /// <summary>Folder of the files.</summary>
    public static string Folder => Path.Combine(SourceTree.Root, "tests/ComposeServer.Tests/Stability");

    string FullName => Path.Combine(Folder, File);

    /// <summary>Compares with the file; writes it when that is asked for.</summary>
    /// <returns>What is wrong, and what to do about it; null when nothing is.</returns>
    public string? Check()
    {
        var listed = System.IO.File.Exists(FullName) ? System.IO.File.ReadAllLines(FullName) : [];
        var changes = System.IO.File.ReadAllText(Path.Combine(SourceTree.Root, "CHANGELOG.md"));
        if (Environment.GetEnvironmentVariable(Variable) == "true")
        {
            listed = Rewritten(listed, Now, changes);
            System.IO.File.WriteAllText(FullName, string.Concat(listed.Select(name => name + "\n")));
        }

        return Fault(File, listed, Now, changes);
    }

    /// <summary>
    /// What goes into a file that is written anew: all there is, and what is gone without a word about it. So writing a list does not excuse a
    /// removal, and one that is told of leaves the list.
    /// </summary>
    internal static string[] Rewritten(
        IReadOnlyCollection<string> listed,
        IReadOnlyCollection<string> now,
        string changes
    ) => [.. now.Union(listed.Where(name => !IsTold(changes, name))).Order(StringComparer.Ordinal)];

    /// <summary>Shows the difference as a patch does.</summary>
    internal static string? Fault(
        string file,
        IReadOnlyCollection<string> listed,
        IReadOnlyCollection<string> now,
        string changes
    )
    {
        var gone = listed.Except(now, StringComparer.Ordinal).Where(name => !IsTold(changes, name)).ToArray();
        var added = now.Except(listed, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (gone.Length + added.Length == 0)
            return null;
        return string.Join(
            '\n',
            [
                $"{file} and the code differ:",
                .. gone.Select(name => $"- {name}"),
                .. added.Select(name => $"+ {name}"),
                "What is removed (-) breaks those who use it: bring it back, or name it between backticks in CHANGELOG.md.",
                $"Then {Variable}=true writes the list anew.",
            ]
        );
    }

    static bool IsTold(string changes, string name) => changes.Contains($"`{name}`", StringComparison.Ordinal);
}
