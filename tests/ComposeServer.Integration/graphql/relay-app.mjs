// Runs the compiled app with an unmodified Relay runtime: node relay-app.mjs URL FOLDER SESSION
// Operations are sent by their ids alone: queries and mutations by POST, the subscription over a WebSocket.
import { createClient } from 'graphql-ws'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import relay from 'relay-runtime'
import { WebSocket } from 'ws'

const { Environment, Network, Observable, RecordSource, Store } = relay
const { commitMutation, createOperationDescriptor, fetchQuery, getRequest, getSelector, requestSubscription } = relay
const [url, folder, session] = process.argv.slice(2)
const authorization = `DIDSession ${session}`
const require = createRequire(import.meta.url)
const artifact = (name) => require(join(folder, 'artifacts', `${name}.graphql.js`))
const print = (step, more) => console.log(JSON.stringify({ step, ...more }))

const sent = []
function named({ id, text, name }, variables) {
  if (text !== null) throw new Error(`${name} was not persisted`)
  sent.push(name)
  return { documentId: id, variables }
}

async function post(params, variables) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: authorization },
    body: JSON.stringify(named(params, variables)),
  })
  return response.json()
}

const socket = createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, connectionParams: { authorization } })
// This client sends nothing without a query, so it gets an empty one.
const follow = (params, variables) => Observable.create((sink) => socket.subscribe({ query: '', ...named(params, variables) }, sink))
const environment = new Environment({ network: Network.create(post, follow), store: new Store(new RecordSource()) })

const ask = (name, variables) => fetchQuery(environment, artifact(name), variables).toPromise()
const read = (name, reference) => environment.lookup(getSelector(artifact(name), reference)).data
const nodes = (connection) => connection.edges.map((edge) => edge.node)

const variables = { where: { where: { importance: { equalTo: 5 } } } }
environment.retain(createOperationDescriptor(getRequest(artifact('AppQuery')), variables))
const app = await ask('AppQuery', variables)
const list = () => read('PostList_query', app).postIndex
const posts = () => nodes(list()).map((node) => read('PostItem_post', node))
print('first page', { titles: posts().map((post) => post.title), hasNextPage: list().pageInfo.hasNextPage })

await ask('PostListPaginationQuery', { ...variables, count: 2, cursor: list().pageInfo.endCursor })
print('both pages', { titles: posts().map((post) => post.title), hasNextPage: list().pageInfo.hasNextPage })

const comments = () => read('CommentList_post', posts()[0])
const before = nodes(comments().comments).map((comment) => comment.text)
await ask('CommentListPaginationQuery', { id: nodes(list())[0].id, count: 5, cursor: comments().comments.pageInfo.endCursor })
print('comments', { before, texts: nodes(comments().comments).map((comment) => comment.text), count: comments().commentsCount })

const wall = () => read('Wall_account', app.viewer).postList
const newest = nodes(wall()).map((post) => post.title)
await ask('WallPaginationQuery', { id: app.viewer.id, count: 3, cursor: wall().pageInfo.startCursor })
print('wall', { newest, titles: nodes(wall()).map((post) => post.title) })

// From the beginning of the log, so that it does not matter which comes first, the mutation or the subscription.
const told = new Promise((resolve, reject) => {
  requestSubscription(environment, {
    subscription: artifact('PostChangesSubscription'),
    variables: { account: 'viewer', after: '0' },
    onNext: ({ postChanged }) => {
      const post = read('PostItem_post', postChanged.node)
      if (post.title === 'By Relay') resolve({ kind: postChanged.kind, id: postChanged.id, isViewer: post.author.isViewer })
    },
    onError: reject,
  })
})
const input = { content: { title: 'By Relay', audience: 'EVERYONE', publishedAt: '2026-01-01T00:00:00Z', importance: 5 } }
const { createPost } = await new Promise((resolve, reject) => {
  commitMutation(environment, {
    mutation: artifact('CreatePostMutation'),
    variables: { input, connections: [list().__id] },
    onCompleted: (data, errors) => (errors ? reject(new Error(JSON.stringify(errors))) : resolve(data)),
    onError: reject,
  })
})
const created = read('PostItem_post', createPost.document)
print('mutation', { id: createPost.document.id, title: created.title, titles: posts().map((post) => post.title) })
print('subscription', await told)
print('sent', { names: sent })
process.exit(0)
