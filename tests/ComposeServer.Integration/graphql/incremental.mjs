// Takes answers in parts with unmodified clients: node incremental.mjs URL
// Each client asks the same; its line of JSON says in how many steps the answer came, and what it ended up with.
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core'
import { GraphQL17Alpha9Handler } from '@apollo/client/incremental'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWsClient } from 'graphql-ws'
import { Client, fetchExchange } from 'urql'
import { WebSocket } from 'ws'

const [url] = process.argv.slice(2)
const query = `query {
  postIndex(first: 3) {
    edges @stream(initialCount: 1) { node { id title ... @defer(label: "author") { author { id } } } }
    ... @defer(label: "page") { pageInfo { hasNextPage } }
  }
}`

const apollo = new ApolloClient({
  cache: new InMemoryCache(),
  link: new HttpLink({ uri: url, fetch }),
  incrementalHandler: new GraphQL17Alpha9Handler(),
})
const seen = []
await new Promise((resolve, reject) => {
  apollo.watchQuery({ query: gql(query), errorPolicy: 'all' }).subscribe({
    next: (result) => {
      if (!result.data) return
      seen.push(result.dataState)
      if (result.dataState === 'complete') {
        console.log(JSON.stringify({ step: 'Apollo Client', steps: seen.length, data: result.data, error: result.error?.message }))
        resolve()
      }
    },
    error: reject,
  })
})
apollo.stop()

const urql = new Client({ url, fetch, preferGetMethod: false, exchanges: [fetchExchange] })
await new Promise((resolve) => {
  let steps = 0
  // Version 5.0 puts items that are streamed in this form beside their list, so it is asked without.
  urql.query(query.replace(' @stream(initialCount: 1)', ''), {}).subscribe((result) => {
    steps++
    if (result.hasNext) return
    console.log(JSON.stringify({ step: 'urql', steps, data: result.data, error: result.error?.message }))
    resolve()
  })
})

const collect = (client) => new Promise((resolve, reject) => {
  const payloads = []
  client.subscribe({ query }, { next: (payload) => payloads.push(payload), error: reject, complete: () => resolve(payloads) })
})
const sse = createSseClient({ url, fetchFn: fetch })
console.log(JSON.stringify({ step: 'graphql-sse', payloads: await collect(sse) }))
sse.dispose()
const ws = createWsClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket })
console.log(JSON.stringify({ step: 'graphql-ws', payloads: await collect(ws) }))
await ws.dispose()
process.exit(0)
