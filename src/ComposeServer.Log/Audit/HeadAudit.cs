using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Audit;

/// <summary>Compares the stored head of a log with what its events lead to.</summary>
static class HeadAudit
{
    /// <returns>Null when the winning branch does not apply, which has been told then.</returns>
    public static AuditedState? Check(
        AuditedLog log,
        ILogFamily family,
        IReadOnlyDictionary<Cid, LogState> after,
        LogNotes notes
    )
    {
        var tip = Forks.Choose(family, new Branches(log.Events.Select(one => one.Stored.Entry)));
        if (!after.TryGetValue(tip.Cid, out var state))
            return null;
        if (log.Head.TipPosition != tip.Position || log.Tip != tip.Cid)
            notes.Tell(
                AuditRule.Head,
                tip,
                $"its events lead to this tip, stored is {log.Tip?.ToString() ?? "none"} at {log.Head.TipPosition}"
            );
        else if (!log.Head.State.Span.SequenceEqual(family.Encode(state)))
            notes.Tell(AuditRule.Head, tip, "the stored state is another than its events lead to");
        if (log.Model != state.Model)
            notes.Tell(AuditRule.Head, tip, "the stored model is another than its events name");
        if (log.Controller != state.Controller)
            notes.Tell(
                AuditRule.Head,
                tip,
                $"its controller is {state.Controller}, stored is {log.Controller?.Text ?? "nobody"}"
            );
        return new(state, tip);
    }
}
