import { graphql } from 'relay-runtime'

graphql`
  query AppQuery($where: PostFiltersInput) {
    viewer {
      id
      ...Wall_account
    }
    ...PostList_query @arguments(where: $where)
  }
`
