using ComposeServer.Log.Families;
using ComposeServer.Log.Materialise;

namespace ComposeServer.Tests.Simulation;

/// <summary>An index without tables.</summary>
sealed class NoRows : IMaterialise
{
    public long CatalogueVersion => 1;

    public ValueTask ReloadAsync(CancellationToken cancel) => ValueTask.CompletedTask;

    public MaterialisedRow? Materialise(LogState after, DateTimeOffset at) => null;
}
