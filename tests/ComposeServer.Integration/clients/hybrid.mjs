// The hybrid mode of @composedb/client: with `serverURL`, queries go to a GraphQL server and mutations are signed here and go to the node.
// This server is both; before the former node stands the GraphQL server that was made for it, @composedb/server.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { ComposeClient } from '@composedb/client'
import { Composite } from '@composedb/devtools'
import { startGraphQLServer } from '@composedb/server'
import { differences } from './differences.mjs'
import { adminKey, clientOf, former, keyOf, step, url } from './scene.mjs'
import { ask, askInVain, createPost, sdl, serve, titlesOf } from './social.mjs'

const admin = await clientOf(await adminKey())
const composite = await Composite.create({ ceramic: admin, schema: sdl })
const definition = composite.toRuntime()
if (!former) await serve(admin, composite)
const theirs = former && (await startGraphQLServer({ ceramic: url, definition }))
const endpoint = former ? `http://127.0.0.1:${theirs.port}/graphql` : `${url}/graphql`

// What the client sends passes through here, to be looked at.
const sent = []
const between = createServer(async (request, answer) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts)
  sent.push({ viewer: request.headers['composedb-viewerid'] ?? null, ...JSON.parse(body) })
  const reply = await fetch(endpoint, {
    method: request.method,
    headers: {
      'content-type': request.headers['content-type'],
      accept: request.headers.accept ?? '*/*',
      ...(request.headers['composedb-viewerid'] && { 'composedb-viewerid': request.headers['composedb-viewerid'] }),
    },
    body,
  })
  answer.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') })
  answer.end(Buffer.from(await reply.arrayBuffer()))
})
await new Promise((listening) => between.listen(0, '127.0.0.1', listening))
const serverURL = `http://127.0.0.1:${between.address().port}/graphql`

const clientFor = (did) => {
  const client = new ComposeClient({ ceramic: url, definition, serverURL })
  if (did) client.setDID(did)
  return client
}
const ada = clientFor(await keyOf())
const nobody = clientFor()

assert.deepEqual(await ask(nobody, '{ viewer { id } }'), { viewer: null })
assert.equal(sent.at(-1).viewer, null)
assert.deepEqual(await ask(ada, '{ viewer { id isViewer } }'), { viewer: { id: ada.id, isViewer: false } })
assert.equal(sent.at(-1).viewer, ada.id)
step('viewer', { viewer: ada.id })

// Mutations do not pass by the server, and it reads what they wrote.
const before = sent.length
const written = (day) => `2026-12-0${day}T10:00:00Z`
const posts = []
for (const [at, title] of ['One', 'Two', 'Three'].entries())
  posts.push(await createPost(ada, { title, rank: at, written: written(at + 1) }))
const create = 'mutation ($i: CreateCommentInput!) { createComment(input: $i) { document { id } } }'
await ask(ada, create, { i: { content: { postID: posts[0].id, text: 'first' } } })
await ask(ada, 'mutation ($i: SetProfileInput!) { setProfile(input: $i) { document { id } } }', { i: { content: { name: 'Ada' } } })
assert.deepEqual(sent.slice(before), [])
step('written', { posts: posts.map(({ id }) => id) })

const page = await ask(
  ada,
  `query Page($filters: PostFiltersInput, $size: Int = 2) {
    postIndex(first: $size, filters: $filters, sorting: { rank: DESC }) { ...titles pageInfo { hasNextPage endCursor } }
    viewer { ... on CeramicAccount { profile { name } postListCount } }
  }
  fragment titles on PostConnection { edges { node { title commentsCount author { id } } } }`,
  { filters: { where: { rank: { lessThan: 2 } } } },
)
assert.deepEqual(titlesOf(page.postIndex), ['Two', 'One'])
assert.deepEqual(page.postIndex.edges[1].node, { title: 'One', commentsCount: 1, author: { id: ada.id } })
assert.deepEqual([page.viewer, page.postIndex.pageInfo.hasNextPage], [{ profile: { name: 'Ada' }, postListCount: 3 }, false])
step('page', { titles: titlesOf(page.postIndex) })

// Operations of one tick become one document with aliases.
const at = sent.length
const [one, count, none] = await Promise.all([
  ask(ada, 'query ($id: ID!) { node(id: $id) { ... on Post { title comments(first: 1) { edges { node { text post { title } } } } } } }', { id: posts[0].id }),
  ask(ada, '{ postCount mine: postCount(filters: { where: { rank: { equalTo: 1 } } }) }'),
  ask(ada, 'query ($id: ID!) { node(id: $id) { id ... on CeramicAccount { postListCount } } }', { id: ada.id }),
])
assert.deepEqual(one.node, { title: 'One', comments: { edges: [{ node: { text: 'first', post: { title: 'One' } } }] } })
assert.deepEqual(count, { postCount: 3, mine: 1 })
assert.deepEqual(none.node, { id: ada.id, postListCount: 3 })
assert.ok(sent.length > at && sent.slice(at).every(({ viewer }) => viewer === ada.id))
step('batch', { requests: sent.length - at })

assert.match(await askInVain(ada, '{ postIndex { edges { node { id } } } }'), differences.sizeIsMissing)
const missing = await askInVain(ada, 'query ($id: ID!) { node(id: $id) { id } }', { id: 'kjz' })
step('errors', { missing })

between.close()
await theirs?.stop()
process.exit(0)
