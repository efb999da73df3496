namespace ComposeServer.Cli;

/// <summary>What a run answers to the shell that started it.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>It could not be done.</summary>
    public const int Failed = 1;

    /// <summary>The words of the command line, or a setting, cannot be understood.</summary>
    public const int Usage = 2;
}
