using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Crash;

/// <summary>What outlives the servers: keys, the deployed model, and the book of what was written.</summary>
sealed class Scene : IDisposable
{
    readonly Ed25519Signer _admin = Seeds.Key("admin");
    readonly Account _ada = new("Ada");
    Composite? _composite;

    public Scene() => Session = _ada.NewSession(TimeProvider.System);

    public string AdminDid => _admin.Did.Text;

    /// <summary>Signs at the caller's side.</summary>
    public Ed25519Signer Key { get; } = Seeds.Key("Grace");

    /// <summary>Lent to the server.</summary>
    public DidSession Session { get; }

    public Ledger Ledger { get; } = new();

    /// <summary>The model of posts.</summary>
    public StreamId Model => _composite!.FindByAlias("Post")!.Value;

    public NodeClient At(Uri address) => new(address, _admin);

    public async Task<StreamId> DeployAsync(NodeClient node)
    {
        _composite = await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        return Model;
    }

    public void Dispose()
    {
        _admin.Dispose();
        _ada.Dispose();
        Key.Dispose();
        Session.Dispose();
        Ledger.Dispose();
    }
}
