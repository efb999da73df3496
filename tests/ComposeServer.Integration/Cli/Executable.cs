using System.Diagnostics;

namespace ComposeServer.Integration.Cli;

/// <summary>The built executable, run as a child process with an environment of its own.</summary>
static class Executable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    static string Assembly => Path.Combine(AppContext.BaseDirectory, "composeserver.dll");

    /// <summary>Runs it to its end.</summary>
    /// <param name="args">Words of the command line.</param>
    /// <param name="input">What is piped in.</param>
    /// <param name="variables">Added to the environment.</param>
    public static async Task<Finished> RunAsync(
        IEnumerable<string> args,
        string input = "",
        IEnumerable<(string Name, string Value)>? variables = null
    )
    {
        using var process = Start("dotnet", [Assembly, .. args], variables ?? []);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var words = process.StandardError.ReadToEndAsync(limit.Token);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await words);
    }

    /// <summary>Starts it and lets it run.</summary>
    public static Process Start(IEnumerable<string> args) => Start("dotnet", [Assembly, .. args], []);

    /// <summary>Starts it in the background of a shell without job control, which has it ignore SIGINT.</summary>
    public static Process StartInBackgroundOfShell(IEnumerable<string> args) =>
        Start("/bin/sh", ["-c", "dotnet \"$@\" & echo $!; wait $!", "sh", Assembly, .. args], []);

    static Process Start(string program, IEnumerable<string> args, IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList())
            start.Environment.Remove(name);
        // Databases of the tests sync nothing to disk.
        start.Environment["COMPOSESERVER_ALLOW_LOSSY_DATABASE"] = "true";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    static bool IsOurs(string name) =>
        name.StartsWith("COMPOSESERVER_", StringComparison.Ordinal)
        || name is "CERAMIC_URL" or "DID_PRIVATE_KEY" or "DID_SESSION" or "ETH_PRIVATE_KEY";
}
