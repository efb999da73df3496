using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;

namespace ComposeServer.Conformance.Differential;

/// <summary>Signs whatever definition it is handed, as the reference does without a node behind it.</summary>
sealed class UncheckedCreator(ISigner signer) : IModelCreator
{
    readonly Dictionary<StreamId, CompositeModel> _made = [];

    public Task<CompositeModel> CreateAsync(ModelDefinition definition, CancellationToken cancel)
    {
        var payload = ModelEvents.Init(definition, signer.Did);
        var model = CompositeModel.Of(new ModelCommit(signer.SignEvent(payload.Cid), payload));
        _made[model.Id] = model;
        return Task.FromResult(model);
    }

    public Task<CompositeModel> LoadAsync(StreamId id, CancellationToken cancel) =>
        _made.TryGetValue(id, out var model)
            ? Task.FromResult(model)
            : throw CompositeException.Of(new(CompositeErrorCode.ModelUnusable, $"Model not found: {id}"));
}
