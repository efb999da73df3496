using ComposeServer.Log.Intake.Commit;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Simulation;

/// <summary>What a node reports as an error is a finding, unless the simulated database made it.</summary>
sealed class FindingsLogger(Findings findings) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel >= LogLevel.Error && exception is not null && !IsSimulated(exception))
            findings.Tell($"a node reports: {formatter(state, exception)}: {exception}");
    }

    /// <summary>What a node may fail with because its database does.</summary>
    public static bool IsSimulated(Exception error) => error is CommitFault or IOException;
}
