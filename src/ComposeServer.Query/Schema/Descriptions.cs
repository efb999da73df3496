namespace ComposeServer.Query.Schema;

/// <summary>Descriptions in the generated schema, letter for letter those of the JS runtime (composedb.md 7.1).</summary>
static class Descriptions
{
    public const string Nodes = "Fetches objects given their IDs";
    public const string NodesIds = "The IDs of objects";
    public const string Node = "Fetches an object given its ID";
    public const string NodeId = "The ID of an object";
    public const string Viewer = "Account currently authenticated on the Ceramic instance, if set";
    public const string NodeType = "An object with an ID";
    public const string NodeTypeId = "The id of the object.";
    public const string AccountId = "Globally unique identifier of the account (DID string)";
    public const string IsViewer = "Whether the Ceramic instance is currently authenticated with this account or not";
    public const string After = "Returns the items in the list that come after the specified cursor.";
    public const string First = "Returns the first n items from the list.";
    public const string Before = "Returns the items in the list that come before the specified cursor.";
    public const string Last = "Returns the last n items from the list.";
    public const string Connection = "A connection to a list of items.";
    public const string ConnectionPageInfo = "Information to aid in pagination.";
    public const string ConnectionEdges = "A list of edges.";
    public const string PageInfo = "Information about pagination in a connection.";
    public const string HasNextPage = "When paginating forwards, are there more items?";
    public const string HasPreviousPage = "When paginating backwards, are there more items?";
    public const string StartCursor = "When paginating backwards, the cursor to continue.";
    public const string EndCursor = "When paginating forwards, the cursor to continue.";
    public const string Edge = "An edge in a connection.";
    public const string EdgeNode = "The item at the end of the edge";
    public const string EdgeCursor = "A cursor for use in pagination";
    public const string RelationAccount = "Account defining the relation";
    public const string ListAccount = "Returns only documents created by the provided account";
    public const string CountAccount = "Counts only documents created by the provided account";
    public const string DocumentAccount = "Account controlling the document";
    public const string DocumentVersion = "Current version of the document";
    public const string ShouldIndex = "Inform indexers if they should index this document or not";
    public const string SyncTimeout =
        "Maximum amount of time to lookup the stream over the network, in seconds - see https://developers.ceramic.network/reference/typescript/interfaces/_ceramicnetwork_common.CreateOpts.html#syncTimeoutSeconds";
    public const string Changed = "Changes of documents, one for each event, in order";
    public const string IndexChanged = "The page as it is now, and again whenever it has changed";
    public const string PagePosition =
        "The page is as new as this position of the log, for the argument after: with it the page comes only once it has changed";
    public const string StreamChanged = "Events of one stream, in order";
    public const string Account = "Only documents controlled by the provided account";
    public const string AfterPosition = "Position of the last change that was seen; the next one follows it";
    public const string Position = "Position of the event in the log, for the argument after";
    public const string ChangedNode = "The document at or after this event; null when it was removed";
    public const string Replace = "Fully replace the document contents instead of performing a shallow merge";
    public const string Version = "Only perform mutation if the document matches the provided version";
}
