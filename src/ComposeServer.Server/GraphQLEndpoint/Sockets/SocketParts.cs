using ComposeServer.Log.Intake;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using ComposeServer.Server.GraphQLEndpoint.Subscriptions;
using ComposeServer.Server.GraphQLEndpoint.Watching;
using ComposeServer.Server.Operations;

namespace ComposeServer.Server.GraphQLEndpoint.Sockets;

/// <summary>What sockets work with.</summary>
/// <param name="Documents">Texts of documents that requests name.</param>
/// <param name="Gate">How many requests are executed at the same time; subscriptions take no place.</param>
/// <param name="Executions">Executes what is no subscription.</param>
/// <param name="Subscriptions">Opens subscriptions.</param>
/// <param name="OperationsMax">Operations of one socket.</param>
/// <param name="MessageBytesMax">Of one message.</param>
sealed record SocketParts(
    PersistedDocuments Documents,
    ExecutionGate Gate,
    Executions Executions,
    SubscriptionService Subscriptions,
    int OperationsMax,
    int MessageBytesMax
)
{
    /// <summary>What the client of a socket may write; null without limit.</summary>
    public IWriteQuota? Quota { get; init; }

    /// <summary>Who may read the schema.</summary>
    public required SchemaDisclosure Shows { get; init; }

    /// <summary>Counts sockets.</summary>
    public OpenCount Open { get; init; } = new();

    /// <summary>How long a client may take to introduce itself.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the old protocol's sign of life is sent.</summary>
    public TimeSpan SignOfLifeInterval { get; init; } = TimeSpan.FromSeconds(12);
}
