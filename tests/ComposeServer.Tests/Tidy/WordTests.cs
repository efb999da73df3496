using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Tidy;

/// <summary>What is written is done, and speaks of the product alone.</summary>
public partial class WordTests
{
    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Unfinished { get; }

    [GeneratedRegex(
        @"(?<![\w.~*-])/(work|root|farm|home/\w|Users/\w)[\w/.-]*|\b[A-Z]:\\Users\b|://([\w-]+\.)*(registry|packages|pkgs|artifacts)\.[\w-]+|""resolved"":|/v3/index\.json",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Surroundings { get; }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        Assert.Empty(SourceTree.Files.WithoutTheRules().SelectMany(file => file.Places(Unfinished)));
    }

    [Fact]
    public void No_file_names_a_folder_of_somebodys_machine_or_the_host_of_a_package_registry()
    {
        Assert.Empty(SourceTree.Files.WithoutTheRules().SelectMany(file => file.Places(Surroundings)));
    }

    [Theory]
    [InlineData("// TODO: later", true)]
    [InlineData("throw new NotImplementedException();", true)]
    [InlineData("a todo list is an example", false)]
    [InlineData("HACKATHON", false)]
    public void An_unfinished_place_is_found(string line, bool found)
    {
        Assert.Equal(found, Unfinished.IsMatch(line));
    }

    [Theory]
    [InlineData("see /home/ada/src", true)]
    [InlineData("\"/home/ada/data\"", true)]
    [InlineData("\"C:\\Users\\ada\"", true)]
    [InlineData("https://registry.example.org/graphql", true)]
    [InlineData("https://api.example.org/v3/index.json", true)]
    [InlineData("\"resolved\": \"https://example.org/graphql-16.0.0.tgz\"", true)]
    [InlineData("/api/v0/root/items", false)]
    [InlineData("it is at work/home", false)]
    [InlineData("/var/lib/composeserver", false)]
    public void A_place_of_the_surroundings_is_found(string line, bool found)
    {
        Assert.Equal(found, Surroundings.IsMatch(line));
    }
}
