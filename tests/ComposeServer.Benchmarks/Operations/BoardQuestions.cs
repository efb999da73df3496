using ComposeServer.Benchmarks.Bare;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>What is asked.</summary>
static class BoardQuestions
{
    public static readonly Question ById = new(
        "query ById($id: ID!) { node(id: $id) { id ... on Post { title body topic rank publishedAt } } }",
        "query ById($id: String!) { postByStreamId(streamId: $id) { streamId title body topic rank publishedAt } }",
        BareRead.ById
    );

    public static readonly Question Page = new(
        """
        query Page($topic: String!) {
          postIndex(first: 20, filters: { where: { topic: { equalTo: $topic } } }, sorting: { rank: DESC }) {
            edges { node { id title body topic rank publishedAt } }
            pageInfo { hasNextPage }
          }
        }
        """,
        """
        query Page($topic: String!) {
          allPosts(first: 20, filter: { topic: { equalTo: $topic } }, orderBy: [RANK_DESC]) {
            edges { node { streamId title body topic rank publishedAt } }
            pageInfo { hasNextPage }
          }
        }
        """,
        BareRead.Page
    );

    public static readonly Question Nested = new(
        """
        query Nested($from: Int!) {
          authorIndex(first: 20, filters: { where: { number: { greaterThanOrEqualTo: $from } } }, sorting: { number: ASC }) {
            edges { node { id name
              posts(first: 10) { edges { node { id title commentsCount
                comments(first: 5) { edges { node { id text } } }
              } } }
            } }
          }
        }
        """,
        """
        query Nested($from: Int!) {
          allAuthors(first: 20, filter: { number: { greaterThanOrEqualTo: $from } }, orderBy: [NUMBER_ASC]) {
            edges { node { streamId name
              postsByAuthorDoc(first: 10, orderBy: [CREATED_AT_ASC]) { edges { node { streamId title
                commentsByPostDoc(first: 5, orderBy: [CREATED_AT_ASC]) { totalCount edges { node { streamId text } } }
              } } }
            } }
          }
        }
        """,
        BareRead.Nested
    );

    public static readonly Question Count = new(
        "query Count($topic: String!) { postCount(filters: { where: { topic: { equalTo: $topic } } }) }",
        "query Count($topic: String!) { allPosts(filter: { topic: { equalTo: $topic } }) { totalCount } }",
        BareRead.Count
    );

    /// <summary>No index fits both the filter and the order.</summary>
    public static readonly Question Skewed = new(
        """
        query Skewed($topic: String!, $after: String) {
          postIndex(first: 20, after: $after, filters: { where: { topic: { equalTo: $topic } } }, sorting: { publishedAt: DESC }) {
            edges { node { id title body topic rank publishedAt } }
            pageInfo { hasNextPage }
          }
        }
        """,
        """
        query Skewed($topic: String!, $after: Cursor) {
          allPosts(first: 20, after: $after, filter: { topic: { equalTo: $topic } }, orderBy: [PUBLISHED_AT_DESC]) {
            edges { node { streamId title body topic rank publishedAt } }
            pageInfo { hasNextPage }
          }
        }
        """,
        BareRead.Skewed
    );

    /// <summary>Goes through the pages of <see cref="Skewed"/> to find a cursor in their middle.</summary>
    public static readonly Question SkewedWalk = new(
        """
        query Walk($topic: String!, $first: Int!, $after: String) {
          postIndex(first: $first, after: $after, filters: { where: { topic: { equalTo: $topic } } }, sorting: { publishedAt: DESC }) {
            pageInfo { endCursor }
          }
        }
        """,
        """
        query Walk($topic: String!, $first: Int!, $after: Cursor) {
          allPosts(first: $first, after: $after, filter: { topic: { equalTo: $topic } }, orderBy: [PUBLISHED_AT_DESC]) {
            pageInfo { endCursor }
          }
        }
        """,
        BareRead.Skewed
    );
}
