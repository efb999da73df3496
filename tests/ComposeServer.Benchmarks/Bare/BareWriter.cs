using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>
/// Stores signed events without a look at them: event and document in one transaction, for as many requests as came while the transaction before
/// was under way. That is the most that durable creates can reach on these tables.
/// </summary>
sealed class BareWriter : IAsyncDisposable
{
    const int GroupMax = 1_000;

    readonly Channel<Pending> _waiting = Channel.CreateUnbounded<Pending>(new() { SingleReader = true });
    readonly NpgsqlConnection _connection;
    readonly TimeProvider _clock;
    readonly Task _writing;
    long _last;

    BareWriter(NpgsqlConnection connection, long last, TimeProvider clock)
    {
        (_connection, _last, _clock) = (connection, last, clock);
        _writing = WriteAllAsync();
    }

    public static async Task<BareWriter> OpenAsync(
        NpgsqlDataSource database,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var connection = await database.OpenConnectionAsync(cancel);
        await using var command = new NpgsqlCommand("select max(doc) from bare.comment", connection);
        return new(connection, (long)(await command.ExecuteScalarAsync(cancel))!, clock);
    }

    public async Task AnswerAsync(HttpContext http)
    {
        var body = await RequestBody.ReadAsync(http);
        var document = BareDocument.Read(body);
        http.Request.BodyReader.AdvanceTo(body.End);
        await StoreAsync(document);
        var answer = document.ToAnswer();
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
        await _connection.DisposeAsync();
    }

    Task StoreAsync(BareDocument document)
    {
        var pending = new Pending(document);
        _waiting.Writer.TryWrite(pending);
        return pending.Stored.Task;
    }

    async Task WriteAllAsync()
    {
        var group = new List<Pending>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < GroupMax && _waiting.Reader.TryRead(out var pending))
                group.Add(pending);
            try
            {
                await WriteAsync(group);
                group.ForEach(pending => pending.Stored.SetResult());
            }
            catch (NpgsqlException fault)
            {
                group.ForEach(pending => pending.Stored.SetException(fault));
            }
        }
    }

    /// <summary>A batch is a transaction of its own.</summary>
    async Task WriteAsync(List<Pending> group)
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        var first = _last + 1;
        _last += group.Count;
        await using var batch = new NpgsqlBatch(_connection);
        batch.BatchCommands.Add(
            InsertEvents.Command([
                .. group.Select(
                    (pending, i) => new InsertEvents.Row(first + i, first + i, now, pending.Document.Blocks)
                ),
            ])
        );
        batch.BatchCommands.Add(
            InsertRows.Command(
                InsertRows.Post,
                [.. group.Select((pending, i) => RowOf(pending.Document, first + i, now))]
            )
        );
        await batch.ExecuteNonQueryAsync();
    }

    static BareRow RowOf(BareDocument document, long number, long now) =>
        new(number, document.Id.ToString(), document.Header.Controller.Text, now, document.ContentText);

    sealed record Pending(BareDocument Document)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
