using System.Text.Json;
using ComposeServer.Fuzz.Coverage;
using ComposeServer.Fuzz.Running;

namespace ComposeServer.Fuzz.Driving;

/// <summary>One target in a process of its own, which may die of an input. The report is its last line.</summary>
static class ChildCommand
{
    public const string Word = "child";

    /// <summary>Starts with this; what the process writes beside it is of no interest.</summary>
    public const string ReportMark = "report ";

    /// <param name="args">Target, seed, seconds, file of the last input, folder of findings.</param>
    /// <param name="clock">Ends the run.</param>
    public static int Run(string[] args, TimeProvider clock)
    {
        // First of all: instrumented code writes to this memory from its first instruction on.
        var edges = EdgeMap.OfProcess;
        var target = FuzzTargets.Find(args[0])!;
        var seed = int.Parse(args[1]);
        using var last = new LastInput(args[3]);
        var run = new FuzzRun(target, seed, clock)
        {
            Edges = edges,
            Before = last.Write,
            Found = finding => FindingFile.Write(args[4], target, seed, finding),
        };
        var report = run.Run(long.MaxValue, TimeSpan.FromSeconds(double.Parse(args[2])));
        Console.WriteLine(ReportMark + JsonSerializer.Serialize(report, FuzzReportJson.Default.FuzzReport));
        return 0;
    }
}
