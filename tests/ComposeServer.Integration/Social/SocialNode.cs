using ComposeServer.Composites.Format;
using ComposeServer.Identity.Sessions;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Social;

/// <summary>A server with the example <c>social.graphql</c>, and two people who use it: one for each test class.</summary>
public sealed class SocialNode : IAsyncLifetime
{
    readonly ShiftedClock _clock = new();
    readonly List<IDisposable> _owned = [];
    Composite? _composite;

    /// <summary>The server.</summary>
    public TestNode Node { get; private set; } = null!;

    /// <summary>The server's clock.</summary>
    internal ShiftedClock Clock => _clock;

    internal Account Ada { get; } = new("Ada");

    internal Account Bob { get; } = new("Bob");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Node = await TestNode.StartAsync(_clock);
        _composite = await Node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
    }

    /// <summary>StreamID of a model by its name.</summary>
    internal StreamId Model(string name) =>
        _composite!.FindByAlias(name) ?? throw new ArgumentException($"no model {name}", nameof(name));

    /// <summary>A session of an account, for all models or for those that are named.</summary>
    internal DidSession SessionOf(Account account, params IEnumerable<string> models)
    {
        var session = account.NewSession(_clock, [.. models.Select(name => $"ceramic://*?model={Model(name)}")]);
        _owned.Add(session);
        return session;
    }

    /// <summary>Somebody who lends a session for all models.</summary>
    internal GraphQLCaller As(Account account) => Node.With(SessionOf(account));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            owned.Dispose();
        Ada.Dispose();
        Bob.Dispose();
        await Node.DisposeAsync();
    }
}
