using ComposeServer.Identity.Capabilities;
using ComposeServer.Server.Host;
using ComposeServer.Tests.Identity;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Server.Host;

public class CapabilityAuditTests
{
    [Fact]
    public void A_capability_for_everything_is_one_line_at_information_that_names_it()
    {
        using var session = Samples.Session();
        var log = new Lines();

        new CapabilityAudit(log).WildcardUsed(session.Capability);

        Assert.Equal(
            [
                (
                    LogLevel.Information,
                    $"Capability {session.Capability.Cid} lets a key that example.org asked for write everything of "
                        + $"{session.Parent} (ceramic://*)"
                ),
            ],
            log.Written
        );
    }

    [Theory]
    [InlineData(128, false)]
    [InlineData(129, true)]
    [InlineData(100_000, true)]
    public void What_strangers_chose_is_cut(int length, bool isCut)
    {
        using var session = Samples.Session();
        var payload = session.Capability.Payload with { Domain = new string('x', length) };
        var log = new Lines();

        new CapabilityAudit(log).WildcardUsed(Cacao.Of("eip4361", payload, session.Capability.Signature));

        var line = Assert.Single(log.Written).Text;
        Assert.Contains(new string('x', 128) + (isCut ? "…" : " "), line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 0, 500);
    }

    sealed class Lines : ILogger<CapabilityAudit>
    {
        public List<(LogLevel Level, string Text)> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Written.Add((logLevel, formatter(state, exception)));
    }
}
