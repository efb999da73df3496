using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Conformance.Composites;

/// <summary>Remembers what a real creator made, in order, also when the compilation fails afterwards.</summary>
sealed class RecordingCreator(IModelCreator creator) : IModelCreator
{
    readonly List<CompositeModel> created = [];

    public IReadOnlyList<CompositeModel> Created => created;

    public async Task<CompositeModel> CreateAsync(ModelDefinition definition, CancellationToken cancel)
    {
        var model = await creator.CreateAsync(definition, cancel);
        created.Add(model);
        return model;
    }

    public Task<CompositeModel> LoadAsync(StreamId id, CancellationToken cancel) => creator.LoadAsync(id, cancel);
}
