using ComposeServer.Fuzz.Running;

namespace ComposeServer.Fuzz.Driving;

/// <summary>One input, run here and now.</summary>
static class ReplayCommand
{
    /// <summary>Runs it and says what it cost and broke.</summary>
    /// <returns>1 when it broke something.</returns>
    public static int Run(FuzzTarget target, string file)
    {
        var trial = Trial.Of(target, File.ReadAllBytes(file));
        Console.WriteLine(
            $"{target.Name}: {trial.Fault ?? "all holds"}; {trial.Cost.Time.TotalMilliseconds:f1} ms, {trial.Cost.Bytes:n0} bytes allocated"
        );
        if (trial.Thrown is not null)
            Console.WriteLine(trial.Thrown);
        return trial.Fault is null ? 0 : 1;
    }
}
