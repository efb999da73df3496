import { graphql } from 'relay-runtime'

graphql`
  mutation CreatePostMutation($input: CreatePostInput!, $connections: [ID!]!) {
    createPost(input: $input) {
      document @appendNode(connections: $connections, edgeTypeName: "PostEdge") {
        id
        ...PostItem_post
      }
    }
  }
`
