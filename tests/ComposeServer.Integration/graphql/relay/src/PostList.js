import { graphql } from 'relay-runtime'

graphql`
  fragment PostList_query on Query
  @refetchable(queryName: "PostListPaginationQuery")
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 2 }
    cursor: { type: "String" }
    where: { type: "PostFiltersInput" }
  ) {
    postIndex(first: $count, after: $cursor, filters: $where)
      @connection(key: "PostList_postIndex", filters: ["filters"]) {
      __id
      edges {
        node {
          id
          ...PostItem_post @arguments(commentsMax: 1)
        }
      }
    }
  }
`
