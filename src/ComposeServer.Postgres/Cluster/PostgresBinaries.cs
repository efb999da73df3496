using System.Globalization;
using System.Text.RegularExpressions;

namespace ComposeServer.Postgres.Cluster;

/// <summary>An installed Postgres: the folder that holds <c>initdb</c> and <c>postgres</c>, and its version.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Major">15 for 15.4.</param>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    /// <summary>Older ones lack settings that we rely on, and are no longer maintained.</summary>
    public const int OldestMajor = 14;

    /// <summary>Where Debian, and Ubuntu, put the programs of a version.</summary>
    internal static PostgresBinaries OfDebian(int major) =>
        new(string.Create(CultureInfo.InvariantCulture, $"/usr/lib/postgresql/{major}/bin"), major);

    internal string Initdb => Path.Combine(Folder, Executable("initdb"));

    internal string Postgres => Path.Combine(Folder, Executable("postgres"));

    [GeneratedRegex(
        @"\(PostgreSQL\) (?<major>\d+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex VersionPattern { get; }

    /// <summary>Looks in <see cref="PrivateClusterOptions.BinariesFolder"/> or, without it, in PATH and the usual places.</summary>
    /// <param name="options">Names the folder, or leaves it open.</param>
    /// <param name="major">Version the data was made with, null for new data. Another version cannot open it.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <exception cref="PrivateClusterException"><c>POSTGRES_MISSING</c>, <c>POSTGRES_VERSION</c>.</exception>
    public static Task<PostgresBinaries> FindAsync(PrivateClusterOptions options, int? major, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        IEnumerable<string> folders = options.BinariesFolder is { } folder ? [folder] : PostgresPlaces.OfThisMachine();
        return FindAsync(folders, options.BinariesFolder, major, cancel);
    }

    internal static async Task<PostgresBinaries> FindAsync(
        IEnumerable<string> folders,
        string? asked,
        int? major,
        CancellationToken cancel
    )
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders)
        {
            if (await ProbeAsync(folder, cancel) is not { } binaries)
                continue;
            if (major is null ? binaries.Major >= OldestMajor : binaries.Major == major)
                return binaries;
            found.Add(binaries);
        }

        throw found.Count == 0 ? PrivateClusterException.Missing(asked)
        : major is { } wanted ? PrivateClusterException.OtherMajor(wanted, found)
        : PrivateClusterException.TooOld(found);
    }

    static async Task<PostgresBinaries?> ProbeAsync(string folder, CancellationToken cancel)
    {
        var postgres = Path.Combine(folder, Executable("postgres"));
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(folder, Executable("initdb"))))
            return null;
        // A link in PATH leads to the real folder, where the programs find their own libraries and files.
        var real = Path.GetDirectoryName(File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName) ?? folder;
        if (!File.Exists(Path.Combine(real, Executable("initdb"))))
            real = folder;

        var answer = await ChildProcess.RunAsync(postgres, ["--version"], ServiceAccount.Own, cancel);
        return VersionPattern.Match(answer.Output) is { Success: true } match
            ? new(Path.GetFullPath(real), int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    static string Executable(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;
}
