// Subscribes with unmodified clients: node subscribe.mjs URL SESSION
// Each client gets the changes of posts that this script writes meanwhile, and its own line of JSON.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { getMainDefinition } from '@apollo/client/utilities'
import { createClient as createSseClient } from 'graphql-sse'
import { createClient as createWsClient } from 'graphql-ws'
import { SubscriptionClient } from 'subscriptions-transport-ws'
import { Client, fetchExchange, subscriptionExchange } from 'urql'
import { WebSocket } from 'ws'

const [url, session] = process.argv.slice(2)
const socketUrl = url.replace(/^http/, 'ws')
const query = 'subscription { postChanged(account: "viewer") { kind position node { title author { isViewer } } } }'
const connectionParams = { authorization: `DIDSession ${session}` }
const headers = { Authorization: `DIDSession ${session}` }

async function write(title) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($title: String!) { createPost(input: { content: { title: $title, audience: EVERYONE, publishedAt: "2026-01-01T00:00:00Z" } }) { document { id } } }',
      variables: { title },
    }),
  })
  const { errors } = await response.json()
  if (errors) throw new Error(JSON.stringify(errors))
}

// Writes until the first change has come, then says which one it was.
async function check(step, listen) {
  const titles = []
  let stop
  const first = new Promise((resolve, reject) => {
    stop = listen({ next: resolve, error: (error) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))) })
  })
  let isThere = false
  first.then(() => (isThere = true), () => (isThere = true))
  for (let i = 0; !isThere && i < 100; i++) {
    titles.push(`${step} ${i}`)
    await write(titles[i])
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const { data, errors } = await first
  await stop()
  console.log(JSON.stringify({ step, data, errors, isOwn: titles.includes(data?.postChanged?.node?.title) }))
}

const ws = createWsClient({ url: socketUrl, webSocketImpl: WebSocket, connectionParams })
await check('graphql-ws', (sink) => ws.subscribe({ query }, { ...sink, complete: () => {} }))

const over = await new Promise((resolve, reject) => {
  const answers = []
  ws.subscribe({ query: '{ postCount }' }, { next: (answer) => answers.push(answer), error: reject, complete: () => resolve(answers) })
})
console.log(JSON.stringify({ step: 'query over graphql-ws', answers: over }))

const refused = await new Promise((resolve) => {
  ws.subscribe({ query: 'subscription { nonsense }' }, { next: resolve, error: resolve, complete: () => resolve('completed') })
})
console.log(JSON.stringify({ step: 'refused over graphql-ws', errors: refused }))
await ws.dispose()

const sse = createSseClient({ url, headers, fetchFn: fetch })
await check('graphql-sse', (sink) => sse.subscribe({ query }, { ...sink, complete: () => {} }))
sse.dispose()

const old = new SubscriptionClient(socketUrl, { connectionParams, reconnect: false }, WebSocket)
await check('subscriptions-transport-ws', (sink) => {
  const running = old.request({ query }).subscribe(sink)
  return () => running.unsubscribe()
})
old.close()

const apolloSocket = createWsClient({ url: socketUrl, webSocketImpl: WebSocket, connectionParams })
const apollo = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ query: document }) => getMainDefinition(document).operation === 'subscription',
    new GraphQLWsLink(apolloSocket),
    new HttpLink({ uri: url, headers, fetch }),
  ),
})
await check('Apollo Client', (sink) => {
  const running = apollo.subscribe({ query: gql(query) }).subscribe(sink)
  return () => running.unsubscribe()
})
const page = await apollo.query({ query: gql('{ postIndex(first: 2) { edges { node { id title } } pageInfo { hasNextPage } } viewer { id } }') })
console.log(JSON.stringify({ step: 'query by Apollo Client', data: page.data }))
apollo.stop()
await apolloSocket.dispose()

const urqlSocket = createWsClient({ url: socketUrl, webSocketImpl: WebSocket, connectionParams })
const urql = new Client({
  url,
  fetch,
  fetchOptions: { headers },
  preferGetMethod: false,
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (request) => ({
        subscribe: (sink) => ({ unsubscribe: urqlSocket.subscribe({ query: request.query, variables: request.variables }, sink) }),
      }),
    }),
  ],
})
await check('urql', (sink) => {
  const running = urql.subscription(query, {}).subscribe((answer) => (answer.error ? sink.error(answer.error) : sink.next(answer)))
  return () => running.unsubscribe()
})
const urqlPage = await urql.query('{ postIndex(first: 2) { edges { node { id title } } } }', {}).toPromise()
console.log(JSON.stringify({ step: 'query by urql', data: urqlPage.data, error: urqlPage.error?.message }))
await urqlSocket.dispose()
process.exit(0)
