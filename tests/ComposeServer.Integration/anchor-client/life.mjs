// The life of anchors as the unmodified HTTP client sees it: a tile and a document, from their creation to reading them as they were.
// usage: node life.mjs <url> <post model>
import { AnchorStatus } from '@ceramicnetwork/common'
import { CeramicClient } from '@ceramicnetwork/http-client'
import { ModelInstanceDocument } from '@ceramicnetwork/stream-model-instance'
import { TileDocument } from '@ceramicnetwork/stream-tile'
import { StreamID } from '@ceramicnetwork/streamid'
import { DID } from 'dids'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import KeyDidResolver from 'key-did-resolver'

const [url, postModel] = process.argv.slice(2)
const ceramic = new CeramicClient(url)
const did = new DID({ provider: new Ed25519Provider(new Uint8Array(32).fill(7)), resolver: KeyDidResolver.getResolver() })
await did.authenticate()
ceramic.did = did

const step = (name, value) => console.log(JSON.stringify({ step: name, ...value }))
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** What a client holds of a stream. */
const show = (stream) => ({
  id: stream.id.toString(),
  tip: stream.tip.toString(),
  status: AnchorStatus[stream.state.anchorStatus],
  content: stream.content,
  pending: stream.state.next?.content ?? null,
  log: stream.state.log.map(({ cid, type, timestamp }) => ({ cid: cid.toString(), type, timestamp: timestamp ?? null })),
  proof: stream.state.anchorProof
    ? Object.fromEntries(Object.entries(stream.state.anchorProof).map(([key, value]) => [key, value.toString()]))
    : null,
})

/** Asks again and again until the tip is anchored, as an application does. */
const anchored = async (stream) => {
  const seen = []
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(25)) {
    await stream.sync()
    const status = AnchorStatus[stream.state.anchorStatus]
    if (seen.at(-1) !== status) seen.push(status)
    if (status === 'ANCHORED') return seen
  }
  throw new Error(`${stream.id} is not anchored after ${seen}`)
}

const tile = await TileDocument.create(ceramic, { n: 1 })
step('tile created', show(tile))
await tile.update({ n: 2 })
step('tile updated', show(tile))
step('tile anchored', { seen: await anchored(tile), ...show(tile) })

const post = { title: 'first', publishedAt: '2026-12-01T00:00:00Z', audience: 'EVERYONE' }
const document = await ModelInstanceDocument.create(ceramic, post, { model: StreamID.fromString(postModel) })
step('document created', show(document))
const held = await ModelInstanceDocument.load(ceramic, document.id)
step('document anchored', { seen: await anchored(document), ...show(document) })
step('asked for what is anchored', { number: await ceramic.requestAnchor(document.id) })

// Whoever has not seen the anchor builds on stale state, is told so, and goes on after sync().
try {
  await held.replace({ ...post, title: 'stale' })
  step('stale', { error: null })
} catch (error) {
  step('stale', { error: error.message })
}
await held.sync()
await held.replace({ ...post, title: 'second' }, undefined, { anchor: false })
step('updated without asking', show(held))
step('asked', { number: await ceramic.requestAnchor(held.id) })
await held.sync()
step('document anchored again', { seen: await anchored(held), ...show(held) })

const [first, second] = held.anchorCommitIds
const [init] = held.allCommitIds
const { timestamp } = held.state.log[1]
step('at the init event', show(await ceramic.loadStream(init)))
step('at the first anchor', show(await ceramic.loadStream(first)))
step('at the second anchor', show(await ceramic.loadStream(second)))
step('at the time of the first anchor', show(await ceramic.loadStream(held.id, { atTime: timestamp })))
step('before the first anchor', show(await ceramic.loadStream(held.id, { atTime: timestamp - 1 })))
step('long after', show(await ceramic.loadStream(held.id, { atTime: timestamp + 1_000_000 })))
const many = await ceramic.multiQuery([
  { streamId: held.id, opts: { atTime: timestamp } },
  { streamId: tile.id },
])
step('many', { first: first.toString(), ids: Object.keys(many), streams: Object.values(many).map(show) })

const commits = await ceramic.loadStreamCommits(held.id)
step('commits', {
  commits: commits.map(({ cid, value }) => ({
    cid: cid.toString(),
    isSigned: Boolean(value.jws),
    prev: value.prev?.toString() ?? null,
    path: value.path ?? null,
    proof: value.proof?.toString() ?? null,
  })),
})
