using System.Globalization;
using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.Vectors;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>How many cases a run has, and how they are shared out.</summary>
static class CaseCount
{
    /// <summary>Environment variable: cases of the whole run.</summary>
    public const string Variable = "COMPOSESERVER_CASES";

    /// <summary>A run long enough for every bucket of the tallies to be filled.</summary>
    public const int Usual = 5_000;

    const int FaultsShown = 6;

    public static int Run { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : Usual;

    /// <summary>A part of the run, announced with what repeats it.</summary>
    public static int Share(string what, int percent)
    {
        var cases = Run * percent / 100;
        StandardOutput.WriteLine(
            $"differential, GraphQL, {what}: {Chance.Variable}={Chance.RunSeed}, {Variable}={Run}, {cases} cases"
        );
        return cases;
    }

    /// <summary>How often something has to occur in this run: nothing is asked of runs that are shorter than usual.</summary>
    public static int Wanted(int least) => Run < Usual ? 0 : least;

    public static void AssertNone(IReadOnlyCollection<string> faults) =>
        Assert.True(
            faults.Count == 0,
            $"{faults.Count} faults, seed {Chance.RunSeed}\n{string.Join("\n----\n", faults.Take(FaultsShown))}"
        );
}
