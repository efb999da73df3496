using System.Threading.Channels;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>A listener that keeps what concerns it until it is taken, a bounded number; beyond, it ends with a gap behind its last event.</summary>
/// <param name="fits">Chooses.</param>
sealed class ChangeSeat(Func<DocumentEvent, bool> fits) : IChangeListener
{
    /// <summary>Events kept.</summary>
    public const int WaitingMax = 1_024;

    readonly Channel<DocumentEvent> _events = Channel.CreateBounded<DocumentEvent>(
        new BoundedChannelOptions(WaitingMax) { SingleReader = true, SingleWriter = true }
    );
    bool _hasGap;

    /// <summary>What is there, then what comes; ends at a gap.</summary>
    public ChannelReader<DocumentEvent> Events => _events.Reader;

    /// <summary>Position of the last event that it judged.</summary>
    public long Heard { get; private set; } = -1;

    public void Hear(DocumentEvent heard)
    {
        if (_hasGap || heard.Position <= Heard)
            return;
        if (!heard.IsRead || (fits(heard) && !_events.Writer.TryWrite(heard)))
        {
            _hasGap = true;
            _events.Writer.Complete();
            return;
        }

        Heard = heard.Position;
    }
}
