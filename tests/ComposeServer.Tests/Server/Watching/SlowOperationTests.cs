using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Server.GraphQLEndpoint.Watching;
using ComposeServer.Tests.Identity;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Tests.Server.Watching;

public class SlowOperationTests
{
    const string Document = "query Find($name: String) { find(name: $name) }";

    readonly ManualClock clock = new(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
    readonly Lines lines = new();

    [Fact]
    public async Task A_slow_operation_is_logged_with_its_times_and_without_its_text_and_values()
    {
        await NoteAsync(limitMs: 500, Took(prepareMs: 1, executeMs: 600, writeMs: 2));

        var hash = Convert.ToHexStringLower(SHA256.HashData(GraphQLRequest.Of(Document).Query.Span));
        Assert.Equal(
            [
                $"Slow query Find, document {hash}: 603.0 ms (prepare 1.0, execute 600.0, write 2.0), 3 statements, errors: TIMEOUT",
            ],
            lines.Written
        );
    }

    [Theory]
    [InlineData(500, 500)]
    [InlineData(0, 5_000)]
    public async Task One_that_is_not_slower_than_is_set_is_not_logged(int limitMs, int executeMs)
    {
        await NoteAsync(limitMs, Took(0, executeMs, 0));

        Assert.Empty(lines.Written);
    }

    [Fact]
    public async Task Past_so_many_lines_in_a_second_they_are_counted_and_told_with_the_next()
    {
        var slow = new SlowOperations(1, clock, lines);
        for (var i = 0; i < SlowOperations.LinesPerSecondMax + 7; i++)
            await NoteAsync(slow, Took(0, 10, 0));
        Assert.Equal(SlowOperations.LinesPerSecondMax, lines.Written.Count);

        clock.Advance(TimeSpan.FromSeconds(1));
        await NoteAsync(slow, Took(0, 10, 0));

        Assert.Equal(SlowOperations.LinesPerSecondMax + 2, lines.Written.Count);
        Assert.Equal("7 more slow operations were not logged", lines.Written[^1]);
    }

    [Fact]
    public async Task A_name_that_only_the_caller_gives_is_not_logged()
    {
        var slow = new SlowOperations(1, clock, lines);
        var executor = await ExecutorAsync();

        slow.Note(executor, GraphQLRequest.Of("not a document", "evil\nname"), Took(0, 10, 0), statements: 0);

        Assert.Contains("Slow query (unknown)", lines.Written[0], StringComparison.Ordinal);
    }

    Task NoteAsync(int limitMs, ExecutionSummary summary) =>
        NoteAsync(new SlowOperations(limitMs, clock, lines), summary);

    static async Task NoteAsync(SlowOperations slow, ExecutionSummary summary)
    {
        var request = GraphQLRequest.Of(Document, variables: JsonElement.Parse("""{"name":"secret"}"""));
        slow.Note(await ExecutorAsync(), request, summary, statements: 3);
    }

    /// <summary>One that knows the document.</summary>
    static async Task<RequestExecutor> ExecutorAsync()
    {
        var schema = SchemaFromSdl.Build("type Query { find(name: String): Int }").Schema!;
        var executor = new RequestExecutor(schema, new ExecutionOptions(), TimeProvider.System);
        await executor.ExecuteAsync(
            GraphQLRequest.Of(Document),
            null,
            new ArrayBufferWriter<byte>(),
            CancellationToken.None
        );
        return executor;
    }

    static ExecutionSummary Took(int prepareMs, int executeMs, int writeMs) =>
        new(ExecutionStatus.Executed, OperationType.Query, HasData: true, HasErrors: true, "TIMEOUT")
        {
            Times = new(
                TimeSpan.FromMilliseconds(prepareMs),
                TimeSpan.FromMilliseconds(executeMs),
                TimeSpan.FromMilliseconds(writeMs)
            ),
        };

    sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Written.Add(formatter(state, exception));
    }
}
