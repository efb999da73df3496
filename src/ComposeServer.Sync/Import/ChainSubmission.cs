using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Sync.Import.Blocks;
using ComposeServer.Sync.Import.Order;

namespace ComposeServer.Sync.Import;

/// <summary>Hands chains over, many at once: signatures then use every core, and groups are large.</summary>
sealed class ChainSubmission(IHistoryDoor door, ITimeVerifier times, ImportOptions options)
{
    /// <summary>Hands over chains of different logs.</summary>
    /// <returns>Each chain with what became of its events, in order.</returns>
    public async Task<IReadOnlyList<(Chain Chain, IReadOnlyList<HandedOver> Handed)>> SubmitAsync(
        IReadOnlyList<Chain> chains,
        CancellationToken cancel
    )
    {
        var handed = new List<(Chain, IReadOnlyList<HandedOver>)>(chains.Count);
        foreach (var wave in ModelWaves.Of(chains))
        {
            var results = new IReadOnlyList<HandedOver>[wave.Count];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, wave.Count),
                new ParallelOptions { MaxDegreeOfParallelism = options.ChainsInFlightMax, CancellationToken = cancel },
                async (at, stop) => results[at] = await SubmitAsync(wave[at], stop)
            );
            handed.AddRange(wave.Zip(results));
        }

        return handed;
    }

    async ValueTask<IReadOnlyList<HandedOver>> SubmitAsync(Chain chain, CancellationToken cancel)
    {
        var results = new HandedOver[chain.Events.Count];
        var blocks = new List<EventBlocks>(results.Length);
        var places = new List<int>(results.Length);
        for (var at = 0; at < results.Length; at++)
        {
            var one = chain.Events[at];
            var (evidence, refusal) = await JudgeTimeAsync(one, cancel);
            if (refusal is { } reason)
            {
                results[at] = new(one, new Outcome.Refused(reason));
                continue;
            }

            blocks.Add(evidence is null ? one.Blocks : one.Blocks with { Evidence = evidence });
            places.Add(at);
        }

        var outcomes = blocks.Count == 0 ? [] : await door.ImportAsync(blocks, cancel);
        Invariant.Holds(outcomes.Count == places.Count);
        for (var i = 0; i < places.Count; i++)
            results[places[i]] = new(chain.Events[places[i]], outcomes[i], blocks[i].Evidence);
        return results;
    }

    async ValueTask<(TimeEvidence? Evidence, Refusal? Refusal)> JudgeTimeAsync(
        ArrivedEvent one,
        CancellationToken cancel
    )
    {
        if (one.Evidence is not { } evidence)
            return (null, null);
        return await times.VerifyAsync(one.Blocks.Event, evidence, cancel) switch
        {
            TimeVerdict.Proven proven => (proven.Evidence, null),
            // Kept, and never used for ordering until somebody can ask the chain.
            TimeVerdict.Unproven unproven => (
                new TimeEvidence(unproven.Blocks, null) { ClaimedSeconds = one.ClaimedSeconds },
                null
            ),
            TimeVerdict.Missing when options.KeepsPartialProofs => (
                new TimeEvidence(evidence, null) { IsPartial = true, ClaimedSeconds = one.ClaimedSeconds },
                null
            ),
            TimeVerdict.Missing missing => (null, missing.Reason),
            TimeVerdict.Refused refused => (null, refused.Reason),
            _ => throw new InvariantBroken("a verdict on a proof has a shape that does not exist"),
        };
    }
}
