namespace ComposeServer.Tests.Tidy;

public class SizeTests
{
    /// <summary>Most files stay under 200; past this one a file holds more than one concept.</summary>
    const int LinesMax = 450;

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold_in_mind()
    {
        Assert.Empty(SourceTree.CSharp.SelectMany(Violations));
    }

    [Theory]
    [InlineData(LinesMax, 0)]
    [InlineData(LinesMax + 1, 1)]
    [InlineData(LinesMax * 100, 1)]
    public void A_longer_file_is_found(int lines, int violations)
    {
        var file = new SourceFile("src/ComposeServer.Log/Long.cs", string.Concat(Enumerable.Repeat("\n", lines)));

        Assert.Equal(violations, Violations(file).Count());
    }

    static IEnumerable<string> Violations(SourceFile file)
    {
        var lines = file.Text.Count(c => c == '\n');
        return lines > LinesMax ? [$"{file.Path}: {lines} lines, limit {LinesMax}"] : [];
    }
}
