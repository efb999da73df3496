using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ComposeServer.Tests.Tidy;

/// <summary>The table of attacks in <c>tests/README.md</c> is whole, and names tests that there are.</summary>
public partial class SecurityRowsTests
{
    const int Attacks = 60;

    /// <summary>The first that is whole again after CVE-2024-32655 in every line, and which the server is made for.</summary>
    const int DriverMajorMin = 10;

    [GeneratedRegex(@"^\| (?<number>\d+) \|[^|]+\| (?<held>[^|]+) \|$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Row { get; }

    [GeneratedRegex("`(?<name>[A-Z]\\w+Tests)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TestClass { get; }

    static Match[] Rows =>
        [
            .. File.ReadAllLines(Path.Combine(SourceTree.Root, "tests/README.md"))
                .Select(line => Row.Match(line))
                .Where(row => row.Success),
        ];

    [Fact]
    public void Each_attack_has_its_row()
    {
        var numbers = Rows.Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, Attacks), numbers);
    }

    [Fact]
    public void Each_row_names_tests_or_says_what_it_waits_for()
    {
        Assert.All(Rows, row => Assert.True(IsAnswer(row.Groups["held"].Value), row.Value));
    }

    [Fact]
    public void Each_test_that_is_named_exists()
    {
        var named = Rows.SelectMany(row => Named(row.Groups["held"].Value));
        var there = SourceTree.CSharp.Under("tests").Where(IsTest).Select(file => file.Name[..^3]);

        Assert.Empty(named.Distinct().Except(there));
    }

    [Fact]
    public void Each_test_that_bears_the_number_of_an_attack_stands_in_its_row()
    {
        var numbered = SourceTree
            .CSharp.Under("tests")
            .Select(file => file.Name[..^3])
            .Where(name => name.StartsWith("Sec", StringComparison.Ordinal) && name.Contains('_'))
            .Select(name => (int.Parse(name[3..5], CultureInfo.InvariantCulture), name));
        var rows = Rows.SelectMany(row =>
            Named(row.Groups["held"].Value)
                .Select(name => (int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture), name))
        );

        Assert.Empty(numbered.Except(rows));
    }

    [Fact]
    public void The_driver_has_the_mended_lengths()
    {
        var packages = XDocument.Load(Path.Combine(SourceTree.Root, "Directory.Packages.props"));
        var version = packages
            .Descendants("PackageVersion")
            .Single(package => package.Attribute("Include")?.Value == "Npgsql")
            .Attribute("Version")!
            .Value;

        Assert.InRange(Version.Parse(version).Major, DriverMajorMin, int.MaxValue);
    }

    [Theory]
    [InlineData("`DepthTests`, `Sec28_DepthTests`", true)]
    [InlineData("waits for webhooks", true)]
    [InlineData("*open*: nothing yet", true)]
    [InlineData("tested well", false)]
    public void A_row_without_an_answer_is_found(string held, bool isAnswer)
    {
        Assert.Equal(isAnswer, IsAnswer(held));
    }

    static bool IsAnswer(string held) =>
        TestClass.IsMatch(held)
        || held.StartsWith("waits for ", StringComparison.Ordinal)
        || held.StartsWith("*open*", StringComparison.Ordinal);

    static IEnumerable<string> Named(string held) =>
        TestClass.Matches(held).Select(match => match.Groups["name"].Value);

    static bool IsTest(SourceFile file) =>
        file.Text.Contains("[Fact", StringComparison.Ordinal)
        || file.Text.Contains("[Theory", StringComparison.Ordinal);
}
