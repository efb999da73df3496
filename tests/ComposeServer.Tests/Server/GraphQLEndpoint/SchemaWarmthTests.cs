using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Server.GraphQLEndpoint;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Server.GraphQLEndpoint;

/// <summary>A new schema knows what the one before it was asked for.</summary>
public class SchemaWarmthTests
{
    readonly Report _report = new();

    [Fact]
    public void Documents_of_the_old_schema_and_trusted_ones_are_prepared()
    {
        var (before, next) = (ExecutorOf("a: Int"), ExecutorOf("a: Int b: Int"));
        before.Prepare("{ a }"u8);

        new SchemaWarmth(() => [Encoding.UTF8.GetBytes("{ b }")], _report).Prepare("/graphql", before, next);

        Assert.True(next.Documents.TryGet("{ a }"u8, out _));
        Assert.True(next.Documents.TryGet("{ b }"u8, out _));
        Assert.Empty(_report.Lines);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 10)]
    [InlineData(11, 11)]
    [InlineData(150, 11)]
    public void What_no_longer_fits_is_reported_and_the_rest_is_counted(int documents, int lines)
    {
        var (before, next) = (ExecutorOf("a: Int"), ExecutorOf("b: Int"));
        for (var i = 0; i < documents; i++)
            before.Prepare(Encoding.UTF8.GetBytes($"{{ a{i}: a }}"));

        new SchemaWarmth(() => [], _report).Prepare("/graphql", before, next);

        Assert.Equal(lines, _report.Lines.Count);
        Assert.Contains("Cannot query field \"a\" on type \"Query\".", _report.Lines[0]);
    }

    [Fact]
    public void Only_the_two_hundred_asked_for_most_are_taken_over()
    {
        var (before, next) = (ExecutorOf("a: Int"), ExecutorOf("a: Int"));
        for (var i = 0; i < 300; i++)
        for (var times = 0; times <= i % 2; times++)
            before.Prepare(Encoding.UTF8.GetBytes($"{{ a{i}: a }}"));

        new SchemaWarmth(() => [], _report).Prepare("/graphql", before, next);

        Assert.Equal(SchemaWarmth.DocumentsMax, next.Documents.Count);
        Assert.True(next.Documents.TryGet("{ a299: a }"u8, out _));
    }

    static RequestExecutor ExecutorOf(string fields) =>
        new(SchemaFromSdl.Build($"type Query {{ {fields} }}").Schema!, new ExecutionOptions(), TimeProvider.System);

    sealed class Report : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Add(formatter(state, exception));
    }
}
