// Models and their indexing: http-client and stream-model as published.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { Model } from '@ceramicnetwork/stream-model'
import { StreamID } from '@ceramicnetwork/streamid'
import { note, profile, vote } from './definitions.mjs'
import { differences } from './differences.mjs'
import { adminKey, clientOf, keyOf, refusal, step } from './scene.mjs'

const admin = await clientOf(await adminKey())
const ada = await clientOf()
const texts = (ids) => ids.map(String)
const indexedModels = async () => texts((await admin.admin.getIndexedModels()).map(({ streamID }) => streamID))

// Anybody creates models.
const notes = await Model.create(ada, note())
assert.deepEqual(notes.content, note())
assert.deepEqual(notes.metadata, { controller: ada.did.id, model: Model.MODEL })
assert.deepEqual([notes.state.log.length, notes.state.signature, notes.id.type], [1, 2, 2])
assert.equal((await Model.create(ada, note())).id.toString(), notes.id.toString())
const foreign = await Model.create(await clientOf(), note())
assert.notEqual(foreign.id.toString(), notes.id.toString())
step('create', { id: notes.id.toString(), controller: ada.did.id, definition: notes.content })

const loaded = await Model.load(await clientOf(), notes.id)
assert.deepEqual([loaded.content, loaded.metadata], [notes.content, notes.metadata])
assert.equal(loaded.commitId.toString(), notes.commitId.toString())
assert.deepEqual((await Model.load(ada, notes.commitId)).content, notes.content)
step('load', { commit: loaded.commitId.toString() })

const profiles = await Model.create(admin, profile())
const votes = await Model.create(admin, vote(notes.id.toString()))
assert.deepEqual(votes.content.accountRelation, { type: 'set', fields: ['noteID', 'side'] })
step('admin', { id: profiles.id.toString(), definition: profile() })
assert.deepEqual(votes.content.relations, { noteID: { type: 'document', model: notes.id.toString() } })

// What a model must not be.
const open = { ...note(), schema: { ...note().schema, additionalProperties: true } }
const unkeyed = { ...note(), accountRelation: { type: 'set', fields: ['absent'] } }
const refused = {}
for (const [name, content, words] of [
  ['open', open, /All objects in schema need to have additional properties disabled/],
  ['unkeyed', unkeyed, /Invalid schema fields for SET account relation/],
]) {
  refused[name] = (await refusal(Model.create(ada, content))).error
  assert.match(refused[name], words)
}
step('refused', refused)

// An administrator has them indexed, by either of the two calls.
const before = await indexedModels()
await admin.admin.startIndexingModels([notes.id])
await admin.admin.startIndexingModelData([
  { streamID: profiles.id, indices: [{ fields: [{ path: ['name'] }] }] },
  { streamID: votes.id },
])
const indexed = await indexedModels()
assert.deepEqual(indexed.filter((id) => !before.includes(id)).sort(), texts([notes.id, profiles.id, votes.id]).sort())
const data = await admin.admin.getIndexedModelData()
const dataOf = (model) => data.find(({ streamID }) => streamID.toString() === model.id.toString())
assert.ok(dataOf(notes).streamID instanceof StreamID)
assert.deepEqual(dataOf(profiles).indices, [{ fields: [{ path: ['name'] }] }])
assert.deepEqual(texts(data.map(({ streamID }) => streamID)).sort(), [...indexed].sort())
step('index', { count: indexed.length - before.length, indices: dataOf(profiles).indices })

const { runId, uptimeMs, network, composeDB } = await admin.admin.nodeStatus()
assert.deepEqual([typeof runId, typeof uptimeMs, network], ['string', 'number', 'inmemory'])
assert.equal(composeDB.indexedModels.length > 0, true)
step('status', { network, indexed: composeDB.indexedModels })

// Nobody else does, and the node goes on as it was.
const stranger = await clientOf(await keyOf())
for (const call of [
  () => stranger.admin.startIndexingModels([foreign.id]),
  () => stranger.admin.startIndexingModelData([{ streamID: foreign.id }]),
  () => stranger.admin.stopIndexingModels([notes.id]),
  () => stranger.admin.getIndexedModels(),
  () => stranger.admin.nodeStatus(),
]) {
  const { status, error } = await refusal(call())
  assert.equal(status, 'Unauthorized')
  assert.match(error, /does not have admin access permission to this node/)
}
const after = await indexedModels()
if (!differences.strangersMayAdminister) assert.deepEqual(after, indexed)
step('stranger', { indexed: after })

await admin.admin.stopIndexingModelData([{ streamID: votes.id }])
await admin.admin.stopIndexingModels([profiles.id])
const left = await indexedModels()
assert.deepEqual(left.filter((id) => [votes.id, profiles.id].map(String).includes(id)), [])
const { error } = await refusal(admin.index.count({ models: [votes.id.toString()] }))
assert.match(error, new RegExp(`Model ${votes.id} is not indexed on this node`))
step('stop', { error })

assert.deepEqual(await ada.getSupportedChains(), ['inmemory:12345'])
step('chains', { chains: await ada.getSupportedChains() })
