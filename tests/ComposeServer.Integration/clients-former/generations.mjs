// The generations before the newest, as published: composedb 0.7.1 over http-client 5.16.0, 0.6.1 over its http-client 3.4.1, with
// http-client 4.0.0 for the administrator, and 0.5.1 over http-client 2.36.0.
// usage: node generations.mjs --url <url> --admin-seed <64 hex> [--former kubo|ceramic-one]
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { ComposeClient as ComposeClient05 } from 'client-0.5'
import { ComposeClient as ComposeClient06 } from 'client-0.6'
import { ComposeClient as ComposeClient07 } from 'client-0.7'
import { Composite as Composite05 } from 'devtools-0.5'
import { Composite as Composite06 } from 'devtools-0.6'
import { Composite as Composite07 } from 'devtools-0.7'
import { DID } from 'dids'
import { CeramicClient as CeramicClient2 } from 'http-client-2'
import { CeramicClient as CeramicClient4 } from 'http-client-4'
import { CeramicClient as CeramicClient5 } from 'http-client-5'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import KeyDidResolver from 'key-did-resolver'

const { values } = parseArgs({
  options: { url: { type: 'string' }, 'admin-seed': { type: 'string' }, former: { type: 'string' } },
})
const step = (name, value) => console.log(JSON.stringify({ step: name, ...value }))
const tag = Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')

const keyOf = async (seed = crypto.getRandomValues(new Uint8Array(32))) => {
  const did = new DID({ provider: new Ed25519Provider(seed), resolver: KeyDidResolver.getResolver() })
  await did.authenticate()
  return did
}

const models = `
type Profile @createModel(accountRelation: SINGLE, description: "Profile ${tag}") {
  name: String! @string(maxLength: 50)
}
type Post @createModel(accountRelation: LIST, description: "Post ${tag}") @createIndex(fields: [{ path: ["rank"] }]) {
  author: DID! @documentAccount
  version: CommitID! @documentVersion
  title: String! @string(maxLength: 100)
  rank: Int!
}`

/** One of them says its relations in the same SDL, the other loads the model that they lead to. */
const comments = (post) => `
${post ? `type Post @loadModel(id: "${post}") { id: ID! }` : ''}
type Comment @createModel(accountRelation: LIST, description: "Comment ${tag}") {
  postID: StreamID! @documentReference(model: "Post")
  post: Post! @relationDocument(property: "postID")
  text: String! @string(maxLength: 500)
}`

const titlesOf = ({ edges }) => edges.map(({ node }) => node.title)

async function run(generation, { Ceramic, Compose, Composites, composites, setter = 'create' }) {
  const told = (name, value) => step(`${generation} ${name}`, value)
  const clientOf = async (did) => {
    const ceramic = new Ceramic(values.url)
    ceramic.did = did
    return ceramic
  }
  const admin = await clientOf(await keyOf(new Uint8Array(Buffer.from(values['admin-seed'], 'hex'))))

  // A composite, made, deployed, written and read.
  const composite = await composites(admin)
  const definition = composite.toRuntime()
  assert.deepEqual(Object.keys(definition.models).sort(), ['Comment', 'Post', 'Profile'])
  await composite.startIndexingOn(admin)
  const indexed = (await admin.admin.getIndexedModelData()).map(({ streamID }) => String(streamID))
  assert.deepEqual(composite.modelIDs.filter((id) => !indexed.includes(id)), [])
  assert.deepEqual((await Composites.fromJSON({ ceramic: admin, definition: composite.toJSON() })).toJSON(), composite.toJSON())
  const post = definition.models.Post.id
  told('deploy', { models: composite.modelIDs.length })

  const [ada, bob] = [await keyOf(), await keyOf()]
  const clientFor = async (did) => {
    const client = new Compose({ ceramic: values.url, definition })
    client.setDID(did)
    return client
  }
  const [hers, his] = [await clientFor(ada), await clientFor(bob)]
  const ask = async (client, source, variables) => {
    const { data, errors } = await client.executeQuery(source, variables)
    assert.equal(errors, undefined, errors?.map(({ message }) => message).join('\n'))
    return JSON.parse(JSON.stringify(data))
  }

  // Written.
  const create = 'mutation ($i: CreatePostInput!) { createPost(input: $i) { document { id version author { id } } } }'
  const posts = []
  for (const [client, title, rank] of [[hers, 'One', 2], [hers, 'Two', 10], [his, 'Three', 1]])
    posts.push((await ask(client, create, { i: { content: { title, rank } } })).createPost.document)
  assert.deepEqual(posts.map(({ author }) => author.id), [ada.id, ada.id, bob.id])
  const update = 'mutation ($i: UpdatePostInput!) { updatePost(input: $i) { document { title rank version } } }'
  const changed = (await ask(hers, update, { i: { id: posts[0].id, content: { rank: 3 } } })).updatePost.document
  assert.deepEqual([changed.title, changed.rank], ['One', 3])
  assert.notEqual(changed.version, posts[0].version)
  const refused = await his.executeQuery(update, { i: { id: posts[0].id, content: { rank: 4 } } })
  assert.match(refused.errors[0].message, /signature/)
  const [inputType, setProfile] = setter === 'set' ? ['SetProfileInput', 'setProfile'] : ['CreateProfileInput', 'createProfile']
  const profile = `mutation ($i: ${inputType}!) { ${setProfile}(input: $i) { document { id name } } }`
  const first = (await ask(hers, profile, { i: { content: { name: 'Ada' } } }))[setProfile].document
  const second = (await ask(hers, profile, { i: { content: { name: 'Ada L.' } } }))[setProfile].document
  assert.deepEqual(second, { id: first.id, name: 'Ada L.' })
  const comment = 'mutation ($i: CreateCommentInput!) { createComment(input: $i) { document { text post { title } } } }'
  const said = (await ask(his, comment, { i: { content: { postID: posts[0].id, text: 'Hm' } } })).createComment.document
  assert.deepEqual(said, { text: 'Hm', post: { title: 'One' } })
  told('written', { posts: posts.map(({ id }) => id), profile: first.id, account: ada.id, model: definition.models.Profile.id })

  // Read.
  const seen = await ask(
    hers,
    '{ viewer { id profile { name } postList(first: 5) { edges { node { title } } } } postIndex(first: 2) { edges { node { title } } pageInfo { hasNextPage endCursor } } }',
  )
  assert.deepEqual(seen.viewer, {
    id: ada.id,
    profile: { name: 'Ada L.' },
    postList: { edges: [{ node: { title: 'One' } }, { node: { title: 'Two' } }] },
  })
  assert.deepEqual([titlesOf(seen.postIndex), seen.postIndex.pageInfo.hasNextPage], [['One', 'Two'], true])
  const rest = await ask(hers, 'query ($after: String!) { postIndex(first: 2, after: $after) { edges { node { title } } pageInfo { hasNextPage } } }', {
    after: seen.postIndex.pageInfo.endCursor,
  })
  assert.deepEqual(rest.postIndex, { edges: [{ node: { title: 'Three' } }], pageInfo: { hasNextPage: false } })
  const found = await ask(
    hers,
    '{ postIndex(first: 5, filters: { where: { rank: { lessThan: 5 } } }, sorting: { rank: ASC }) { edges { node { title } } } postCount all: postCount(filters: { where: { rank: { greaterThan: 2 } } }) }',
  )
  assert.deepEqual([titlesOf(found.postIndex), found.postCount, found.all], [['Three', 'One'], 3, 2])
  told('read', { titles: titlesOf(found.postIndex) })

  // The node client beneath.
  const stream = await admin.loadStream(posts[0].id)
  assert.deepEqual([stream.content, stream.state.log.length], [{ title: 'One', rank: 3 }, 2])
  assert.deepEqual((await admin.loadStream(posts[0].version)).content, { title: 'One', rank: 2 })
  const many = await admin.multiQuery([{ streamId: posts[0].id }, { streamId: posts[1].id }])
  assert.deepEqual(Object.values(many).map(({ content }) => content.title), ['One', 'Two'])
  const commits = await admin.loadStreamCommits(posts[0].id)
  assert.deepEqual(commits.map(({ cid }) => cid), stream.state.log.map(({ cid }) => cid.toString()))
  const page = await admin.index.query({ model: post, account: bob.id, first: 5 })
  assert.deepEqual(page.edges.map(({ node }) => node.content), [{ title: 'Three', rank: 1 }])
  assert.equal(await admin.index.count({ models: [post] }), 3)
  told('node', { entries: commits.length })
}

const inOneSdl = (Composites) => (ceramic) => Composites.create({ ceramic, schema: models + comments() })

await run('0.7', {
  Ceramic: CeramicClient5,
  Compose: ComposeClient07,
  Composites: Composite07,
  composites: inOneSdl(Composite07),
  setter: 'set',
})
await run('0.6', {
  Ceramic: CeramicClient4,
  Compose: ComposeClient06,
  Composites: Composite06,
  composites: inOneSdl(Composite06),
})
await run('0.5', {
  Ceramic: CeramicClient2,
  Compose: ComposeClient05,
  Composites: Composite05,
  composites: async (ceramic) => {
    const first = await Composite05.create({ ceramic, schema: models })
    return first.merge(await Composite05.create({ ceramic, schema: comments(first.toRuntime().models.Post.id) }))
  },
})
