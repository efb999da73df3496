namespace ComposeServer.Benchmarks.Measuring;

/// <summary>CPU time used so far, or between two moments.</summary>
/// <param name="Server">By the server that is measured.</param>
/// <param name="Postgres">By Postgres, for anybody.</param>
/// <param name="Client">By this process.</param>
/// <param name="Machine">By everybody.</param>
readonly record struct CpuSample(TimeSpan Server, TimeSpan Postgres, TimeSpan Client, TimeSpan Machine)
{
    public static CpuSample Take(int server, int postmaster) =>
        new(
            ProcessFacts.Cpu(server),
            ProcessFacts.CpuOfFamily(postmaster),
            ProcessFacts.Cpu(Environment.ProcessId),
            ProcessFacts.CpuOfMachine()
        );

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
