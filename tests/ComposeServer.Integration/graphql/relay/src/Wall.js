import { graphql } from 'relay-runtime'

graphql`
  fragment Wall_account on CeramicAccount
  @refetchable(queryName: "WallPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }) {
    postList(last: $count, before: $cursor) @connection(key: "Wall_postList") {
      edges {
        node {
          title
        }
      }
    }
  }
`
