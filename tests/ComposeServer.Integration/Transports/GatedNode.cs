using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Transports;

/// <summary>A server with fields of its own: some at hand, and one that waits until the test lets it through.</summary>
public sealed class GatedNode : IAsyncLifetime
{
    TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestNode Node { get; private set; } = null!;

    /// <summary>Completes when the waiting field is asked for, the first time since <see cref="Close"/>.</summary>
    public TaskCompletionSource Begun { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the waiting field was given up.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask InitializeAsync() =>
        Node = await TestNode.StartAsync(configure: options =>
            options.ExtendType(
                "Query",
                type =>
                {
                    type.Field("quick").Type("Int!").Resolve(_ => 1);
                    type.Field("list").Type("[Int!]!").Resolve(_ => (object[])[1, 2, 3]);
                    type.Field("gated").Type("Int!").ResolveAsync(async (_, cancel) => await WaitAsync(cancel));
                }
            )
        );

    /// <summary>Lets the field through, now and until <see cref="Close"/>.</summary>
    public void Open() => _gate.SetResult();

    /// <summary>Has the field wait again.</summary>
    public void Close()
    {
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    async Task<object?> WaitAsync(CancellationToken cancel)
    {
        Begun.TrySetResult();
        try
        {
            await _gate.Task.WaitAsync(cancel);
            return 2;
        }
        catch (OperationCanceledException)
        {
            GivenUp.TrySetResult();
            throw;
        }
    }
}
