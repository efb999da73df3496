// Ethereum accounts write through @composedb/client with sessions of did-session, made by both forms of @didtools/pkh-ethereum that are in
// use: 0.5 signs the lower-case address, 0.6 the checksummed one (EIP-55).
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { ComposeClient } from '@composedb/client'
import { Composite } from '@composedb/devtools'
import * as checksummed from '@didtools/pkh-ethereum'
import { DIDSession } from 'did-session'
import { Wallet } from 'ethers'
import * as lowerCase from 'former-pkh-ethereum'
import { differences } from './differences.mjs'
import { adminKey, clientOf, step, url } from './scene.mjs'
import { ask, askInVain, createPost, sdl } from './social.mjs'
import { authMethodOf } from './wallet.mjs'

const composite = await Composite.create({ ceramic: await clientOf(await adminKey()), schema: sdl })
const definition = composite.toRuntime()
const written = '2026-12-01T10:00:00Z'

for (const [name, pkh] of [['0.5', lowerCase], ['0.6', checksummed]]) {
  const wallet = Wallet.createRandom()
  const method = await authMethodOf(wallet.privateKey, pkh)
  const client = new ComposeClient({ ceramic: url, definition })
  assert.deepEqual([...client.resources].sort(), composite.modelIDs.map((id) => `ceramic://*?model=${id}`).sort())
  const session = await DIDSession.authorize(method, { resources: client.resources })
  client.setDID(session.did)
  const account = `did:pkh:eip155:1:${wallet.address.toLowerCase()}`
  assert.equal(client.id, account)

  if (name === '0.6' && !differences.takesChecksummedAddresses) {
    const query = 'mutation ($i: CreatePostInput!) { createPost(input: $i) { document { id } } }'
    const refused = await askInVain(client, query, { i: { content: { title: name, rank: 1, written } } })
    assert.match(refused, /Signature does not belong to issuer/)
    step(name, { account, refused })
    continue
  }

  const post = await createPost(client, { title: name, rank: 1, written })
  assert.equal(post.author.id, account)
  await ask(client, 'mutation ($i: UpdatePostInput!) { updatePost(input: $i) { document { id } } }', { i: { id: post.id, content: { rank: 2 } } })
  await ask(client, 'mutation ($i: SetProfileInput!) { setProfile(input: $i) { document { id } } }', { i: { content: { name: 'Wallet' } } })

  // The session of another day: read from its text.
  const restored = new ComposeClient({ ceramic: url, definition })
  restored.setDID((await DIDSession.fromSession(await session.serialize())).did)
  await ask(restored, 'mutation ($i: SetLikeInput!) { setLike(input: $i) { document { id } } }', { i: { content: { postID: post.id } } })
  const seen = await ask(restored, '{ viewer { id isViewer profile { name } postList(first: 5) { edges { node { title rank likesCount author { id } } } } } }')
  assert.deepEqual(seen.viewer, {
    id: account,
    isViewer: true,
    profile: { name: 'Wallet' },
    postList: { edges: [{ node: { title: name, rank: 2, likesCount: 1, author: { id: account } } }] },
  })

  // A session for one model does not write documents of another.
  const narrow = new ComposeClient({ ceramic: url, definition })
  const resources = [`ceramic://*?model=${composite.getModelID('Post')}`]
  narrow.setDID((await DIDSession.authorize(await authMethodOf(wallet.privateKey, pkh), { resources })).did)
  await createPost(narrow, { title: 'Narrow', rank: 0, written })
  const refused = await askInVain(narrow, 'mutation ($i: SetProfileInput!) { setProfile(input: $i) { document { id } } }', {
    i: { content: { name: 'Other' } },
  })
  assert.match(refused, /Capability does not have appropriate permissions/)
  step(name, { account, post: post.id, refused })
}
