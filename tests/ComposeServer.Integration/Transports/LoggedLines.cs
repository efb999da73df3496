using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Integration.Transports;

/// <summary>What a part of a server logs, to be waited for.</summary>
/// <param name="category">The part.</param>
sealed class LoggedLines(string category) : ILoggerProvider
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>The next line, with its level before it.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _lines.Reader.ReadAsync(patience.Token);
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Writer(categoryName == category ? _lines.Writer : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    sealed class Writer(ChannelWriter<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines?.TryWrite($"{logLevel}: {formatter(state, exception)}");
    }
}
