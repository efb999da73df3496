using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Tidy;

public partial class NamespaceTests
{
    static readonly string[] WithoutNamespace = ["Program.cs", "GlobalUsings.cs", "AssemblyInfo.cs", "StartupHook.cs"];

    [GeneratedRegex(
        @"^namespace\s+(?<name>[\w.]+)\s*(?<end>;?)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        1_000
    )]
    private static partial Regex Declaration { get; }

    [Fact]
    public void The_namespace_of_a_file_is_its_folder()
    {
        Assert.Empty(SourceTree.CSharp.SelectMany(Violations));
    }

    [Theory]
    [InlineData("src/ComposeServer.Log/Intake/Rule.cs", "namespace ComposeServer.Log.Intake;", 0)]
    [InlineData("src/ComposeServer.Log/Rule.cs", "namespace ComposeServer.Log;", 0)]
    [InlineData("src/ComposeServer.Cli/Program.cs", "return 0;", 0)]
    [InlineData("src/ComposeServer.Log/Intake/Rule.cs", "namespace ComposeServer.Log;", 1)]
    [InlineData("src/ComposeServer.Log/Rule.cs", "namespace ComposeServer.Log { }", 1)]
    [InlineData("src/ComposeServer.Log/Rule.cs", "class Rule;", 1)]
    public void Another_namespace_is_found(string path, string text, int violations)
    {
        Assert.Equal(violations, Violations(new(path, text)).Count());
    }

    static IEnumerable<string> Violations(SourceFile file)
    {
        // src/<project>/<folder>/<file>.cs
        var expected = string.Join('.', file.Path.Split('/')[1..^1]);
        var declared = Declaration.Matches(file.Text);
        if (declared.Count == 0)
            return WithoutNamespace.Contains(file.Name, StringComparer.Ordinal) ? [] : [$"{file.Path}: no namespace"];
        return declared
            .Where(match => match.Groups["name"].Value != expected || match.Groups["end"].Value != ";")
            .Select(match => $"{file.Path}: {match.Value} instead of namespace {expected};");
    }
}
