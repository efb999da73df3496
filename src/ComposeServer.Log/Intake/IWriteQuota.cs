using ComposeServer.Identity.Dids;

namespace ComposeServer.Log.Intake;

/// <summary>How much a caller may still write. An event is counted twice: for who brings it, and for whose it is.</summary>
public interface IWriteQuota
{
    /// <summary>Counts an event for who brings it, before any work is done for it.</summary>
    /// <returns>Null when it may come in.</returns>
    Refusal? Enter();

    /// <summary>Counts an event whose signature is good. Not sooner: else anybody could use up what is another's.</summary>
    /// <param name="author">Who signed, or gave the session that did; empty for an event that nobody signed.</param>
    /// <param name="model">The log that defines its shape; empty when there is none.</param>
    /// <returns>Null when it may be taken.</returns>
    Refusal? Charge(Did author, LogName model);
}
