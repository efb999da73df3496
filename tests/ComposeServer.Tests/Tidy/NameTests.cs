using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Tidy;

/// <summary>Some words say nothing about what a thing is; where one seems to fit, the noun has not been found yet.</summary>
public partial class NameTests
{
    const string Words = "Utils?|Utilit(y|ies)|Helpers?|Managers?|Common|Core|Misc";

    [GeneratedRegex(
        $@"\b(class|struct|record|record struct|interface|enum)\s+(?<name>\w*({Words}))\b(?!\s*\.)",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex EmptyTypeName { get; }

    [GeneratedRegex($@"(^|[a-z0-9.])({Words})(\.|$)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex EmptyFolderName { get; }

    [Fact]
    public void Types_are_named_by_what_they_are()
    {
        Assert.Empty(SourceTree.CSharp.WithoutTheRules().SelectMany(EmptyTypeNames));
    }

    [Fact]
    public void Folders_and_files_are_named_by_what_they_hold()
    {
        Assert.Empty(SourceTree.CSharp.Where(HasEmptyName).Select(file => file.Path));
    }

    [Theory]
    [InlineData("public static class StringHelper", true)]
    [InlineData("sealed record Utils(int A);", true)]
    [InlineData("interface IStreamManager", true)]
    [InlineData("struct LogCore", true)]
    [InlineData("sealed class CommonAncestor", false)]
    [InlineData("sealed class Corella", false)]
    [InlineData("// a class Helper would say nothing", false)]
    public void A_type_named_by_an_empty_word_is_found(string line, bool found)
    {
        Assert.Equal(found, EmptyTypeNames(new("src/A/B.cs", line)).Any());
    }

    [Theory]
    [InlineData("src/ComposeServer.Core/A.cs", true)]
    [InlineData("src/ComposeServer.Log/Utils/A.cs", true)]
    [InlineData("src/ComposeServer.Log/StringHelpers.cs", true)]
    [InlineData("src/ComposeServer.Log/Encore.cs", false)]
    [InlineData("src/ComposeServer.Log/Corella/A.cs", false)]
    public void A_folder_or_file_named_by_an_empty_word_is_found(string path, bool found)
    {
        Assert.Equal(found, HasEmptyName(new(path, "")));
    }

    static bool HasEmptyName(SourceFile file) =>
        file
            .Path.Split('/')
            .Select(part => part.EndsWith(".cs", StringComparison.Ordinal) ? part[..^3] : part)
            .Any(EmptyFolderName.IsMatch);

    static IEnumerable<string> EmptyTypeNames(SourceFile file) =>
        from numbered in file.Lines
        let code = numbered.Line.TrimStart()
        where !code.StartsWith("//", StringComparison.Ordinal) && EmptyTypeName.IsMatch(code)
        select $"{file.Path}:{numbered.Number}: {code}";
}
