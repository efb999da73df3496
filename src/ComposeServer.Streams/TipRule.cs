using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams;

/// <summary>An event names its stream's init event and builds on its tip (ceramic.md 4.2, 5.4).</summary>
static class TipRule
{
    /// <returns>Null when the event may be applied.</returns>
    public static ApplyResult? Check(StreamState before, RawEvent raw, IApplyView view)
    {
        if (raw.Init != before.Id.Init)
            return ApplyResult.Refuse(
                RefusalCode.WrongStream,
                $"Invalid genesis CID in commit for StreamID {before.Id}. Found: {raw.Init}, expected {before.Id.Init}"
            );
        if (raw.Prev is not { } prev)
            return ApplyResult.Refuse(RefusalCode.Malformed, $"Commit {raw.Cid} to Stream {before.Id} has no prev");
        if (prev == before.Tip)
            return null;
        if (!view.Holds(before.Name, prev))
            return new ApplyResult.Missing([prev]);
        // The two spaces are the JS node's.
        return new ApplyResult.Refused(
            new(
                RefusalCode.Stale,
                $"Commit to stream {before.Id} rejected because it builds on stale state. Calling 'sync()' on the stream handle will synchronize "
                    + "the stream state in the client with that on the Ceramic node.  "
                    + $"Rejected commit CID: {raw.Cid}. Current tip: {before.Tip}"
            )
            {
                Tips = new(prev, before.Tip),
            }
        );
    }
}
