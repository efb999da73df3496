using System.Diagnostics;

namespace ComposeServer.Testing;

/// <summary>The checked-out repository that these tests were built from.</summary>
public static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Text of a file, for example <c>schemas/examples/social.graphql</c>.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Short name of the commit that is checked out, with a plus when files differ from it.</summary>
    public static string Commit
    {
        get
        {
            var commit = Run("rev-parse", "--short", "HEAD").Trim();
            return Run("status", "--porcelain", "--untracked-files=no").Length == 0 ? commit : commit + "+";
        }
    }

    static string Run(params IReadOnlyList<string> arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", ["-C", Root, .. arguments])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        return git.StandardOutput.ReadToEnd();
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
