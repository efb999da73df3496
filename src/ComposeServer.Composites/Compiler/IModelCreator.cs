using ComposeServer.Composites.Format;
using ComposeServer.Streams;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Compiler;

/// <summary>Where models are made and found: a node, or this process alone.</summary>
/// <remarks>A refusal is thrown as <see cref="CompositeException"/> and becomes the compiler's answer.</remarks>
public interface IModelCreator
{
    /// <summary>Makes a model of a definition, or finds it: its StreamID follows from definition, controller and key.</summary>
    Task<CompositeModel> CreateAsync(ModelDefinition definition, CancellationToken cancel);

    /// <summary>Finds a model.</summary>
    Task<CompositeModel> LoadAsync(StreamId id, CancellationToken cancel);
}
