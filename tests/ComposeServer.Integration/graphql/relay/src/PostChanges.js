import { graphql } from 'relay-runtime'

graphql`
  subscription PostChangesSubscription($account: ID, $after: String) {
    postChanged(account: $account, after: $after) {
      kind
      id
      node {
        ...PostItem_post
      }
    }
  }
`
