using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Faults;

/// <summary>A group that does what another one does, for faults to change one step of it.</summary>
abstract class GroupAround(ICommitGroup inner) : ICommitGroup
{
    public long Position => inner.Position;

    public long CatalogueVersion => inner.CatalogueVersion;

    public ReadOnlyMemory<byte> ReceiptHash => inner.ReceiptHash;

    public DateTimeOffset CommittedAt => inner.CommittedAt;

    protected ICommitGroup Inner => inner;

    public bool TryGetHead(LogName name, out StoredHead head) => inner.TryGetHead(name, out head);

    public bool TryGetLogOf(Cid cid, out LogName name) => inner.TryGetLogOf(cid, out name);

    public ValueTask<IReadOnlyList<StoredEntry>> ReadEntriesAsync(LogName name, CancellationToken cancel) =>
        inner.ReadEntriesAsync(name, cancel);

    public abstract ValueTask CommitAsync(GroupWrites writes, CancellationToken cancel);

    public abstract ValueTask DisposeAsync();
}
