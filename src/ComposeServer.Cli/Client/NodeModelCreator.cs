using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Cli.Client;

/// <summary>Makes models on a node: signed here, so that the key stays here, and handed over.</summary>
/// <param name="streams">The node.</param>
/// <param name="signer">Signs new models; null where models are only loaded.</param>
sealed class NodeModelCreator(StreamCalls streams, ISigner? signer) : IModelCreator
{
    readonly Dictionary<StreamId, CompositeModel> known = [];

    public async Task<CompositeModel> CreateAsync(ModelDefinition definition, CancellationToken cancel)
    {
        foreach (var id in definition.Implements)
            await LoadAsync(id, cancel);
        var author =
            signer ?? throw new CliException(CliErrorCode.NotAuthenticated, "making a model needs a private key");
        var model = await new OfflineModelCreator(author, known.Values).CreateAsync(definition, cancel);
        await streams.CreateAsync(model, cancel);
        return known[model.Id] = model;
    }

    public async Task<CompositeModel> LoadAsync(StreamId id, CancellationToken cancel) =>
        known.TryGetValue(id, out var model) ? model : known[id] = await streams.LoadAsync(id, cancel);
}
