using System.CommandLine;
using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Children;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Operations;
using ComposeServer.Benchmarks.Parts;
using ComposeServer.Benchmarks.Sockets;

namespace ComposeServer.Benchmarks;

/// <summary>The command line. Exit code 1 when any answer was wrong: such figures must not be used.</summary>
static class BenchmarkCommand
{
    const int Failed = 1;

    /// <summary>After Ctrl-C: for servers and Postgres to stop, and the data to be deleted.</summary>
    static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] args, TimeProvider clock)
    {
        var root = Make(clock);
        try
        {
            return await root.Parse(args)
                .InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTimeout });
        }
        catch (BenchmarkException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped");
            return Failed;
        }
    }

    static RootCommand Make(TimeProvider clock)
    {
        var defaults = new BenchmarkOptions();
        var connections = Number("--connections", "Requests under way at a time.", defaults.Connections, 1, 1_024);
        var seconds = Number(
            "--seconds",
            "Measured seconds of each operation on each server.",
            (int)defaults.Seconds,
            1,
            600
        );
        var documents = Number(
            "--documents",
            "Posts that are stored before measuring.",
            defaults.Documents,
            BoardSize.PostsMin,
            10_000_000
        );
        var seed = Number("--seed", "Where all random values come from.", defaults.Seed, 0, int.MaxValue);
        var only = new Option<string[]>("--only")
        {
            Description = $"Operations to measure: {string.Join(", ", OperationSet.Names)}.",
            HelpName = "name,…",
            CustomParser = parsed =>
                [.. parsed.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))],
        };
        only.Validators.Add(parsed =>
        {
            foreach (var name in (parsed.GetValueOrDefault<string[]>() ?? []).Except(OperationSet.Names))
                parsed.AddError($"'{name}' is no operation; there are {string.Join(", ", OperationSet.Names)}");
        });
        var json = new Option<string?>("--json") { Description = "File for the figures as JSON.", HelpName = "file" };
        var folder = new Option<string?>("--folder")
        {
            Description =
                "Folder in which the temporary database is made. Its disk decides what a durable write costs.",
            HelpName = "folder",
        };
        var quick = new Option<bool>("--quick")
        {
            Description = "A look that takes less than a minute: 2 seconds each, 1,000 posts, unless set otherwise.",
        };
        var root = new RootCommand("Measures ComposeServer end to end, beside a bare endpoint on the same database.")
        {
            connections,
            seconds,
            documents,
            only,
            quick,
            json,
            folder,
            seed,
            ServeCommand.Make(clock),
            BareCommand.Make(clock),
            PartsCommand.Make(clock),
            SocketsCommand.Make(clock),
        };
        root.SetAction(
            (parsed, cancel) =>
            {
                var isQuick = parsed.GetValue(quick);
                var options = new BenchmarkOptions
                {
                    Connections = parsed.GetValue(connections),
                    Seconds = isQuick && IsUnset(seconds) ? 2 : parsed.GetValue(seconds),
                    WarmUpSeconds = isQuick ? 1 : defaults.WarmUpSeconds,
                    Documents = isQuick && IsUnset(documents) ? BoardSize.PostsMin : parsed.GetValue(documents),
                    Only = parsed.GetValue(only) ?? [],
                    Seed = parsed.GetValue(seed),
                    Folder = parsed.GetValue(folder),
                    Json = parsed.GetValue(json),
                };
                return BenchmarkRun.RunAsync(options, clock, cancel);

                bool IsUnset(Option<int> option) => parsed.GetResult(option) is null or { Implicit: true };
            }
        );
        return root;
    }

    static Option<int> Number(string name, string description, int standard, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(parsed =>
        {
            if (parsed.Errors.Any() || parsed.GetValueOrDefault<int>() is var value && value >= min && value <= max)
                return;
            parsed.AddError($"{name} must be between {min} and {max}");
        });
        return option;
    }
}
