using System.Text.Json;
using System.Xml.Linq;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Notices;

/// <summary>A package of somebody else.</summary>
/// <param name="Source"><c>NuGet</c> or <c>npm</c>.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Version">The restored one.</param>
/// <param name="Terms">As the package says itself.</param>
/// <param name="IsCarried">False when only building needs it.</param>
sealed record Notice(string Source, string Name, string Version, string Terms, bool IsCarried)
{
    public string Row => $"| {Source} | {Name} | {Version} | {Terms} | {(IsCarried ? "yes" : "no")} |";
}

/// <summary>All packages that the projects of <c>src</c> are made with, by what restoring them left behind and by the lock file of the explorer.</summary>
static class NoticeTable
{
    public static IReadOnlyList<Notice> All() =>
        [.. NuGet().Concat(Npm()).Distinct().OrderBy(notice => notice.Row, StringComparer.Ordinal)];

    static IEnumerable<Notice> NuGet() =>
        Directory
            .EnumerateDirectories(Path.Combine(SourceTree.Root, "src"), "ComposeServer.*")
            .SelectMany(project =>
                OfAssets(JsonElement.Parse(File.ReadAllBytes(Path.Combine(project, "obj/project.assets.json"))))
            )
            // A package is carried when one project carries it.
            .GroupBy(notice => (notice.Name, notice.Version))
            .Select(same => same.First() with { IsCarried = same.Any(notice => notice.IsCarried) });

    static IEnumerable<Notice> OfAssets(JsonElement assets)
    {
        var folders = assets.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        var used = assets.GetProperty("targets").EnumerateObject().SelectMany(target => target.Value.EnumerateObject());
        foreach (var package in used.Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var (name, version) = package.Name.Split('/') is [var first, var second] ? (first, second) : default;
            yield return new(
                "NuGet",
                name!,
                version!,
                TermsOf(folders, name!, version!),
                HasRunningPart(package.Value)
            );
        }
    }

    static bool HasRunningPart(JsonElement library) =>
        library.TryGetProperty("runtime", out var runtime)
        && runtime.EnumerateObject().Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal));

    static string TermsOf(IEnumerable<string> folders, string name, string version)
    {
        var (id, number) = (name.ToLowerInvariant(), version.ToLowerInvariant());
        var path = folders.Select(folder => Path.Combine(folder, id, number, id + ".nuspec")).First(File.Exists);
        var metadata = XDocument.Load(path).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        var license = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        return license?.Attribute("type")?.Value == "expression" ? license.Value
            : license is not null ? $"file {license.Value} in the package"
            : metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "licenseUrl")?.Value
                ?? "not told";
    }

    static IEnumerable<Notice> Npm() =>
        OfLock(
            JsonElement.Parse(
                File.ReadAllBytes(Path.Combine(SourceTree.Root, "src/ComposeServer.Server/Explorer/package-lock.json"))
            )
        );

    internal static IEnumerable<Notice> OfLock(JsonElement locked)
    {
        const string Folder = "node_modules/";
        return locked
            .GetProperty("packages")
            .EnumerateObject()
            .Where(package => package.Name.Length > 0)
            .Select(package => new Notice(
                "npm",
                package.Name[(package.Name.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..],
                package.Value.GetProperty("version").GetString()!,
                package.Value.TryGetProperty("license", out var license) ? license.GetString()! : "not told",
                !package.Value.TryGetProperty("dev", out var isForBuilding) || !isForBuilding.GetBoolean()
            ));
    }
}
