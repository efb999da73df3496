namespace ComposeServer.Benchmarks.Measuring;

/// <summary>CPU time used so far, or between two moments.</summary>
/// <param name="Server">By the server that is measured.</param>
/// <param name="Postgres">By Postgres, for anybody.</param>
/// <param name="Client">By this process, and by those that it plays the surroundings of a server with.</param>
/// <param name="Machine">By everybody.</param>
readonly record struct CpuSample(TimeSpan Server, TimeSpan Postgres, TimeSpan Client, TimeSpan Machine)
{
    /// <param name="server">Processes of the server.</param>
    /// <param name="standIns">Processes that belong to the client.</param>
    /// <param name="postmaster">Main process of Postgres.</param>
    public static CpuSample Take(IEnumerable<int> server, IEnumerable<int> standIns, int postmaster) =>
        new(
            Sum(server),
            ProcessFacts.CpuOfFamily(postmaster),
            Sum(standIns.Append(Environment.ProcessId)),
            ProcessFacts.CpuOfMachine()
        );

    static TimeSpan Sum(IEnumerable<int> processes) =>
        processes.Aggregate(TimeSpan.Zero, (sum, process) => sum + ProcessFacts.Cpu(process));

    /// <summary>What processes that have nothing to do with the run used.</summary>
    public TimeSpan Others =>
        Machine - Server - Postgres - Client is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;

    public static CpuSample operator +(CpuSample left, CpuSample right) =>
        new(
            left.Server + right.Server,
            left.Postgres + right.Postgres,
            left.Client + right.Client,
            left.Machine + right.Machine
        );

    public static CpuSample operator -(CpuSample left, CpuSample right) =>
        new(
            left.Server - right.Server,
            left.Postgres - right.Postgres,
            left.Client - right.Client,
            left.Machine - right.Machine
        );
}
