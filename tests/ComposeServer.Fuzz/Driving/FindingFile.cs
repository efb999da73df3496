using System.Security.Cryptography;
using ComposeServer.Fuzz.Running;

namespace ComposeServer.Fuzz.Driving;

/// <summary>Inputs that broke something, as files that can be replayed.</summary>
static class FindingFile
{
    /// <summary>Writes the input and, beside it, what it broke.</summary>
    /// <returns>Path of the input.</returns>
    public static string Write(string folder, FuzzTarget target, int seed, Finding finding)
    {
        Directory.CreateDirectory(folder);
        var hash = Convert.ToHexStringLower(SHA256.HashData(finding.Input))[..12];
        var path = Path.Combine(folder, $"{target.Name}-{seed}-{hash}");
        File.WriteAllBytes(path, finding.Input);
        File.WriteAllText($"{path}.txt", $"{finding.Fault}\n\n{finding.Detail}\n");
        return path;
    }

    /// <summary>The inputs of a target that are in a folder.</summary>
    public static IEnumerable<string> Of(string folder, FuzzTarget target, int seed) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, $"{target.Name}-{seed}-*")
                .Where(path => !path.EndsWith(".txt", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
            : [];
}
