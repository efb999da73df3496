import { graphql } from 'relay-runtime'

graphql`
  fragment PostItem_post on Post @argumentDefinitions(commentsMax: { type: "Int", defaultValue: 2 }) {
    title
    publishedAt
    author {
      id
      isViewer
    }
    picture {
      source
    }
    ...CommentList_post @arguments(count: $commentsMax)
  }
`
