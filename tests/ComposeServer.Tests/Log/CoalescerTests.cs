using ComposeServer.Log.Heads;

namespace ComposeServer.Tests.Log;

public class CoalescerTests
{
    [Fact]
    public async Task Questions_that_come_while_one_is_under_way_go_together()
    {
        var asked = new List<int[]>();
        var first = new TaskCompletionSource();
        var coalescer = new Coalescer<int, int>(
            async (keys, _) =>
            {
                asked.Add([.. keys.Order()]);
                if (asked.Count == 1)
                    await first.Task;
                return keys.Count;
            }
        );

        var one = coalescer.AskAsync([1], default);
        while (asked.Count == 0)
            await Task.Yield();
        var others = Enumerable.Range(2, 50).Select(key => coalescer.AskAsync([key], default)).ToArray();
        first.SetResult();

        Assert.Equal(1, await one);
        Assert.All(await Task.WhenAll(others), count => Assert.Equal(50, count));
        Assert.Equal(
            [
                [1],
                [.. Enumerable.Range(2, 50)],
            ],
            asked
        );
    }

    [Fact]
    public async Task A_question_that_fails_fails_for_its_askers_and_for_nobody_after_them()
    {
        var isFirst = true;
        var coalescer = new Coalescer<int, int>(
            (keys, _) =>
            {
                var fails = isFirst;
                isFirst = false;
                return fails ? throw new TimeoutException() : ValueTask.FromResult(keys.Count);
            }
        );

        await Assert.ThrowsAsync<TimeoutException>(() => coalescer.AskAsync([1], default));

        Assert.Equal(1, await coalescer.AskAsync([2], default));
    }

    [Fact]
    public async Task Who_gives_up_does_not_take_the_others_along()
    {
        var answer = new TaskCompletionSource<int>();
        var coalescer = new Coalescer<int, int>(async (_, _) => await answer.Task);
        using var cancel = new CancellationTokenSource();

        var given = coalescer.AskAsync([1], cancel.Token);
        var waiting = coalescer.AskAsync([1], default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        answer.SetResult(7);

        Assert.Equal(7, await waiting);
    }
}
