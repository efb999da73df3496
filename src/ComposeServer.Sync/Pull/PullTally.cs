using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull;

/// <summary>Counts what a pull meets. For one thread.</summary>
sealed class PullTally(PullOptions options)
{
    readonly Dictionary<string, StreamSample> _failed = new(StringComparer.Ordinal);
    int _inRow;

    public long Models { get; private set; }

    public long Read { get; private set; }

    public long Skipped { get; private set; }

    public long Unlisted { get; private set; }

    public IReadOnlyDictionary<string, StreamSample> Failed => _failed;

    public long FailedCount => _failed.Values.Sum(sample => sample.Count);

    /// <summary>Streams that are done with, one way or the other.</summary>
    public long Done => Read + Skipped + FailedCount;

    public void Skip() => Skipped++;

    public void LeaveUnlisted() => Unlisted++;

    /// <summary>A stream was read.</summary>
    public void Count(StreamId id)
    {
        _inRow = 0;
        Read++;
        if (id.Type == StreamType.Model)
            Models++;
    }

    /// <summary>The node does not give a stream, or the pages of a model.</summary>
    /// <exception cref="PullStopped">It is not there any more, or gives nothing any more.</exception>
    public void Fail(StreamId id, NodeFault fault)
    {
        _failed[fault.Code] = _failed.GetValueOrDefault(fault.Code, new(0, [], fault.Message)).With(id);
        if (fault.Code == NodeFaultCode.Unreachable || ++_inRow >= options.FaultsInRowMax)
            throw PullStopped.By(fault);
    }
}
