using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Indexing.Paging;

namespace ComposeServer.Query.Schema;

/// <summary>Gives the resolver of each generated field. A schema that is only printed has none.</summary>
interface ISchemaResolvers
{
    /// <summary>Documents of one page; who asks for more is refused.</summary>
    int PageSizeMax { get; }

    FieldResolver? Nodes();

    FieldResolver? Node();

    FieldResolver? Viewer();

    /// <summary><c>nIndex</c>.</summary>
    FieldResolver? Index(string model);

    /// <summary><c>nCount</c>.</summary>
    FieldResolver? Count(string model);

    FieldResolver? AccountId();

    FieldResolver? IsViewer();

    /// <summary>A field of an account that gives pages, one document, or a document of a SET model.</summary>
    FieldResolver? AccountData(AccountDataEntry entry);

    /// <summary>The count beside an account's pages.</summary>
    FieldResolver? AccountCount(AccountDataEntry entry);

    FieldResolver? DocumentId();

    FieldResolver? DocumentAccount();

    FieldResolver? DocumentVersion();

    /// <summary>A field of a document's content, or of an object or list within it.</summary>
    FieldResolver? Content(string field, RuntimeField.Content type);

    FieldResolver? Relation(string model, RuntimeField.Relation relation);

    FieldResolver? Create(string model);

    FieldResolver? Set(string model);

    FieldResolver? Update(string model);

    FieldResolver? EnableIndexing(string model);

    /// <summary>Source of <c>nChanged</c>.</summary>
    SubscriptionSource? Changes(string model);

    /// <summary>Source of <c>nIndexChanged</c>.</summary>
    SubscriptionSource? IndexChanges(string model);

    /// <summary>Source of <c>streamChanged</c>.</summary>
    SubscriptionSource? StreamChanges();

    /// <summary>Says which object type a value of an interface has.</summary>
    TypeResolver? TypeOf();
}

/// <summary>No resolvers: for printing.</summary>
sealed class NoResolvers : ISchemaResolvers
{
    public int PageSizeMax => PageArguments.LimitMax;

    public FieldResolver? Nodes() => null;

    public FieldResolver? Node() => null;

    public FieldResolver? Viewer() => null;

    public FieldResolver? Index(string model) => null;

    public FieldResolver? Count(string model) => null;

    public FieldResolver? AccountId() => null;

    public FieldResolver? IsViewer() => null;

    public FieldResolver? AccountData(AccountDataEntry entry) => null;

    public FieldResolver? AccountCount(AccountDataEntry entry) => null;

    public FieldResolver? DocumentId() => null;

    public FieldResolver? DocumentAccount() => null;

    public FieldResolver? DocumentVersion() => null;

    public FieldResolver? Content(string field, RuntimeField.Content type) => null;

    public FieldResolver? Relation(string model, RuntimeField.Relation relation) => null;

    public FieldResolver? Create(string model) => null;

    public FieldResolver? Set(string model) => null;

    public FieldResolver? Update(string model) => null;

    public FieldResolver? EnableIndexing(string model) => null;

    public SubscriptionSource? Changes(string model) => null;

    public SubscriptionSource? IndexChanges(string model) => null;

    public SubscriptionSource? StreamChanges() => null;

    public TypeResolver? TypeOf() => null;
}
