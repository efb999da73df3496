using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>When a schema goes out of service, and what comes after it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing to be released.")]
sealed class Retirement
{
    readonly CancellationTokenSource _gone = new();

    /// <summary>Fires when it is out of service.</summary>
    public CancellationToken Token => _gone.Token;

    /// <summary>True once it is.</summary>
    public bool IsOver => _gone.IsCancellationRequested;

    /// <summary>The schema in its place, once it is out of service; null when there is none.</summary>
    public ServedComposite? Successor { get; private set; }

    /// <summary>Takes it out of service; who listens is told elsewhere, not on this thread.</summary>
    public void Begin(ServedComposite? successor)
    {
        Successor = successor;
        _ = _gone.CancelAsync();
    }
}
