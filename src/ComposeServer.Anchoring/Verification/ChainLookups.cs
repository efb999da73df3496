using System.Collections.Concurrent;
using ComposeServer.Identity.Caching;
using ComposeServer.Ipld;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Verification;

/// <summary>
/// Asks chains, once for all who ask at the same time. What is final is remembered for good; anything else is forgotten with the answer,
/// since a chain may take it back. Safe for many threads.
/// </summary>
sealed class ChainLookups(TimeProofOptions options)
{
    /// <summary>Objects, name of the chain and of the transaction, dictionary and list entries.</summary>
    const int EntrySizeBytes = 384;

    readonly LeastRecentlyUsed<Question, ChainAnswer> _final = new(options.CacheSizeBytesMax, SizeBytesOf);
    readonly ConcurrentDictionary<Question, Lazy<Task<ChainAnswer>>> _asking = new();

    public long SizeBytes => _final.SizeBytes;

    public int Count => _final.Count;

    public Task<ChainAnswer> FindAsync(IAnchorChain chain, Cid txHash, CancellationToken cancel)
    {
        var question = new Question(chain.ChainId, txHash);
        if (_final.TryGet(question, out var known))
            return Task.FromResult(known);
        var asking = _asking.GetOrAdd(question, one => new(() => AskAsync(chain, one)));
        return asking.Value.WaitAsync(cancel);
    }

    public bool IsFinal(ChainAnswer answer) =>
        answer is ChainAnswer.Attested || answer is ChainAnswer.Found found && found.Depth >= options.FinalFrom;

    async Task<ChainAnswer> AskAsync(IAnchorChain chain, Question question)
    {
        try
        {
            // One who gives up must not take the answer from the others; the chain limits the time itself.
            var answer = await chain.FindAsync(question.TxHash, CancellationToken.None);
            if (IsFinal(answer))
                _final.Add(question, answer);
            return answer;
        }
        finally
        {
            _asking.TryRemove(question, out _);
        }
    }

    static int SizeBytesOf(Question question, ChainAnswer answer) =>
        EntrySizeBytes + (answer is ChainAnswer.Found found ? found.Transaction.Input.Length : 0);

    readonly record struct Question(string ChainId, Cid TxHash);
}
