using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ComposeServer.Server.GraphQLEndpoint.Subscriptions;

/// <summary>One run of a subscription and those who listen to it. It begins with the first of them and ends with the last.</summary>
/// <param name="kind">What its listeners must get.</param>
sealed class SharedRun(SharedRunKind kind)
{
    /// <summary>Answers that may wait for one listener; beyond, the listener is too slow and is ended, to resume by position.</summary>
    const int WaitingMax = 1_024;

    /// <summary>Bytes that may wait for one listener; a longer answer may wait alone.</summary>
    const int WaitingBytesMax = 1024 * 1024;

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

        long _waitingBytes;

        /// <summary>What is to be sent; ends with a <see cref="SlowListenerException"/> when too much waits.</summary>
        public async IAsyncEnumerable<ReadOnlyMemory<byte>> AnswersAsync(
            [EnumeratorCancellation] CancellationToken cancel
        )
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(cancel))
            {
                if (kind == SharedRunKind.Every)
                    Interlocked.Add(ref _waitingBytes, -answer.Length);
                yield return answer;
            }
        }

        public void Dispose() => run.Leave(this, forget);

        internal void Tell(ReadOnlyMemory<byte> answer)
        {
            // Of the latest alone there is never more than one.
            var waits = kind == SharedRunKind.Every ? Interlocked.Add(ref _waitingBytes, answer.Length) : 0;
            if ((waits > WaitingBytesMax && waits > answer.Length) || !_answers.Writer.TryWrite(answer))
                _answers.Writer.TryComplete(new SlowListenerException());
        }

        internal void Complete(Exception? fault) => _answers.Writer.TryComplete(fault);
    }
}

/// <summary>A listener that takes answers more slowly than they come.</summary>
sealed class SlowListenerException()
    : Exception("Too many answers wait to be taken; subscribe again with the last position as 'after'");
