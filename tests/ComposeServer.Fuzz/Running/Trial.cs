namespace ComposeServer.Fuzz.Running;

/// <summary>What became of one input.</summary>
/// <param name="Cost">What the dearest call at the door cost.</param>
/// <param name="Thrown">What came out of the target that should not have; null when all held.</param>
readonly record struct Trial(DoorCost Cost, Exception? Thrown)
{
    /// <summary>A pause of the machine in the middle of a call makes it no slower: what seems slow is tried again so often.</summary>
    const int TriesMax = 3;

    /// <summary>Why the input is a finding; null when it is none.</summary>
    public string? Fault =>
        Thrown is not null ? $"{Thrown.GetType().Name}: {Thrown.Message}"
        : Cost.Time > FuzzLimits.TimeMax ? $"took {Cost.Time.TotalMilliseconds:f0} ms"
        : Cost.Bytes > FuzzLimits.AllocatedBytesMax ? $"allocated {Cost.Bytes / (1 << 20)} MiB"
        : null;

    /// <summary>Under which findings are one: the claim, the place that threw, or about how far a limit was passed.</summary>
    public string? Kind =>
        Thrown is OracleBroken ? Thrown.Message
        : Thrown is not null ? $"{Thrown.GetType().Name} {Thrown.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}"
        : Fault is null ? null
        : $"{double.ILogB(Cost.Time.TotalMilliseconds)} {double.ILogB(Cost.Bytes)}";

    /// <summary>Runs an input.</summary>
    public static Trial Of(FuzzTarget target, byte[] input)
    {
        var trial = Once(target, input);
        for (var tries = 1; tries < TriesMax && trial.Thrown is null && trial.Cost.Time > FuzzLimits.TimeMax; tries++)
            trial = Once(target, input);
        return trial;
    }

    static Trial Once(FuzzTarget target, byte[] input)
    {
        Door.Reset();
        try
        {
            target.Run(input);
            return new(Door.Cost, null);
        }
        catch (Exception thrown)
        {
            return new(Door.Cost, thrown);
        }
    }
}
