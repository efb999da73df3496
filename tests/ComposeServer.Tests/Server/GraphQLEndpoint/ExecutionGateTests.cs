using ComposeServer.Server.GraphQLEndpoint;

namespace ComposeServer.Tests.Server.GraphQLEndpoint;

public sealed class ExecutionGateTests : IAsyncDisposable
{
    readonly ExecutionGate _gate = new(concurrent: 1, waiting: 0);

    public ValueTask DisposeAsync() => _gate.DisposeAsync();

    [Fact]
    public async Task Each_item_is_made_in_a_place_and_read_in_none()
    {
        var read = new List<(int Item, long Running)>();

        await foreach (var made in _gate.ForEachAsync(MakeAsync(3), TestContext.Current.CancellationToken))
            read.Add((made, _gate.Running));

        Assert.Equal([(1, 0), (1, 0), (1, 0)], read);
        Assert.Equal(0, _gate.Running);
    }

    [Fact]
    public async Task Who_was_let_in_is_answered_to_the_end_where_no_place_is_free()
    {
        using var taken = await _gate.EnterAsync(TestContext.Current.CancellationToken);
        var read = 0;

        await foreach (var _ in _gate.ForEachAsync(MakeAsync(3), TestContext.Current.CancellationToken))
            read++;

        Assert.Equal(3, read);
        Assert.Equal(1, _gate.Running);
    }

    /// <summary>Each item says how many are executed while it is made.</summary>
    async IAsyncEnumerable<int> MakeAsync(int count)
    {
        for (var item = 0; item < count; item++)
        {
            await Task.Yield();
            yield return (int)_gate.Running;
        }
    }
}
