using System.Globalization;
using System.Text.RegularExpressions;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Readme;

/// <summary>The threat model names tests that there are.</summary>
public partial class ThreatModelTests
{
    const string Heading = "## Threat model\n";

    static string Model
    {
        get
        {
            var map = File.ReadAllText(Path.Combine(SourceTree.Root, "src/README.md"));
            var from = map.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
            return map[from..map.IndexOf("\n## ", from, StringComparison.Ordinal)];
        }
    }

    [Fact]
    public void Each_test_class_that_it_names_exists()
    {
        var named = TestClass.Matches(Model).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.True(named.Length > 5);
        Assert.Empty(named.Except(SourceTree.CSharp.Under("tests").Select(file => file.Name[..^3])));
    }

    [Fact]
    public void Each_attack_that_it_counts_on_has_a_test_and_no_test_of_an_attack_is_left_out()
    {
        var rows = Model.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal));
        var named = rows.Select(line => line.Split('|')[3])
            .SelectMany(cell => Range.Matches(cell))
            .SelectMany(match => Between(match.Groups["from"].Value, match.Groups["to"].Value));
        var there = SourceTree
            .CSharp.Under("tests")
            .Select(file => Attack.Match(file.Name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));

        Assert.Equal(there.Distinct().Order(), named.Distinct().Order());
    }

    static IEnumerable<int> Between(string from, string to)
    {
        var first = int.Parse(from, CultureInfo.InvariantCulture);
        var last = to.Length == 0 ? first : int.Parse(to, CultureInfo.InvariantCulture);
        return Enumerable.Range(first, last - first + 1);
    }

    [GeneratedRegex(@"`(?<name>[A-Z]\w+Tests)`", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TestClass { get; }

    [GeneratedRegex(@"\b(?<from>\d\d)(–(?<to>\d\d))?\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Range { get; }

    [GeneratedRegex(@"^Sec(?<number>\d\d)_", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Attack { get; }
}
