namespace ComposeServer.Fuzz.Driving;

/// <summary>How a long run is made.</summary>
sealed record FuzzOptions
{
    /// <summary>Minutes of the whole run, shared among the targets.</summary>
    public double Minutes { get; init; } = 1;

    /// <summary>Targets to run; empty for all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Where chance begins; each target, and each process of one, begins a little further.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Processes at a time.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>False runs the code as it is, by seeds and grammar alone.</summary>
    public bool IsGuided { get; init; } = true;

    /// <summary>File for the line about the run.</summary>
    public required string Results { get; init; }

    /// <summary>Folder for inputs that broke something.</summary>
    public required string Findings { get; init; }
}
