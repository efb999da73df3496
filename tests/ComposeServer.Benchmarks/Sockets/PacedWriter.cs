using System.Collections.Concurrent;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Load;

namespace ComposeServer.Benchmarks.Sockets;

/// <summary>Sends documents at a steady rate, whether or not the last ones are answered, and notes when each was sent.</summary>
/// <param name="server">Where to.</param>
/// <param name="clock">Time.</param>
sealed class PacedWriter(Uri server, TimeProvider clock)
{
    const int Connections = 16;

    /// <summary>When each document was sent, by its <see cref="Subscriber.NameOf(SignedDocument)"/>.</summary>
    public Dictionary<UInt128, long> Sent { get; } = [];

    /// <param name="documents">In order.</param>
    /// <param name="perSecond">Rate.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task RunAsync(IReadOnlyList<SignedDocument> documents, int perSecond, CancellationToken cancel)
    {
        var target = PostTarget.Of(server, "/api/v0/streams");
        var idle = new ConcurrentQueue<HttpConnection>();
        for (var i = 0; i < Connections; i++)
            idle.Enqueue(await HttpConnection.ConnectAsync(target, cancel));
        using var places = new SemaphoreSlim(Connections);
        var began = clock.GetTimestamp();
        var under = new List<Task>();
        for (var i = 0; i < documents.Count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond) - clock.GetElapsedTime(began);
            if (due > TimeSpan.Zero)
                await Task.Delay(due, clock, cancel);
            await places.WaitAsync(cancel);
            idle.TryDequeue(out var connection);
            Sent[Subscriber.NameOf(documents[i])] = clock.GetTimestamp();
            under.Add(SendAsync(connection!, documents[i].Body));
        }

        await Task.WhenAll(under);
        foreach (var connection in idle)
            connection.Dispose();

        async Task SendAsync(HttpConnection connection, ReadOnlyMemory<byte> body)
        {
            var answer = await connection.PostAsync(body, cancel);
            idle.Enqueue(connection);
            places.Release();
            if (answer.Status != 200)
                throw new BenchmarkException($"a write was answered: {answer}");
        }
    }
}
