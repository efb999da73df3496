using System.Reflection;
using ComposeServer.Fuzz.Coverage;
using ComposeServer.Fuzz.Running;

namespace ComposeServer.Fuzz.Driving;

/// <summary>All targets, each in processes of its own, for as long as was asked.</summary>
sealed class LongRun(FuzzOptions options, TimeProvider clock)
{
    /// <summary>A target whose processes die sooner is known to be broken.</summary>
    static readonly TimeSpan RestMin = TimeSpan.FromSeconds(1);

    static readonly string Program = Assembly.GetExecutingAssembly().Location;

    readonly ChildProcess _plain = new(Program, options.Findings, clock);

    /// <returns>1 when an input broke something.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var targets = FuzzTargets
            .All.Where(target => options.Targets.Count == 0 || options.Targets.Contains(target.Name))
            .ToArray();
        var program = options.IsGuided ? Path.Combine(Instrumentation.Make(), Path.GetFileName(Program)) : Program;
        var children = new ChildProcess(program, options.Findings, clock);
        var share = TimeSpan.FromMinutes(options.Minutes) * options.Jobs / targets.Length;
        Console.WriteLine(
            $"{targets.Length} targets, {share.TotalSeconds:f0} s each, {options.Jobs} at a time, seed {options.Seed}"
        );

        var reports = new FuzzReport[targets.Length];
        await Parallel.ForEachAsync(
            targets.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = cancel },
            async (one, stop) =>
            {
                // A share cannot last longer than the run, however few targets there are.
                var time =
                    share < TimeSpan.FromMinutes(options.Minutes) ? share : TimeSpan.FromMinutes(options.Minutes);
                reports[one.Index] = await RunAsync(children, one.Item, options.Seed + one.Index * 1_000, time, stop);
                ReportText.Write(Console.Out, reports[one.Index]);
            }
        );
        await ResultFile.AppendAsync(options, reports, clock, cancel);
        return reports.Any(report => report.Findings.Count > 0) ? 1 : 0;
    }

    /// <summary>One process after the other, until the target's time is over.</summary>
    async Task<FuzzReport> RunAsync(
        ChildProcess children,
        FuzzTarget target,
        int firstSeed,
        TimeSpan time,
        CancellationToken cancel
    )
    {
        FuzzReport? all = null;
        for (var seed = firstSeed; all is null || time.TotalSeconds - all.Seconds > RestMin.TotalSeconds; seed++)
        {
            var rest = time - TimeSpan.FromSeconds(all?.Seconds ?? 0);
            var report = await children.RunAsync(target, seed, rest, cancel);
            report = report with { Findings = await ConfirmedAsync(target, seed, cancel) };
            all = all?.With(report) ?? report;
        }

        return all;
    }

    /// <summary>Instrumented code is slower: only what breaks the code as it is counts. What does not is deleted.</summary>
    async Task<List<Finding>> ConfirmedAsync(FuzzTarget target, int seed, CancellationToken cancel)
    {
        var confirmed = new List<Finding>();
        foreach (var path in FindingFile.Of(options.Findings, target, seed).ToArray())
        {
            if (await _plain.BreaksAsync(target, path, cancel))
            {
                var fault = (await File.ReadAllLinesAsync($"{path}.txt", cancel))[0];
                confirmed.Add(new(fault, [], path));
                continue;
            }

            File.Delete(path);
            File.Delete($"{path}.txt");
        }

        return confirmed;
    }
}
