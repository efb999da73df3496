using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Server.Explorer;

/// <summary>The page that is served and its files, or why there is none.</summary>
sealed class ExplorerSite
{
    const string Index = "index.html";

    /// <summary>
    /// Would keep an old page and its settings in browsers beyond an update of the server, and would answer for other addresses
    /// below its own. The page works without it, and takes back one it registered before.
    /// </summary>
    const string ServiceWorker = "service-worker.js";

    readonly FrozenDictionary<string, ExplorerFile> files;

    ExplorerSite(ExplorerKind kind, FrozenDictionary<string, ExplorerFile> files)
    {
        Kind = kind;
        this.files = files;
    }

    /// <summary>What is served: never what is absent.</summary>
    public ExplorerKind Kind { get; }

    /// <summary>Finds the files of the kind that is wanted, or of the one that stands in for it.</summary>
    public static ExplorerSite Open(ExplorerOptions options)
    {
        ReadOnlySpan<ExplorerKind> choice = options.Kind switch
        {
            ExplorerKind.BananaCakePop => [ExplorerKind.BananaCakePop, ExplorerKind.GraphiQL],
            ExplorerKind.GraphiQL => [ExplorerKind.GraphiQL],
            _ => [],
        };
        foreach (var kind in choice)
        {
            var folder = Path.GetFullPath(
                Path.Combine(options.Folder, kind is ExplorerKind.GraphiQL ? "graphiql" : "bananacakepop")
            );
            if (File.Exists(Path.Combine(folder, Index)))
                return new(kind, FilesIn(folder));
        }

        return new(ExplorerKind.None, FrozenDictionary<string, ExplorerFile>.Empty);
    }

    /// <summary>The page itself; only where there is one.</summary>
    public ExplorerFile Page => files[Index];

    /// <param name="name">Relative to the page, with slashes, exactly as the file is called: anything else is no file.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out ExplorerFile? file) => files.TryGetValue(name, out file);

    static FrozenDictionary<string, ExplorerFile> FilesIn(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(place => (Place: place, Name: Path.GetRelativePath(folder, place).Replace('\\', '/')))
            .Where(file => file.Name != ServiceWorker)
            .ToFrozenDictionary(
                file => file.Name,
                file => new ExplorerFile(file.Place, file.Name),
                StringComparer.Ordinal
            );
}
