namespace ComposeServer.Integration.Roads;

/// <summary>Queries as applications send them, over the social example, and the road of each.</summary>
static class GoldenRoads
{
    /// <summary>Queries that are not answered in one statement, and why. The list may only get shorter.</summary>
    public static readonly IReadOnlyDictionary<string, string> Leaving = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["a document by id with its comments"] = "the model of an id is known when it is found",
        ["two indices"] = "each root field is a statement of its own",
        ["an index and its count"] = "each root field is a statement of its own",
        ["two selections of the same documents"] = "a page is read once for one selection",
    };

    /// <summary>Names and texts; <c>$id</c> stands for a post.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["newest first"] = "{ postIndex(last: 5) { edges { node { id title } } } }",
        ["a page for Relay"] =
            "{ postIndex(first: 5) { edges { cursor node { __typename id title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
        ["a filtered and sorted page"] =
            "{ postIndex(first: 5, filters: { where: { importance: { greaterThan: 1 } } }, sorting: { importance: DESC }) { edges { node { id importance } } } }",
        ["everything in a post"] =
            "{ postIndex(first: 3) { edges { node { id version title text importance publishedAt audience tags picture { source caption width } author { id isViewer } } } } }",
        ["a feed"] =
            "{ postIndex(first: 5) { edges { node { id title author { id } commentsCount likesCount comments(last: 3) { edges { node { text author { id } } } } } } } }",
        ["comments with their post"] =
            "{ commentIndex(first: 5) { edges { node { text addressee { id } post { id title author { id } commentsCount } } } } }",
        ["comments of the author"] =
            "{ postIndex(first: 5) { edges { node { comments(first: 2, account: \"documentAccount\") { edges { node { text } } } } } } }",
        ["other posts of the author"] =
            "{ postIndex(first: 3) { edges { node { title author { id postListCount postList(first: 2) { edges { node { title } } } } } } } }",
        ["posts of an account"] =
            "{ node(id: \"did:key:nobody\") { ... on CeramicAccount { postList(first: 5) { edges { node { title commentsCount } } } } } }",
        ["a document by id"] = "{ node(id: \"$id\") { id ... on Post { title text author { id } } } }",
        ["documents by id"] = "{ nodes(ids: [\"$id\", \"$id\"]) { id ... on Post { title } } }",
        ["a count"] = "{ postCount }",
        ["a filtered count"] = "{ postCount(filters: { where: { importance: { equalTo: 3 } } }) }",
        ["a document by id with its comments"] =
            "{ node(id: \"$id\") { ... on Post { title comments(first: 2) { edges { node { text } } } } } }",
        ["the profile of an account"] =
            "{ node(id: \"did:key:nobody\") { id ... on CeramicAccount { profile { name } } } }",
        ["my like of a post"] =
            "{ node(id: \"did:key:nobody\") { ... on CeramicAccount { like(with: { postID: \"$id\" }) { id } } } }",
        ["two indices"] =
            "{ postIndex(first: 2) { edges { node { id } } } commentIndex(first: 2) { edges { node { id } } } }",
        ["an index and its count"] = "{ postIndex(first: 2) { edges { node { id } } } postCount }",
        ["two selections of the same documents"] =
            "{ postIndex(first: 2) { edges { node { id } } more: edges { node { title } } } }",
    };
}
