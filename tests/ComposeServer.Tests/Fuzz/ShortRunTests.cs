using System.Globalization;
using ComposeServer.Fuzz;
using ComposeServer.Fuzz.Running;

namespace ComposeServer.Tests.Fuzz;

/// <summary>Every door for a moment, with chance that begins at the same place each time.</summary>
public class ShortRunTests(ITestOutputHelper output)
{
    /// <summary>Set to another number to try other inputs; a long run is <c>make fuzz</c>.</summary>
    const string SeedVariable = "COMPOSESERVER_FUZZ_SEED";

    const int DefaultSeed = 20_260_211;
    const int ExecutionsMax = 20_000;

    static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_door_keeps_what_it_promises_whatever_comes_in(string name)
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultSeed;

        var report = new FuzzRun(FuzzTargets.Find(name)!, seed, TimeProvider.System).Run(ExecutionsMax, TimeMax);

        output.WriteLine($"seed {seed}, {report.Executions} executions");
        Assert.True(report.Findings.Count == 0, $"seed {seed}\n{string.Join('\n', report.Findings.Select(Describe))}");
        Assert.InRange(report.Executions, 1, ExecutionsMax + report.CorpusCount);
    }

    static string Describe(Finding finding) =>
        $"{finding.Fault}\ninput, base64: {Convert.ToBase64String(finding.Input.AsSpan(0, int.Min(finding.Input.Length, 4_000)))}\n{finding.Detail}";
}
