using ComposeServer.Ipld;
using ComposeServer.Log.Heads;

namespace ComposeServer.Log.Audit;

/// <summary>Tells of the faults of one log.</summary>
readonly record struct LogNotes(AuditBook Book, string Log)
{
    public void Tell(string rule, StoredEntry entry, string detail) => Tell(rule, entry.Cid, entry.Position, detail);

    public void Tell(string rule, Cid? cid, long position, string detail) =>
        Book.Tell(new(rule, Log, cid, position > 0 ? position : null, detail));
}
