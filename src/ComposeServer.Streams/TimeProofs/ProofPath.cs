using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.TimeProofs;

/// <summary>First step of a proof: the path leads from the anchored root to the event (ceramic.md 3.1, step 1).</summary>
public static class ProofPath
{
    /// <summary>Steps of a path; a tree of as many levels has more leaves than there are events.</summary>
    public const int StepsMax = 64;

    /// <summary>Walks the path.</summary>
    /// <param name="time">The time event.</param>
    /// <param name="root">Root of the tree, as the proof block says.</param>
    /// <param name="node">Bytes of a tree node that is at hand; null when it is not.</param>
    /// <returns>Null when the path leads to <see cref="TimeEvent.Prev"/>; only steps 0 and 1 are taken, so no path leaves the tree's links.</returns>
    public static Refusal? Check(TimeEvent time, Cid root, Func<Cid, ReadOnlyMemory<byte>?> node)
    {
        var at = root;
        var steps = time.Path.Length == 0 ? [] : time.Path.Split('/');
        if (steps.Length > StepsMax)
            return Unverified($"a path of {steps.Length} steps, limit {StepsMax}");
        foreach (var step in steps)
        {
            if (step is not ("0" or "1"))
                return Unverified($"a path has steps 0 and 1, found {(step.Length > 20 ? step[..20] : step)}");
            if (node(at) is not { } bytes)
                return Unverified($"the tree node {at} is missing");
            if (!at.Names(bytes.Span))
                return Unverified($"the bytes of the tree node {at} are others");
            if (!DagCborDecoder.ReadAsReference(bytes).TryGet<IpldList>(out var list) || list.Count < 2)
                return Unverified($"{at} is not a tree node");
            if (list[step == "0" ? 0 : 1] is not IpldLink next)
                return Misled(time);
            at = next.Value;
        }

        return at == time.Prev ? null : Misled(time);
    }

    static Refusal Unverified(string reason) =>
        new(RefusalCode.InvalidProof, $"The anchor commit couldn't be verified. Reason {reason}");

    static Refusal Misled(TimeEvent time) =>
        new(
            RefusalCode.InvalidProof,
            $"The anchor commit proof {time.Proof} with path {time.Path} points to invalid 'prev' commit"
        );
}
