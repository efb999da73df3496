using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>One run of a subscription and those who listen to it. It begins with the first of them and ends with the last.</summary>
/// <param name="kind">What its listeners must get.</param>
sealed class SharedRun(SharedRunKind kind)
{
    /// <summary>Answers that may wait for one listener; beyond, the listener is too slow and is ended, to resume by position.</summary>
    const int WaitingMax = 1_024;

    readonly Lock _gate = new();
    readonly List<Listener> _listeners = [];
    ReadOnlyMemory<byte>? _last;
    Action? _stop;
    bool _isOver;

    /// <summary>Joins.</summary>
    /// <param name="answers">Run when nobody listens yet.</param>
    /// <param name="forget">Called when it is over.</param>
    /// <param name="listener">To be disposed of.</param>
    /// <returns>False when it was over already.</returns>
    public bool TryJoin(
        IAsyncEnumerable<ReadOnlyMemory<byte>> answers,
        Action forget,
        [NotNullWhen(true)] out Listener? listener
    )
    {
        lock (_gate)
        {
            listener = null;
            if (_isOver)
                return false;
            listener = new(this, kind, forget);
            if (_last is { } last)
                listener.Tell(last);
            _listeners.Add(listener);
            if (_listeners.Count == 1)
                Begin(answers, forget);
            return true;
        }
    }

    void Begin(IAsyncEnumerable<ReadOnlyMemory<byte>> answers, Action forget)
    {
        var end = new CancellationTokenSource();
        _stop = end.Cancel;
        _ = Task.Run(() => RunAsync(answers, forget, end));
    }

    async Task RunAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> answers, Action forget, CancellationTokenSource end)
    {
        Exception? fault = null;
        try
        {
            await foreach (var answer in answers.WithCancellation(end.Token))
                Tell(answer);
        }
        catch (OperationCanceledException)
        {
            // The last one left, or the server stops.
        }
        catch (Exception error)
        {
            fault = error;
        }

        foreach (var listener in End(forget))
            listener.Complete(fault);
        end.Dispose();
    }

    void Tell(ReadOnlyMemory<byte> answer)
    {
        lock (_gate)
        {
            if (kind == SharedRunKind.Latest)
                _last = answer;
            foreach (var listener in _listeners)
                listener.Tell(answer);
        }
    }

    List<Listener> End(Action forget)
    {
        lock (_gate)
        {
            if (!_isOver)
                forget();
            _isOver = true;
            return [.. _listeners];
        }
    }

    void Leave(Listener listener, Action forget)
    {
        lock (_gate)
        {
            if (!_listeners.Remove(listener) || _listeners.Count > 0 || _isOver)
                return;
            _isOver = true;
            forget();
            _stop?.Invoke();
        }
    }

    /// <summary>One who listens.</summary>
    public sealed class Listener(SharedRun run, SharedRunKind kind, Action forget) : IDisposable
    {
        readonly Channel<ReadOnlyMemory<byte>> _answers = Channel.CreateBounded<ReadOnlyMemory<byte>>(
            kind == SharedRunKind.Latest
                ? new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest }
                : new BoundedChannelOptions(WaitingMax) { SingleReader = true }
        );

        /// <summary>What is to be sent; ends with a <see cref="SlowListenerException"/> when too much waits.</summary>
        public ChannelReader<ReadOnlyMemory<byte>> Answers => _answers.Reader;

        public void Dispose() => run.Leave(this, forget);

        internal void Tell(ReadOnlyMemory<byte> answer)
        {
            if (!_answers.Writer.TryWrite(answer))
                _answers.Writer.TryComplete(new SlowListenerException(WaitingMax));
        }

        internal void Complete(Exception? fault) => _answers.Writer.TryComplete(fault);
    }
}

/// <summary>A listener that takes answers more slowly than they come.</summary>
sealed class SlowListenerException(int waiting)
    : Exception($"more than {waiting} answers wait; subscribe again with the last position as 'after'");
