namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>One who listens. Told one event at a time, in order; an event that fits several of its keys may be told more than once.</summary>
interface IChangeListener
{
    /// <summary>Must be quick, and must not call the hub.</summary>
    void Hear(DocumentEvent heard);
}
