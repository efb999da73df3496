using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Families;

/// <summary>
/// One kind of log as a plug-in: pure rules, no clock, socket or database. The engine hands it events in causal order and writes what
/// it answers.
/// </summary>
public interface ILogFamily
{
    /// <summary>Stable word, stored beside each log.</summary>
    string Name { get; }

    /// <summary>Claims an init event.</summary>
    /// <param name="init">An init event.</param>
    /// <param name="name">The name of the log that it begins.</param>
    /// <returns>False when the event belongs to another family.</returns>
    bool TryName(RawEvent init, out LogName name);

    /// <summary>A log's name as people and clients of this family write it.</summary>
    string TextOf(LogName name);

    /// <summary>Says who must have signed an event, and under which resources a capability must have been given.</summary>
    /// <param name="before">State of the log; null for an init event.</param>
    /// <param name="raw">The event.</param>
    SigningRule RuleFor(LogState? before, RawEvent raw);

    /// <summary>The log that defines the shape of an event's log; empty when there is none, or the event does not read.</summary>
    LogName ModelOf(LogState? before, RawEvent raw) => before?.Model ?? default;

    /// <summary>Adds the names of the other logs whose state <see cref="Apply"/> reads (a model, targets of relations).</summary>
    void CollectNeeds(LogState? before, RawEvent raw, ISet<LogName> needs);

    /// <summary>Adds the earlier states of other logs that <see cref="Apply"/> asks its view for. Most families read only newest states.</summary>
    /// <param name="before">State of the log; null when the init event is among the events.</param>
    /// <param name="events">Events of the log that are applied one after another: what one says may hold for those behind it.</param>
    /// <param name="versions">Where to.</param>
    void CollectVersions(LogState? before, IReadOnlyCollection<RawEvent> events, ISet<LogVersion> versions) { }

    /// <summary>Decides what an event whose signature is good does to its log.</summary>
    /// <param name="before">State right after the event it builds on, which on a fork is not the tip's; null for an init event.</param>
    /// <param name="raw">The event.</param>
    /// <param name="view">The other logs named by <see cref="CollectNeeds"/>.</param>
    ApplyResult Apply(LogState? before, RawEvent raw, IApplyView view);

    /// <summary>Chooses among the branches of a log that forks. The answer depends on the branches alone, not on who came first.</summary>
    /// <param name="branches">Each from the init event to an event on which nothing builds; at least two.</param>
    /// <returns>Index of the branch whose last event is the tip.</returns>
    int ChooseBranch(IReadOnlyList<IReadOnlyList<LogEntry>> branches);

    /// <summary>Writes a state as bytes for the log table; <see cref="Decode"/> gives an equal one back.</summary>
    byte[] Encode(LogState state);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    LogState Decode(LogName name, ReadOnlyMemory<byte> bytes);
}
