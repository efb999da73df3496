import { graphql } from 'relay-runtime'

graphql`
  fragment CommentList_post on Post
  @refetchable(queryName: "CommentListPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" }) {
    comments(first: $count, after: $cursor) @connection(key: "CommentList_comments") {
      edges {
        node {
          text
          author {
            id
          }
        }
      }
    }
    commentsCount
  }
`
