using ComposeServer.Indexing.Paging;

namespace ComposeServer.Server.Host;

/// <summary>Everything an operator can set. Values come from flags, the environment, a JSON file and these defaults, in this order.</summary>
public sealed partial record ServerOptions
{
    /// <summary>Port to listen on, on the loopback addresses. Default 7007, as the JS node's; 0 takes a free one.</summary>
    public int Port { get; init; } = 7007;

    /// <summary>Addresses to listen on in place of the loopback port, for example <c>http://0.0.0.0:7007</c>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>
    /// PEM or PFX file of the certificate for addresses that begin with <c>https</c>, its issuers below it. Default none. It is read at
    /// the start, and again when it or the key has changed.
    /// </summary>
    public string? TlsCertificate { get; init; }

    /// <summary>PEM file of its private key. Default: the key is in the same file.</summary>
    public string? TlsKey { get; init; }

    /// <summary>Password of the PFX file or of an encrypted key. Better in the environment than among flags, which others can read.</summary>
    public string? TlsPassword { get; init; }

    /// <summary>Folder of the private Postgres cluster and of keys. Default: <c>composeserver</c> in the user's data folder.</summary>
    public string DataDir { get; init; } =
        Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "composeserver"
        );

    /// <summary>
    /// File of the Ed25519 key that signs receipts, made when it is not there and closed to others. Default: <c>receipts.key</c> in
    /// <see cref="DataDir"/>. Servers over one database may have different ones.
    /// </summary>
    public string? ReceiptKey { get; init; }

    /// <summary>Connection string of a Postgres database; without one the server runs a private cluster in <see cref="DataDir"/>.</summary>
    public string? Database { get; init; }

    /// <summary>
    /// Starts on a database that can lose writes that were answered (<c>fsync</c> or <c>synchronous_commit</c> off); <c>/readyz</c> tells of it.
    /// Default off.
    /// </summary>
    public bool AllowLossyDatabase { get; init; }

    /// <summary>Folder of the Postgres programs, if they are not found by themselves.</summary>
    public string? PostgresBin { get; init; }

    /// <summary>DIDs that may deploy and administer. Exact equality.</summary>
    public IReadOnlyList<string> AdminDids { get; init; } = [];

    /// <summary>Makes an admin key in the data folder and deploys the example composites.</summary>
    public bool Dev { get; init; }

    /// <summary>Name of the Ceramic network. Default <c>inmemory</c>.</summary>
    public string Network { get; init; } = "inmemory";

    /// <summary>Chains that proofs of time events are checked against, each as <c>eip155:100=https://…</c>. Default none: times stay unverified.</summary>
    public IReadOnlyList<string> AnchorChains { get; init; } = [];

    /// <summary>
    /// Who anchors what is written: <c>off</c>, nobody, or <c>inmemory</c>, this server by its own clock, which only the network of that name
    /// takes. Default null: <c>inmemory</c> in development on that network, else <c>off</c>.
    /// </summary>
    public string? Anchoring { get; init; }

    /// <summary>
    /// Takes events that change a model, as ceramic-one since 0.54 does: documents may name the version that they are written by. Default off,
    /// for JS nodes refuse them.
    /// </summary>
    public bool ModelVersions { get; init; }

    /// <summary>Origins that browsers may call from; <c>*</c> allows every one. Default all, as the JS node.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = ["*"];

    /// <summary>Explorer at <c>/graphql/</c>: <c>bananacakepop</c>, <c>graphiql</c> or <c>none</c>.</summary>
    public string Explorer { get; init; } = "bananacakepop";

    /// <summary>Takes delegated sessions over plain HTTP from other machines too. Off: the session key would cross the network in the clear.</summary>
    public bool AllowRemoteSessions { get; init; }

    /// <summary>Refuses sessions that cover all of an account by <c>ceramic://*</c> alone. Default off, for the stock clients ask for it.</summary>
    public bool ForbidWildcardCapabilities { get; init; }

    /// <summary>CIDs of capabilities (sessions) that no longer count on this server.</summary>
    public IReadOnlyList<string> RevokedCapabilities { get; init; } = [];

    /// <summary>Answers introspection queries, and <c>?sdl</c>. Default on: schemas are public.</summary>
    public bool Introspection { get; init; } = true;

    /// <summary>Shows details of internal errors to callers. For development.</summary>
    public bool ShowErrorDetails { get; init; }

    /// <summary>Bytes of a request body. Default 1 MiB.</summary>
    public int BodyBytesMax { get; init; } = 1_048_576;

    /// <summary>Adds subscriptions to the schemas, which the JS runtime does not have. Default on.</summary>
    public bool Subscriptions { get; init; } = true;

    /// <summary>Adds <c>@defer</c> and <c>@stream</c> to the schemas, which the JS runtime does not have. Default on.</summary>
    public bool Incremental { get; init; } = true;

    /// <summary>Operations that run on one socket at the same time. Default 100.</summary>
    public int SocketOperationsMax { get; init; } = 100;

    /// <summary>GraphQL requests of one array. Default 10; 0 refuses arrays.</summary>
    public int BatchMax { get; init; } = 10;

    /// <summary>Documents that one GraphQL request, or all of one array, may answer with by estimate. Default 50,000.</summary>
    public int CostObjectsMax { get; init; } = 50_000;

    /// <summary>Bytes that a GraphQL answer may have by estimate. Default 16 MiB.</summary>
    public int CostBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>GraphQL requests that are executed at the same time. Default 4 per core.</summary>
    public int ConcurrentRequestsMax { get; init; } = 4 * Environment.ProcessorCount;

    /// <summary>GraphQL requests that wait for a place; the rest is answered 503. Default 256.</summary>
    public int WaitingRequestsMax { get; init; } = 256;

    /// <summary>Lets callers register documents by their hash. Default on.</summary>
    public bool PersistedQueries { get; init; } = true;

    /// <summary>Folder of documents, or list of them, that callers may name.</summary>
    public string? TrustedDocuments { get; init; }

    /// <summary>Executes nothing but trusted documents.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>Compresses answers for callers that can read it. Default on.</summary>
    public bool Compression { get; init; } = true;

    /// <summary>Time for one GraphQL request, in milliseconds. Default 10,000.</summary>
    public int RequestTimeoutMs { get; init; } = 10_000;

    /// <summary>Connections to Postgres. Default: two per core and four more for the writer, the feed and administration.</summary>
    public int DatabaseConnectionsMax { get; init; } = 2 * Environment.ProcessorCount + 4;

    /// <summary>How long a stream is kept that nobody pins any more, in hours. Default 24.</summary>
    public int UnpinnedKeepHours { get; init; } = 24;

    /// <summary>Serves measurements at <c>/metrics</c>. Default on.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary>Who may read <c>/metrics</c>: <c>loopback</c> (default), callers on this machine, or <c>anywhere</c>.</summary>
    public string MetricsFrom { get; init; } = "loopback";

    /// <summary>
    /// Whose header <c>GraphQL-Explain</c> is heeded: <c>off</c> (default), <c>loopback</c> or <c>anywhere</c>. It shows SQL, and <c>analyze</c>
    /// runs each statement twice.
    /// </summary>
    public string Explain { get; init; } = "off";

    /// <summary>GraphQL operations that take longer, in milliseconds, are logged. Default 500; 0 logs none.</summary>
    public int SlowOperationMs { get; init; } = 500;

    /// <summary>Least level of log lines: trace, debug, information, warning, error. Default information.</summary>
    public string LogLevel { get; init; } = "information";

    /// <summary>Form of log lines: <c>text</c> or <c>json</c>.</summary>
    public string LogFormat { get; init; } = "text";

    /// <summary>
    /// Addresses at which <c>/api/v0/admin/*</c> and <c>/metrics</c> are served, beside everything else; elsewhere they are not to be found then.
    /// Who may reach them is the network's to say. Default none: they are served at the other addresses.
    /// </summary>
    public IReadOnlyList<string> AdminUrls { get; init; } = [];

    /// <summary>
    /// Who may call <c>/api/v0/admin/*</c> while there are no <see cref="AdminUrls"/>: <c>loopback</c> (default), callers on this machine, or
    /// <c>anywhere</c>.
    /// </summary>
    public string AdminFrom { get; init; } = "loopback";

    /// <summary>
    /// Events taken in a second from one address (IPv6: from one /64), ten seconds' worth at once. Default 200; 0 for no limit. Programs on this
    /// machine have none of these limits.
    /// </summary>
    public int AddressWritesPerSecond { get; init; } = 200;

    /// <summary>Events taken in a second of one DID, ten seconds' worth at once. Default 50; 0 for no limit.</summary>
    public int AuthorWritesPerSecond { get; init; } = 50;

    /// <summary>Events taken in a second for one model, ten seconds' worth at once. Default 2,000; 0 for no limit.</summary>
    public int ModelWritesPerSecond { get; init; } = 2_000;

    /// <summary>
    /// Authors that have not written since the start and may begin to in a minute, a minute's worth at once, from other machines; one address may
    /// bring a quarter of them. Default 6,000; 0 for no limit.
    /// </summary>
    public int NewAuthorsPerMinute { get; init; } = 6_000;

    /// <summary>
    /// Type of GraphQL answers to who sends no header <c>Accept</c>, or <c>*/*</c>: <c>json</c> (default), <c>application/json</c> with status 200
    /// as old clients expect, or <c>graphql-response</c>, <c>application/graphql-response+json</c> with a status that says what happened.
    /// </summary>
    public string AcceptDefault { get; init; } = "json";

    /// <summary>Documents of one page over GraphQL, 1 to 1,000. Default 1,000, as in the JS runtime.</summary>
    public int PageSizeMax { get; init; } = PageArguments.LimitMax;

    /// <summary>
    /// Whether a page is read with everything under it in one statement where that can be done. Default true; false reads level by level, which
    /// is slower and answers the same.
    /// </summary>
    public bool QueryPlans { get; init; } = true;

    /// <summary>
    /// Seconds that a server which is asked to stop by SIGTERM serves on, not ready any more, so that a proxy finds another one. Default 5; 0 stops
    /// at once, as Ctrl-C does.
    /// </summary>
    public int DrainSeconds { get; init; } = 5;

    /// <summary>Milliseconds for one call of <c>/api/v0</c> or <c>/ceramic</c>; administration has no limit. Default 60,000.</summary>
    public int ApiTimeoutMs { get; init; } = 60_000;
}
