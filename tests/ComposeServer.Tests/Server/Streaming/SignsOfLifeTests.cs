using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ComposeServer.Server.Streaming;

namespace ComposeServer.Tests.Server.Streaming;

public class SignsOfLifeTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly Channel<int> _items = Channel.CreateUnbounded<int>();
    readonly List<int> _written = [];
    readonly TaskCompletionSource _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_sign_is_shown_while_nothing_comes_and_items_are_written_in_order()
    {
        var writing = WriteAsync(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        await _shown.Task.WaitAsync(Patience);

        for (var i = 0; i < 100; i++)
            _items.Writer.TryWrite(i);
        _items.Writer.Complete();

        await writing.WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 100), _written);
        Assert.True(_ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_while_nothing_comes_ends_the_source_first()
    {
        using var end = new CancellationTokenSource();
        var writing = WriteAsync(TimeSpan.FromMilliseconds(20), end.Token);
        await _shown.Task.WaitAsync(Patience);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(Patience));
        Assert.True(_ended.Task.IsCompleted);
    }

    [Fact]
    public async Task A_sign_that_cannot_be_written_ends_the_source_and_is_the_fault_that_is_told()
    {
        var writing = SignsOfLife.WriteAsync(
            ItemsAsync(CancellationToken.None),
            TimeSpan.FromMilliseconds(20),
            _ => ValueTask.CompletedTask,
            () => throw new IOException("gone"),
            TimeProvider.System,
            CancellationToken.None
        );

        var fault = await Assert.ThrowsAsync<IOException>(() => writing.WaitAsync(Patience));

        Assert.Equal("gone", fault.Message);
        Assert.True(_ended.Task.IsCompleted);
    }

    Task WriteAsync(TimeSpan interval, CancellationToken cancel) =>
        SignsOfLife.WriteAsync(
            ItemsAsync(cancel),
            interval,
            item =>
            {
                _written.Add(item);
                return ValueTask.CompletedTask;
            },
            () =>
            {
                _shown.TrySetResult();
                return ValueTask.CompletedTask;
            },
            TimeProvider.System,
            cancel
        );

    async IAsyncEnumerable<int> ItemsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        try
        {
            await foreach (var item in _items.Reader.ReadAllAsync(cancel))
                yield return item;
        }
        finally
        {
            _ended.SetResult();
        }
    }
}
