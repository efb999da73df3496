// Sessions of the unmodified did-session, used in both ways: signing here and posting to /api/v0, and lent to the GraphQL endpoint.
// usage: node sessions.mjs <url> <post model> <profile model>
import { DIDSession } from 'did-session'
import * as u8a from 'uint8arrays'
import { change, flipped, listGenesis, node, step, toJson } from './wire.mjs'
import { authMethodOf } from './wallet.mjs'

const [url, postModel, profileModel] = process.argv.slice(2)
const server = node(url)
const ada = await authMethodOf('0x' + '07'.repeat(32))
const only = { resources: [`ceramic://*?model=${postModel}`] }
const post = { title: 'Signed by did-session', text: 'in JavaScript', publishedAt: '2026-12-01T00:00:00Z', audience: 'EVERYONE' }

const signed = async (session, payload) => toJson(await session.did.createDagJWS(payload))
const newPost = (session, content = post) => listGenesis(postModel, session.did.parent, content)

const session = await DIDSession.authorize(ada, only)
step('session', { parent: session.did.parent, text: await session.serialize() })

const created = await server.create(await signed(session, newPost(session)))
step('create', created)
const { streamId, state } = created.body
step('update', await server.commit(streamId, await signed(session, change(state, [{ op: 'replace', path: '/title', value: 'Changed' }]))))
step('commits', await server.get(`commits/${streamId}`))

const mutation = `mutation ($content: PostInput!) {
  createPost(input: { content: $content }) { document { id title author { id } } viewer { id } }
}`
const lend = (text) => server.graphql({ query: mutation, variables: { content: post } }, { authorization: `DIDSession ${text}` })
step('graphql', await lend(await session.serialize()))

// What must not pass.
const forged = await signed(session, newPost(session))
forged.jws.signatures[0].signature = flipped(forged.jws.signatures[0].signature, 'base64url')
step('signature turned over', await server.create(forged))

const other = await signed(session, newPost(session, { ...post, title: 'Another' }))
step('payload exchanged', await server.create({ ...(await signed(session, newPost(session))), linkedBlock: other.linkedBlock }))

const eve = await DIDSession.authorize(await authMethodOf('0x' + '08'.repeat(32)), only)
step('foreign controller', await server.create(await signed(eve, newPost(session))))

const narrow = await DIDSession.authorize(ada, { resources: [`ceramic://*?model=${profileModel}`] })
step('narrowed session', await server.create(await signed(narrow, newPost(narrow))))
step('narrowed session lent', await lend(await narrow.serialize()))

const members = JSON.parse(u8a.toString(u8a.fromString(await session.serialize(), 'base64url')))
members.cacao.p.resources = ['ceramic://*']
const widened = u8a.toString(u8a.fromString(JSON.stringify(members)), 'base64url')
step('widened session', await server.create(await signed(await DIDSession.fromSession(widened), newPost(session))))
step('widened session lent', await lend(widened))
