using System.Threading.Channels;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>A listener that keeps what concerns it until it is taken, a bounded number; beyond, it ends with a gap behind its last event.</summary>
/// <param name="choose">Makes of an event what is kept; null for what does not concern it.</param>
sealed class ChangeSeat<T>(Func<DocumentEvent, T?> choose) : ChangeSeat, IChangeListener
    where T : class
{
    readonly Channel<T> _events = Channel.CreateBounded<T>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true, SingleWriter = true }
    );
    bool _hasGap;

    /// <summary>What is there, then what comes; ends at a gap.</summary>
    public ChannelReader<T> Events => _events.Reader;

    /// <summary>Position of the last event that it judged.</summary>
    public long Heard { get; private set; } = -1;

    public void Hear(DocumentEvent heard)
    {
        if (_hasGap || heard.Position <= Heard)
            return;
        if (!heard.IsRead || (choose(heard) is { } chosen && !_events.Writer.TryWrite(chosen)))
        {
            _hasGap = true;
            _events.Writer.Complete();
            return;
        }

        Heard = heard.Position;
    }
}

/// <summary>What all seats have in common.</summary>
abstract class ChangeSeat
{
    /// <summary>Events kept.</summary>
    public const int WaitingMax = 1_024;
}
