using System.CommandLine;
using ComposeServer.Benchmarks.Bare;
using ComposeServer.Benchmarks.Children;
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
        var options = new BenchmarkArguments();
        var root = new RootCommand("Measures ComposeServer end to end, beside other servers on the same Postgres.")
        {
            ServeCommand.Make(clock),
            BareCommand.Make(clock),
            PartsCommand.Make(clock),
            SocketsCommand.Make(clock),
        };
        foreach (var option in options.All)
            root.Options.Add(option);
        root.SetAction((parsed, cancel) => BenchmarkRun.RunAsync(options.Read(parsed), clock, cancel));
        return root;
    }
}
