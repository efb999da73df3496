namespace ComposeServer.Cli.Shell;

/// <summary>What is piped into a run. Only commands that lack an argument without it may ask.</summary>
interface IStandardInput
{
    /// <summary>All of it.</summary>
    /// <returns>Null when nothing is piped in.</returns>
    /// <exception cref="CliException">It is larger than the limit, or not UTF-8.</exception>
    Task<string?> ReadAsync(CancellationToken cancel);
}
