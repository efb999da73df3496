using ComposeServer.Indexing.Materialise;
using ComposeServer.Indexing.Paging;
using ComposeServer.Log.Heads;
using ComposeServer.Log.Intake;
using ComposeServer.Query.Run;
using ComposeServer.Query.Subscriptions.Hub;
using ComposeServer.Query.Subscriptions.Live;

namespace ComposeServer.Query.Resolvers;

/// <summary>What resolvers read from and write through.</summary>
/// <param name="States">Documents by name.</param>
/// <param name="Index">Pages and counts.</param>
/// <param name="Materialiser">Holds the catalogue snapshot in use.</param>
/// <param name="Intake">The door for events.</param>
/// <param name="Clock">Time of authoring.</param>
public sealed record QueryPorts(
    LogStates States,
    IDocumentIndex Index,
    DocumentMaterialiser Materialiser,
    EventIntake Intake,
    TimeProvider Clock
)
{
    /// <summary>What is committed, as it comes. Null leaves subscriptions and live queries, our additions, out of the schema.</summary>
    public ChangeHub? Changes { get; init; }

    /// <summary>Reads again what has changed; there when <see cref="Changes"/> is.</summary>
    public LiveReading? Live { get; init; }

    /// <summary>Reads whole trees of documents in one statement; null where everything is read level by level.</summary>
    public ITreeReader? Trees { get; init; }

    /// <summary>Name of the database, which cursors carry.</summary>
    public string Database { get; init; } = "";

    /// <summary>Documents of one page. Default <see cref="PageArguments.LimitMax"/>, as in the JS runtime.</summary>
    public int PageSizeMax { get; init; } = PageArguments.LimitMax;
}
