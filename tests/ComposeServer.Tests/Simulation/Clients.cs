using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Tests.Log;
using ComposeServer.Tests.Log.Contract;

namespace ComposeServer.Tests.Simulation;

/// <summary>Those who write: to journals of their own, in each other's way, and history of others in whatever order it comes.</summary>
sealed class Clients(World world)
{
    readonly List<(EventBlocks Init, Cid Tip)> _journals = [];
    readonly List<EventBlocks> _sent = [];
    int _lines;

    public IReadOnlyList<History> Histories { get; } = Choose(world.Chance);

    /// <summary>All of them, until each is done.</summary>
    public Task RunAsync()
    {
        var all = new List<Task>();
        for (var i = world.Chance.Next(1, 4); i > 0; i--)
            all.Add(WriteAsync(world.Chance.Next(4, 12)));
        foreach (var history in Histories)
            all.Add(ImportAsync(history));
        return Task.WhenAll(all);
    }

    static List<History> Choose(Random chance)
    {
        var histories = new List<History>();
        for (var i = chance.Next(1, 4); i > 0; i--)
            histories.Add(JournalTree.Grow(chance, $"history {i}"));
        if (chance.Next(2) == 0)
            histories.AddRange([Documents.Model, .. chance.GetItemsOnce(Documents.All).Take(chance.Next(1, 3))]);
        return histories;
    }

    async Task WriteAsync(int count)
    {
        // In haste they get in each other's way.
        var pauseMax = world.Chance.Next(3) == 0 ? 5 : 100;
        for (; count > 0; count--)
        {
            await world.WaitAsync(world.Chance.Next(1, pauseMax));
            var blocks = Next();
            // A client that repeats itself does so at another server.
            var copies = world.Chance.Next(6) == 0 ? 2 : 1;
            await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => SubmitAsync(blocks)));
        }
    }

    EventBlocks Next()
    {
        var chance = world.Chance;
        if (_sent.Count > 0 && chance.Next(10) == 0)
            return _sent[chance.Next(_sent.Count)];
        var line = chance.Next(20) switch
        {
            0 => Journals.Forbidden,
            1 => Journals.Poison,
            _ => $"line {_lines++}",
        };
        var isNew = _journals.Count == 0 || chance.Next(8) == 0;
        var (init, tip) = isNew ? default : _journals[chance.Next(_journals.Count)];
        var blocks = isNew ? JournalFamily.Begin(line) : JournalFamily.Append(init, tip, line);
        _sent.Add(blocks);
        return blocks;
    }

    async Task SubmitAsync(EventBlocks blocks)
    {
        for (var tries = 0; tries < 5; tries++)
        {
            var patience = world.Chance.Next(8) == 0 ? world.Chance.Next(1, 200) : (int?)null;
            var outcomes = await AskAsync(
                [blocks],
                async (intake, cancel) => [await intake.SubmitAsync(blocks, null, cancel)],
                patience
            );
            if (outcomes is [not Outcome.Refused { Reason.Code: RefusalCode.Overloaded }])
            {
                Note(blocks, outcomes[0]);
                return;
            }

            // Some never come back to learn what became of it.
            if (world.Chance.Next(4) == 0)
                return;
            await world.WaitAsync(world.Chance.Next(1, 500));
        }
    }

    void Note(EventBlocks blocks, Outcome outcome)
    {
        var state = (outcome as Outcome.Taken)?.State ?? (outcome as Outcome.AlreadyKnown)?.State;
        if (state is null)
            return;
        var known = _journals.FindIndex(one => JournalFamily.NameOf(one.Init) == state.Name);
        if (known >= 0)
            _journals[known] = (_journals[known].Init, state.Tip);
        else if (JournalFamily.NameOf(blocks) == state.Name)
            _journals.Add((blocks, state.Tip));
    }

    async Task ImportAsync(History history)
    {
        var order = world.Chance.GetItemsOnce([
            .. history.Events,
            .. history.Events.Where(_ => world.Chance.Next(4) == 0),
        ]);
        var parts = new List<Task>();
        for (var at = 0; at < order.Length; )
        {
            var size = int.Min(world.Chance.Next(1, 4), order.Length - at);
            parts.Add(ImportAsync(CausalOrder.Of(order[at..(at + size)])));
            at += size;
            await world.WaitAsync(world.Chance.Next(1, 300));
        }

        await Task.WhenAll(parts);
    }

    /// <summary>History is sent until somebody answers.</summary>
    async Task ImportAsync(IReadOnlyList<EventBlocks> chain)
    {
        while (await AskAsync(chain, async (intake, cancel) => await intake.ImportAsync(chain, cancel), null) is null)
            await world.WaitAsync(world.Chance.Next(1, 500));
    }

    async Task<IReadOnlyList<Outcome>?> AskAsync(
        IReadOnlyList<EventBlocks> chain,
        Func<EventIntake, CancellationToken, Task<IReadOnlyList<Outcome>>> ask,
        int? patience
    )
    {
        foreach (var blocks in chain)
            world.Witness.Asked(blocks);
        var reply = await world.AnyNode().AskAsync(ask, patience is { } ms ? TimeSpan.FromMilliseconds(ms) : null);
        if (reply.Error is { } error)
            world.Witness.Failed(error);
        for (var i = 0; i < reply.Outcomes?.Count; i++)
        {
            world.Tell("clients", $"{chain[i].Event.Cid} {reply.Outcomes[i].GetType().Name}");
            world.Witness.Heard(chain[i], reply.Outcomes[i]);
        }

        if (reply.Outcomes is null)
            world.Tell("clients", $"{chain[0].Event.Cid} no answer: {reply.Error?.GetType().Name ?? "node gone"}");
        return reply.Outcomes;
    }
}
