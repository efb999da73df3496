// did:keys of the unmodified dids and key-did-provider-ed25519: writing through /api/v0, signing what GraphQL prepares, and checking
// what the server hands out.
// usage: node keys.mjs <url> <post model> <profile model>
import { DID } from 'dids'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import KeyDidResolver from 'key-did-resolver'
import { CID } from 'multiformats/cid'
import * as u8a from 'uint8arrays'
import { change, flipped, listGenesis, node, singleGenesis, step, toJson } from './wire.mjs'

const [url, postModel, profileModel] = process.argv.slice(2)
const server = node(url)
const keyOf = async (byte) => {
  const did = new DID({ provider: new Ed25519Provider(new Uint8Array(32).fill(byte)), resolver: KeyDidResolver.getResolver() })
  await did.authenticate()
  return did
}
const signed = async (did, payload) => toJson(await did.createDagJWS(payload))
const post = { title: 'Signed by a key', text: 'in JavaScript', publishedAt: '2026-12-01T00:00:00Z', audience: 'EVERYONE' }

const ada = await keyOf(7)
step('key', { id: ada.id })

const created = await server.create(await signed(ada, listGenesis(postModel, ada.id, post)))
step('create', created)
const { streamId, state } = created.body
const retitle = (value) => change(state, [{ op: 'replace', path: '/title', value }])
step('update', await server.commit(streamId, await signed(ada, retitle('Changed'))))

// The log as the server hands it out, checked by the library that signed it.
const { commits } = (await server.get(`commits/${streamId}`)).body
for (const { cid, value } of commits) {
  const { kid } = await ada.verifyJWS(value.jws)
  step('verified', { cid, kid, link: CID.parse(value.jws.link).toString() })
}

const begun = await server.create(singleGenesis(profileModel, ada.id))
step('begin profile', begun)
const fill = change(begun.body.state, [{ op: 'add', path: '/name', value: 'Ada' }])
step('fill profile', await server.commit(begun.body.streamId, await signed(ada, fill)))

// GraphQL prepares, the key signs here.
const request = {
  query: 'mutation ($content: PostInput!) { createPost(input: { content: $content }) { document { id title author { id } } } }',
  variables: { content: post },
}
const viewer = { 'ComposeDB-ViewerID': ada.id }
const prepared = await server.graphql({ ...request, extensions: { signing: 'prepare' } }, viewer)
step('prepare', prepared)
const events = []
for (const { id, block, cid, protected: header } of prepared.body.extensions.signing.events) {
  const { signatures } = await ada.createJWS(u8a.toString(CID.parse(cid).bytes, 'base64url'))
  const used = u8a.toString(u8a.fromString(signatures[0].protected, 'base64url'))
  step('header', { asked: header, used })
  events.push({ id, block, protected: used, signature: signatures[0].signature })
}
step('graphql', await server.graphql({ ...request, extensions: { signing: { events } } }, viewer))

// What must not pass.
const forged = await signed(ada, retitle('Forged'))
forged.jws.signatures[0].signature = flipped(forged.jws.signatures[0].signature, 'base64url')
step('signature turned over', await server.commit(streamId, forged))

const eve = await keyOf(8)
step('foreign key', await server.commit(streamId, await signed(eve, retitle('Taken over'))))
step('foreign genesis', await server.create(await signed(eve, listGenesis(postModel, ada.id, post))))
step('stale', await server.commit(streamId, await signed(ada, retitle('Too late'))))

const [event] = events
const bent = [{ ...event, signature: flipped(event.signature, 'base64url') }]
step('graphql signature turned over', await server.graphql({ ...request, extensions: { signing: { events: bent } } }, viewer))
