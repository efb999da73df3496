using ComposeServer.Ipld;

namespace ComposeServer.Log.Audit;

/// <summary>One thing that does not hold.</summary>
/// <param name="Rule">One of <see cref="AuditRule"/>, or the code with which a door would refuse the event.</param>
/// <param name="Log">The log that it is about, as its family writes it; null when it is about none.</param>
/// <param name="Cid">The event or block that it is about.</param>
/// <param name="Position">Place in the log of all events.</param>
/// <param name="Detail">Text for people.</param>
public sealed record AuditFault(string Rule, string? Log, Cid? Cid, long? Position, string Detail);
