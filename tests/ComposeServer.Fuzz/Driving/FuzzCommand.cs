using System.CommandLine;

namespace ComposeServer.Fuzz.Driving;

/// <summary>The command line. Exit code 1 when an input broke something.</summary>
static class FuzzCommand
{
    public static Task<int> RunAsync(string[] args, TimeProvider clock) =>
        args is [ChildCommand.Word, .. var rest]
            ? Task.FromResult(ChildCommand.Run(rest, clock))
            : Make(clock).Parse(args).InvokeAsync();

    static RootCommand Make(TimeProvider clock)
    {
        var minutes = new Option<double>("--minutes")
        {
            Description = "Minutes of the whole run, shared among the targets.",
            DefaultValueFactory = _ => 1,
        };
        var target = new Option<string[]>("--target")
        {
            Description =
                $"Target to run, any number of times: {string.Join(", ", FuzzTargets.All.Select(one => one.Name))}.",
            DefaultValueFactory = _ => [],
        };
        target.AcceptOnlyFromAmong([.. FuzzTargets.All.Select(one => one.Name)]);
        var seed = new Option<int>("--seed")
        {
            Description = "Where chance begins. Default: from the clock, and printed.",
            DefaultValueFactory = _ => (int)(clock.GetUtcNow().ToUnixTimeSeconds() % 1_000_000),
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "Processes at a time.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var plain = new Option<bool>("--plain")
        {
            Description = "Runs the code as it is, by seeds and grammar alone, without counting edges.",
        };
        var results = new Option<string>("--results")
        {
            Description = "File to which a line about the run is added.",
            DefaultValueFactory = _ => ResultFile.DefaultPath,
        };
        var findings = new Option<string>("--findings")
        {
            Description = "Folder for inputs that broke something.",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "composeserver-fuzz"),
        };
        var input = new Option<string?>("--input")
        {
            Description = "Runs this one input of one target, and nothing else.",
        };
        input.Validators.Add(parsed =>
        {
            if (parsed.GetValueOrDefault<string?>() is { } file && !File.Exists(file))
                parsed.AddError($"there is no file {file}");
            if (parsed.GetValue(target) is not { Length: 1 })
                parsed.AddError("--input is run by one --target");
        });
        var root = new RootCommand("Gives hostile inputs to every parser of ComposeServer.")
        {
            minutes,
            target,
            seed,
            jobs,
            plain,
            results,
            findings,
            input,
        };
        root.SetAction(
            (parsed, cancel) =>
            {
                var targets = parsed.GetValue(target)!;
                if (parsed.GetValue(input) is { } file)
                    return Task.FromResult(ReplayCommand.Run(FuzzTargets.Find(targets[0])!, file));
                var options = new FuzzOptions
                {
                    Minutes = parsed.GetValue(minutes),
                    Targets = targets,
                    Seed = parsed.GetValue(seed),
                    Jobs = parsed.GetValue(jobs),
                    IsGuided = !parsed.GetValue(plain),
                    Results = parsed.GetValue(results)!,
                    Findings = parsed.GetValue(findings)!,
                };
                return new LongRun(options, clock).RunAsync(cancel);
            }
        );
        return root;
    }
}
