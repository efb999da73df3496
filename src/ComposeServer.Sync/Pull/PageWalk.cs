using System.Runtime.CompilerServices;
using ComposeServer.Identity.Dids;
using ComposeServer.Streams;

namespace ComposeServer.Sync.Pull;

/// <summary>Goes through the pages of a model, to an end whatever the node says.</summary>
sealed class PageWalk(INodeSource node, PullOptions options)
{
    /// <summary>The pages.</summary>
    /// <param name="model">The model.</param>
    /// <param name="account">Whose documents; null for everybody's.</param>
    /// <param name="after">Where to begin.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NodeFault">The node does not give one, or they have no end.</exception>
    public async IAsyncEnumerable<NodePage> GoAsync(
        StreamId model,
        Did? account,
        string? after,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        // A circle of any length meets the cursor that is kept at pages 1, 2, 4, 8 and so on.
        var (kept, keptFrom) = (after, 1L);
        var size = options.PageSize;
        for (long pages = 1; ; pages++)
        {
            NodePage page;
            (page, size) = await ReadAsync(new(model, account, size, after), cancel);
            yield return page;
            if (page.Next is not { } next)
                yield break;
            if (next == after || next == kept || page.Streams.Count == 0)
                throw Endless($"of {model} go in a circle");
            if (pages >= options.PagesMax)
                throw Endless($"of {model} are more than {options.PagesMax}");
            if (pages >= keptFrom)
                (kept, keptFrom) = (next, keptFrom * 2);
            after = next;
        }
    }

    /// <summary>Asks for fewer streams at a time as long as an answer is too large.</summary>
    async Task<(NodePage Page, int Size)> ReadAsync(PageQuestion question, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return (await node.ReadPageAsync(question, cancel), question.First);
            }
            catch (NodeFault fault) when (fault.Code == NodeFaultCode.AnswerTooLarge && question.First > 1)
            {
                question = question with { First = question.First / 2 };
            }
        }
    }

    static NodeFault Endless(string detail) => new(NodeFaultCode.PagesEndless, $"the pages {detail}");
}
