// GraphQL executed in the client over the node API: @composedb/client as published, signing with did:keys.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { ComposeClient } from '@composedb/client'
import { Composite } from '@composedb/devtools'
import { differences } from './differences.mjs'
import { adminKey, clientOf, keyOf, step, url } from './scene.mjs'
import { ask, askInVain, createPost, sdl, titlesOf } from './social.mjs'

const admin = await clientOf(await adminKey())
const composite = await Composite.create({ ceramic: admin, schema: sdl })
const definition = composite.toRuntime()
const clientFor = async (did) => {
  const client = new ComposeClient({ ceramic: url, definition })
  if (did) client.setDID(did)
  return client
}
const [ada, bob] = await Promise.all([keyOf(), keyOf()].map(async (did) => clientFor(await did)))
const nobody = await clientFor()

// Who is looking.
assert.deepEqual(await ask(nobody, '{ viewer { id } }'), { viewer: null })
assert.deepEqual(await ask(ada, '{ viewer { id isViewer } }'), { viewer: { id: ada.id, isViewer: true } })
assert.deepEqual(await ask(ada, 'query ($id: ID!) { node(id: $id) { id ... on CeramicAccount { isViewer } } }', { id: bob.id }), {
  node: { id: bob.id, isViewer: false },
})
assert.match(await askInVain(nobody, 'mutation { setProfile(input: { content: { name: "No one" } }) { document { id } } }'), /not authenticated|No DID/)
step('viewer', { ada: ada.id, bob: bob.id })

// LIST: create, read, update.
const written = (day) => `2026-12-0${day}T10:00:00Z`
const content = [
  { title: 'One', rank: 2, topic: 'ART', written: written(1), place: { name: 'Ulm', zip: 89073 }, tags: ['a', 'b'] },
  { title: 'Two', rank: 10, topic: 'BOOKS', written: written(2) },
  { title: 'Three', rank: 1, topic: 'ART', written: written(3) },
  { title: 'Four', rank: 30, written: written(4) },
]
const posts = []
for (const one of content) posts.push(await createPost(ada, one))
posts.push(await createPost(bob, { title: 'Five', rank: 4, topic: 'CITIES', written: written(5) }))
assert.deepEqual(posts.map(({ author }) => author.id), [ada.id, ada.id, ada.id, ada.id, bob.id])
const whole = `... on Post { id version title rank topic written place { name zip } tags author { id } }`
const read = (client, id) => ask(client, `query ($id: ID!) { node(id: $id) { ${whole} } }`, { id })
assert.deepEqual((await read(bob, posts[0].id)).node, { id: posts[0].id, version: posts[0].version, ...content[0], author: { id: ada.id } })
step('create', { ids: posts.map(({ id }) => id), model: composite.getModelID('Post') })

const update = `mutation ($i: UpdatePostInput!) { updatePost(input: $i) { document { ${whole} } clientMutationId } }`
const changed = await ask(ada, update, { i: { id: posts[0].id, content: { rank: 3, tags: null }, clientMutationId: 'm' } })
assert.deepEqual(changed.updatePost.clientMutationId, 'm')
assert.deepEqual(
  { ...changed.updatePost.document, version: 0 },
  { id: posts[0].id, version: 0, ...content[0], rank: 3, tags: null, author: { id: ada.id } },
)
assert.notEqual(changed.updatePost.document.version, posts[0].version)
const replaced = await ask(ada, update, {
  i: { id: posts[0].id, content: { title: 'One!', rank: 3, written: written(1) }, options: { replace: true } },
})
assert.deepEqual([replaced.updatePost.document.topic, replaced.updatePost.document.title], [null, 'One!'])
assert.deepEqual((await read(nobody, posts[0].version)).node.title, 'One')
step('update', { version: replaced.updatePost.document.version })

const refused = {
  version: await askInVain(ada, update, { i: { id: posts[0].id, content: { rank: 5 }, options: { version: posts[0].version } } }),
  schema: await askInVain(ada, update, { i: { id: posts[0].id, content: { rank: -1 } } }),
  foreign: await askInVain(bob, update, { i: { id: posts[0].id, content: { rank: 6 } } }),
  field: await askInVain(ada, '{ postIndex(first: 1) { edges { node { nothing } } } }'),
  size: await askInVain(ada, '{ postIndex { edges { node { id } } } }'),
}
assert.match(refused.version, /Stream version mismatch/)
assert.match(refused.schema, /data\/rank must be >= 0/)
assert.match(refused.foreign, /signature/)
assert.match(refused.field, /Cannot query field "nothing" on type "Post"/)
assert.match(refused.size, /Missing "first" or "last" connection argument/)
assert.equal((await read(nobody, posts[0].id)).node.rank, 3)
step('refused', refused)

// SINGLE and SET.
const setProfile = 'mutation ($i: SetProfileInput!) { setProfile(input: $i) { document { id name bio account { id } } viewer { id } } }'
const profile = await ask(ada, setProfile, { i: { content: { name: 'Ada', bio: 'Countess' } } })
const second = await ask(ada, setProfile, { i: { content: { name: 'Ada L.' } } })
assert.deepEqual(second.setProfile, { document: { ...profile.setProfile.document, name: 'Ada L.', bio: null }, viewer: { id: ada.id } })
assert.deepEqual(await ask(ada, '{ viewer { profile { name } } }'), { viewer: { profile: { name: 'Ada L.' } } })
assert.deepEqual(await ask(bob, '{ viewer { profile { name } } }'), { viewer: { profile: null } })
const setLike = 'mutation ($i: SetLikeInput!) { setLike(input: $i) { document { id weight post { title } } } }'
const like = await ask(ada, setLike, { i: { content: { postID: posts[0].id, weight: 1 } } })
const liked = await ask(ada, setLike, { i: { content: { postID: posts[0].id, weight: 2 } } })
assert.deepEqual(liked.setLike.document, { id: like.setLike.document.id, weight: 2, post: { title: 'One!' } })
await ask(bob, setLike, { i: { content: { postID: posts[0].id } } })
step('set', { profile: profile.setProfile.document.id, like: like.setLike.document.id })

// Relations and counts.
const createComment = 'mutation ($i: CreateCommentInput!) { createComment(input: $i) { document { id post { title } } } }'
for (const [client, text] of [[bob, 'first'], [ada, 'second'], [bob, 'third']])
  await ask(client, createComment, { i: { content: { postID: posts[0].id, text } } })
const related = await ask(
  ada,
  `query ($id: ID!) { node(id: $id) { ... on Post { commentsCount likesCount
    mine: commentsCount(account: "viewer") his: commentsCount(filters: { where: { text: { in: ["first", "second"] } } })
    comments(first: 2) { edges { node { text author { id profile { name } } post { id } } } pageInfo { hasNextPage } }
    written: comments(last: 5, account: "documentAccount") { edges { node { text } } } } } }`,
  { id: posts[0].id },
)
assert.deepEqual(related.node, {
  commentsCount: 3,
  likesCount: 2,
  mine: 1,
  his: 2,
  comments: {
    edges: [
      { node: { text: 'first', author: { id: bob.id, profile: null }, post: { id: posts[0].id } } },
      { node: { text: 'second', author: { id: ada.id, profile: { name: 'Ada L.' } }, post: { id: posts[0].id } } },
    ],
    pageInfo: { hasNextPage: true },
  },
  written: { edges: [{ node: { text: 'second' } }] },
})
assert.deepEqual(
  await ask(bob, 'query ($id: CeramicStreamID!) { viewer { postListCount commentListCount like(with: { postID: $id }) { post { title } } } }', { id: posts[0].id }),
  { viewer: { postListCount: 1, commentListCount: 2, like: { post: { title: 'One!' } } } },
)
step('relations', related.node)

// Pages, filters, sorting.
const page = async (args) => (await ask(nobody, `{ postIndex(${args}) { edges { node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`)).postIndex
const first = await page('first: 2')
const next = await page(`first: 2, after: "${first.pageInfo.endCursor}"`)
const last = await page('last: 2')
const previous = await page(`last: 2, before: "${last.pageInfo.startCursor}"`)
assert.deepEqual([first, next, last, previous].map(titlesOf), [['One!', 'Two'], ['Three', 'Four'], ['Four', 'Five'], ['Two', 'Three']])
assert.deepEqual([first.pageInfo.hasNextPage, last.pageInfo.hasPreviousPage, next.pageInfo.hasNextPage], [true, true, true])
const where = async (filters, rest = '') => titlesOf(await page(`first: 10, filters: ${filters}${rest}`))
assert.deepEqual(await where('{ where: { rank: { greaterThan: 3 } } }'), ['Two', 'Four', 'Five'])
assert.deepEqual(await where('{ where: { topic: { equalTo: BOOKS } } }'), ['Two'])
assert.deepEqual(await where('{ or: [{ where: { topic: { in: [ART, CITIES] } } }, { where: { rank: { equalTo: 30 } } }] }'), ['Three', 'Four', 'Five'])
assert.deepEqual(await where('{ not: { where: { rank: { lessThan: 10 } } } }'), ['Two', 'Four'])
assert.deepEqual(await where('{ where: { topic: { isNull: true } } }'), ['One!', 'Four'])
assert.deepEqual(await where('{ where: { written: { greaterThanOrEqualTo: "2026-12-04T00:00:00Z" } } }', ', sorting: { written: DESC }'), ['Five', 'Four'])
assert.deepEqual(await where('{ where: { rank: { notIn: [1, 30] } } }'), differences.ranksNotIn)
const mine = await ask(ada, '{ viewer { postList(last: 2, sorting: { written: ASC }) { edges { node { title } } } } postCount all: postCount(filters: { where: { rank: { lessThan: 5 } } }) }')
assert.deepEqual([titlesOf(mine.viewer.postList), mine.postCount, mine.all], [['Three', 'Four'], 5, 3])
step('index', { pages: [first, next, last, previous].map(titlesOf) })

// Hidden and shown again.
const enable = 'mutation ($i: EnableIndexingPostInput!) { enableIndexingPost(input: $i) { document { id } } }'
const hidden = await ask(ada, enable, { i: { id: posts[1].id, shouldIndex: false } })
assert.deepEqual(titlesOf(await page('first: 10')), ['One!', 'Three', 'Four', 'Five'])
await ask(ada, enable, { i: { id: posts[1].id, shouldIndex: true } })
assert.equal((await ask(nobody, '{ postCount }')).postCount, 5)
step('hidden', { document: hidden.enableIndexingPost.document })
