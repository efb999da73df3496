using System.Globalization;

namespace ComposeServer.Postgres.Cluster;

/// <summary>Folders that may hold the programs of Postgres, the likeliest first.</summary>
static class PostgresPlaces
{
    /// <summary>A parent folder, what an installation is called in it, and where its programs lie.</summary>
    static readonly (string Parent, string Installation)[] Parents =
    [
        ("/usr/lib/postgresql", "*"), // Debian, Ubuntu
        ("/usr", "pgsql-*"), // Red Hat and relatives
        ("/opt/homebrew/opt", "postgresql@*"), // Homebrew, ARM
        ("/usr/local/opt", "postgresql@*"), // Homebrew, Intel
    ];

    public static IEnumerable<string> OfThisMachine()
    {
        var programFiles = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
        return Of(
            Environment.GetEnvironmentVariable("PATH") ?? "",
            programFiles.Length == 0 ? Parents : [.. Parents, (Path.Combine(programFiles, "PostgreSQL"), "*")]
        );
    }

    /// <summary>The folders of <paramref name="path"/> in order, then each parent's installations, the highest version first.</summary>
    public static IEnumerable<string> Of(string path, IEnumerable<(string Parent, string Installation)> parents)
    {
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            if (Path.IsPathRooted(folder))
                yield return folder;

        foreach (var (parent, installation) in parents)
            if (Directory.Exists(parent))
                foreach (
                    var folder in Directory.EnumerateDirectories(parent, installation).OrderByDescending(VersionOf)
                )
                    yield return Path.Combine(folder, "bin");
    }

    static int VersionOf(string folder)
    {
        var name = Path.GetFileName(folder.AsSpan());
        var digits = name[(name.IndexOfAny('@', '-') + 1)..];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
