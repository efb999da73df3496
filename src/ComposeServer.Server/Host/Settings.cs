using System.Globalization;
using ComposeServer.Anchoring.Evm;
using ComposeServer.Indexing.Paging;
using ComposeServer.Ipld;

namespace ComposeServer.Server.Host;

/// <summary>All settings of the server; help texts, flags, the environment and the file are read by this one table.</summary>
public static class Settings
{
    /// <summary>In the order in which help shows them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Number("port", 0, 65535, "Port on the loopback addresses (default 7007)", (o, v) => o with { Port = v }),
        List(
            "urls",
            "Addresses to listen on instead, for example http://0.0.0.0:7007",
            Url,
            (o, v) => o with { Urls = v }
        ),
        Text(
            "tlsCertificate",
            "PEM or PFX file of the certificate for addresses of https",
            (o, v) => o with { TlsCertificate = Path.GetFullPath(v) }
        ),
        Text(
            "tlsKey",
            "PEM file of the certificate's key, where it has one of its own",
            (o, v) => o with { TlsKey = Path.GetFullPath(v) }
        ),
        Text(
            "tlsPassword",
            "Password of the PFX file or of the key; better given in the environment",
            (o, v) => o with { TlsPassword = v }
        ),
        Text(
            "dataDir",
            "Folder of the private database and of keys",
            (o, v) => o with { DataDir = Path.GetFullPath(v) }
        ),
        Text(
            "database",
            "Connection string of a Postgres database (default: a private one in the data folder)",
            (o, v) => o with { Database = v }
        ),
        Switch(
            "allowLossyDatabase",
            "Start on a database that can lose answered writes: fsync or synchronous_commit off",
            (o, v) => o with { AllowLossyDatabase = v }
        ),
        Text(
            "receiptKey",
            "File of the key that signs receipts, made if need be (default: receipts.key in the data folder)",
            (o, v) => o with { ReceiptKey = Path.GetFullPath(v) }
        ),
        Text("postgresBin", "Folder of the Postgres programs", (o, v) => o with { PostgresBin = v }),
        List(
            "adminDids",
            "DID that may deploy and administer; may be repeated",
            IsDid,
            (o, v) => o with { AdminDids = v }
        ),
        Switch("dev", "Make an admin key in the data folder and deploy the examples", (o, v) => o with { Dev = v }),
        Choice(
            "network",
            "Ceramic network (default inmemory)",
            (o, v) => o with { Network = v },
            "inmemory",
            "local",
            "dev-unstable",
            "testnet-clay",
            "mainnet"
        ),
        List(
            "anchorChains",
            "Chain that proofs of time are checked against, as eip155:100=https://…; may be repeated",
            AnchorChain,
            (o, v) => o with { AnchorChains = v }
        ),
        Choice(
            "anchoring",
            "Who anchors what is written: off, or inmemory, this server by its clock, on that network only (default inmemory with --dev, else off)",
            (o, v) => o with { Anchoring = v },
            "off",
            "inmemory"
        ),
        Switch(
            "modelVersions",
            "Take events that change models, and documents that name a version; JS nodes refuse both",
            (o, v) => o with { ModelVersions = v }
        ),
        List(
            "corsOrigins",
            "Origin that browsers may call from; may be repeated (default *)",
            _ => null,
            (o, v) => o with { CorsOrigins = v }
        ),
        Choice(
            "explorer",
            "Explorer at /graphql/: bananacakepop, graphiql or none",
            (o, v) => o with { Explorer = v },
            "bananacakepop",
            "graphiql",
            "none"
        ),
        Switch(
            "allowRemoteSessions",
            "Take delegated sessions over plain HTTP from other machines",
            (o, v) => o with { AllowRemoteSessions = v }
        ),
        Switch(
            "forbidWildcardCapabilities",
            "Refuse sessions that cover all of an account by ceramic://* alone",
            (o, v) => o with { ForbidWildcardCapabilities = v }
        ),
        List(
            "revokedCapabilities",
            "CID of a capability that no longer counts; may be repeated",
            IsCid,
            (o, v) => o with { RevokedCapabilities = v }
        ),
        Switch("introspection", "Answer introspection queries (default true)", (o, v) => o with { Introspection = v }),
        Switch(
            "showErrorDetails",
            "Show details of internal errors to callers",
            (o, v) => o with { ShowErrorDetails = v }
        ),
        Number(
            "bodyBytesMax",
            1024,
            64_000_000,
            "Bytes of a request body (default 1048576)",
            (o, v) => o with { BodyBytesMax = v }
        ),
        Switch(
            "subscriptions",
            "Add subscriptions and live queries to the schemas (default true)",
            (o, v) => o with { Subscriptions = v }
        ),
        Switch(
            "incremental",
            "Add @defer and @stream to the schemas, for answers in parts (default true)",
            (o, v) => o with { Incremental = v }
        ),
        Number(
            "socketOperationsMax",
            1,
            10_000,
            "Operations that run on one socket at the same time (default 100)",
            (o, v) => o with { SocketOperationsMax = v }
        ),
        Number(
            "batchMax",
            0,
            1000,
            "GraphQL requests of one array (default 10; 0 refuses arrays)",
            (o, v) => o with { BatchMax = v }
        ),
        Number(
            "costObjectsMax",
            1,
            100_000_000,
            "Documents that one GraphQL request may answer with by estimate (default 50000)",
            (o, v) => o with { CostObjectsMax = v }
        ),
        Number(
            "costBytesMax",
            1024,
            1_073_741_824,
            "Bytes that one GraphQL answer may have by estimate (default 16777216)",
            (o, v) => o with { CostBytesMax = v }
        ),
        Number(
            "concurrentRequestsMax",
            1,
            10_000,
            "GraphQL requests that are executed at the same time (default 4 per core)",
            (o, v) => o with { ConcurrentRequestsMax = v }
        ),
        Number(
            "waitingRequestsMax",
            0,
            100_000,
            "GraphQL requests that wait for a place, the rest is answered 503 (default 256)",
            (o, v) => o with { WaitingRequestsMax = v }
        ),
        Switch(
            "persistedQueries",
            "Let callers register documents by their hash (default true)",
            (o, v) => o with { PersistedQueries = v }
        ),
        Text(
            "trustedDocuments",
            "Folder of .graphql files, or JSON list, of documents that callers may name",
            (o, v) => o with { TrustedDocuments = Path.GetFullPath(v) }
        ),
        Switch(
            "trustedDocumentsOnly",
            "Execute nothing but trusted documents",
            (o, v) => o with { TrustedDocumentsOnly = v }
        ),
        Switch(
            "compression",
            "Compress answers for callers that can read it (default true)",
            (o, v) => o with { Compression = v }
        ),
        Number(
            "requestTimeoutMs",
            100,
            600_000,
            "Milliseconds for one GraphQL request (default 10000)",
            (o, v) => o with { RequestTimeoutMs = v }
        ),
        Number(
            "databaseConnectionsMax",
            3,
            1000,
            "Connections to Postgres (default two per core and four)",
            (o, v) => o with { DatabaseConnectionsMax = v }
        ),
        Number(
            "unpinnedKeepHours",
            0,
            87_600,
            "Hours for which a stream is kept that nobody pins (default 24)",
            (o, v) => o with { UnpinnedKeepHours = v }
        ),
        Switch(
            "metrics",
            "Serve measurements in the text form of Prometheus at /metrics (default true)",
            (o, v) => o with { Metrics = v }
        ),
        Choice(
            "metricsFrom",
            "Who may read /metrics: loopback, the default, or anywhere",
            (o, v) => o with { MetricsFrom = v },
            "loopback",
            "anywhere"
        ),
        Choice(
            "explain",
            "Whose header GraphQL-Explain is answered with SQL and plans: off, the default, loopback or anywhere",
            (o, v) => o with { Explain = v },
            "off",
            "loopback",
            "anywhere"
        ),
        Number(
            "slowOperationMs",
            0,
            600_000,
            "Log GraphQL operations, and subscriptions for an event, that take more milliseconds (default 500; 0 logs none)",
            (o, v) => o with { SlowOperationMs = v }
        ),
        Choice(
            "logLevel",
            "Least level of log lines (default information)",
            (o, v) => o with { LogLevel = v },
            "trace",
            "debug",
            "information",
            "warning",
            "error"
        ),
        Choice("logFormat", "Form of log lines: text or json", (o, v) => o with { LogFormat = v }, "text", "json"),
        List(
            "adminUrls",
            "Address for administration and /metrics, which are not served elsewhere then; may be repeated",
            Url,
            (o, v) => o with { AdminUrls = v }
        ),
        Choice(
            "adminFrom",
            "Who may administer where there is no --admin-url: loopback, the default, or anywhere",
            (o, v) => o with { AdminFrom = v },
            "loopback",
            "anywhere"
        ),
        Number(
            "addressWritesPerSecond",
            0,
            1_000_000,
            "Events taken in a second from one address of another machine (default 200; 0 for no limit)",
            (o, v) => o with { AddressWritesPerSecond = v }
        ),
        Number(
            "authorWritesPerSecond",
            0,
            1_000_000,
            "Events taken in a second of one DID, sent by other machines (default 50; 0 for no limit)",
            (o, v) => o with { AuthorWritesPerSecond = v }
        ),
        Number(
            "modelWritesPerSecond",
            0,
            1_000_000,
            "Events taken in a second for one model, sent by other machines (default 2000; 0 for no limit)",
            (o, v) => o with { ModelWritesPerSecond = v }
        ),
        Number(
            "newAuthorsPerMinute",
            0,
            1_000_000,
            "DIDs that may begin to write in a minute, sent by other machines, a quarter of them by one address (default 6000; 0 for no limit)",
            (o, v) => o with { NewAuthorsPerMinute = v }
        ),
        Choice(
            "acceptDefault",
            "Type of GraphQL answers to callers that name none: json, the default, or graphql-response",
            (o, v) => o with { AcceptDefault = v },
            "json",
            "graphql-response"
        ),
        Number(
            "pageSizeMax",
            1,
            PageArguments.LimitMax,
            "Documents of one page over GraphQL (default 1000)",
            (o, v) => o with { PageSizeMax = v }
        ),
        Switch(
            "queryPlans",
            "Read a page with everything under it in one statement (default true; false reads level by level and answers the same)",
            (o, v) => o with { QueryPlans = v }
        ),
        Number(
            "drainSeconds",
            0,
            600,
            "Seconds that a server serves on after SIGTERM, not ready any more (default 5; 0 stops at once)",
            (o, v) => o with { DrainSeconds = v }
        ),
        Number(
            "apiTimeoutMs",
            100,
            600_000,
            "Milliseconds for one call of /api/v0 or /ceramic, administration apart (default 60000)",
            (o, v) => o with { ApiTimeoutMs = v }
        ),
    ];

    static Setting Text(string key, string description, Func<ServerOptions, string, ServerOptions> apply) =>
        new(
            key,
            SettingKind.Text,
            description,
            values => values[0].Length == 0 ? "must not be empty" : null,
            (options, values) => apply(options, values[0])
        );

    static Setting Number(
        string key,
        int min,
        int max,
        string description,
        Func<ServerOptions, int, ServerOptions> apply
    ) =>
        new(
            key,
            SettingKind.Number,
            description,
            values => Setting.IsWhole(values, min, max),
            (options, values) => apply(options, int.Parse(values[0], CultureInfo.InvariantCulture))
        );

    static Setting Switch(string key, string description, Func<ServerOptions, bool, ServerOptions> apply) =>
        new(
            key,
            SettingKind.Switch,
            description,
            Setting.IsSwitch,
            (options, values) => apply(options, values[0] == "true")
        );

    static Setting Choice(
        string key,
        string description,
        Func<ServerOptions, string, ServerOptions> apply,
        params string[] allowed
    ) =>
        new(
            key,
            SettingKind.Text,
            description,
            values => Setting.IsOneOf(values, allowed),
            (options, values) => apply(options, values[0].ToLowerInvariant())
        );

    static Setting List(
        string key,
        string description,
        Func<string, string?> check,
        Func<ServerOptions, IReadOnlyList<string>, ServerOptions> apply
    ) =>
        new(
            key,
            SettingKind.List,
            description,
            values => values.Select(check).FirstOrDefault(fault => fault is not null),
            apply
        );

    static string? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? null
            : $"'{text}' must be an http or https address";

    static string? IsCid(string text) => Cid.TryParse(text, out _) ? null : $"'{text}' must be a CID";

    // The address may hold a key, so it is not repeated.
    static string? AnchorChain(string text) =>
        EvmChainOptions.TryParse(text, out _) ? null : "must be eip155:<number>=<http or https address>";

    static string? IsDid(string text) =>
        text.StartsWith("did:", StringComparison.Ordinal) ? null : $"'{text}' must begin with did:";
}
