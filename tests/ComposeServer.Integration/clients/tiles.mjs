// Tiles: http-client and stream-tile as published.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { TileDocument } from '@ceramicnetwork/stream-tile'
import { clientOf, quiet, refusal, step } from './scene.mjs'

const ada = await clientOf()
const bob = await clientOf()

// Created, changed, and read as it was.
const tile = await TileDocument.create(ada, { a: 1 }, { family: 'notes', tags: ['x', 'y'] }, quiet)
const { unique, ...metadata } = tile.metadata
assert.deepEqual(tile.content, { a: 1 })
assert.deepEqual(metadata, { controllers: [ada.did.id], family: 'notes', tags: ['x', 'y'] })
assert.equal(typeof unique, 'string')
assert.equal(tile.state.log.length, 1)
assert.equal(tile.state.signature, 2)
step('create', { id: tile.id.toString(), controller: ada.did.id })

const changed = { a: 2, b: [1.5, 'ä', null, { c: true }] }
await tile.update(changed, undefined, quiet)
assert.deepEqual(tile.content, changed)
assert.deepEqual(tile.state.content, { a: 1 }, 'what has no anchor waits in next')
assert.deepEqual(tile.state.next.content, changed)
step('update', { content: tile.content, tip: tile.tip.toString(), entries: tile.state.log.length })

const loaded = await TileDocument.load(bob, tile.id)
assert.deepEqual(loaded.content, tile.content)
assert.equal(loaded.tip.toString(), tile.tip.toString())
assert.deepEqual(loaded.metadata, tile.metadata)
const first = await TileDocument.load(bob, tile.allCommitIds[0])
assert.deepEqual([first.content, first.state.log.length], [{ a: 1 }, 1])
const second = await TileDocument.load(bob, tile.allCommitIds[1].toString())
assert.deepEqual([second.content, second.state.log.length], [changed, 2])
step('load', { commits: tile.allCommitIds.map(String) })

// Metadata.
await tile.update(undefined, { tags: ['z'] }, quiet)
assert.deepEqual([tile.metadata.tags, tile.metadata.family, tile.content.a], [['z'], 'notes', 2])
const stranger = await TileDocument.load(bob, tile.id)
assert.match((await refusal(stranger.update({ a: 3 }, undefined, quiet))).error, /signature/i)
await tile.update(undefined, { controllers: [bob.did.id] }, quiet)
assert.deepEqual(tile.controllers, [bob.did.id])
await refusal(tile.update({ a: 3 }, undefined, quiet))
await stranger.sync()
await stranger.update({ a: 4 }, undefined, quiet)
assert.deepEqual((await TileDocument.load(ada, tile.id)).content, { a: 4 })
step('metadata', { controllers: stranger.controllers, tags: stranger.metadata.tags, entries: stranger.state.log.length })

const fixed = await TileDocument.create(ada, { a: 1 }, { forbidControllerChange: true }, quiet)
assert.match(
  (await refusal(fixed.update(undefined, { controllers: [bob.did.id] }, quiet))).error,
  /Cannot change controllers since 'forbidControllerChange' is set/,
)
step('forbidden', { id: fixed.id.toString(), entries: (await TileDocument.load(ada, fixed.id)).state.log.length })

// One for each controller, family and tags.
const settled = await TileDocument.deterministic(ada, { family: 'settings', tags: ['t'] })
assert.deepEqual([settled.content, settled.state.signature, settled.metadata], [{}, 0, { controllers: [ada.did.id], family: 'settings', tags: ['t'] }])
await settled.update({ dark: false }, undefined, quiet)
// The client can patch no other tile: of one with `unique` it refuses to write the metadata again.
await settled.patch([{ op: 'move', from: '/dark', path: '/bright' }, { op: 'add', path: '/dark', value: true }], quiet)
assert.deepEqual(settled.content, { bright: false, dark: true })
const again = await TileDocument.deterministic(ada, { family: 'settings', tags: ['t'] })
assert.deepEqual([again.id.toString(), again.content], [settled.id.toString(), settled.content])
const foreign = await TileDocument.deterministic(ada, { family: 'settings', tags: ['t'], controllers: [bob.did.id] })
assert.notEqual(foreign.id.toString(), settled.id.toString())
await refusal(foreign.update({ dark: false }, undefined, quiet))
step('deterministic', { id: settled.id.toString(), controller: ada.did.id, other: foreign.id.toString() })

const bare = await TileDocument.createFromGenesis(ada, { header: { controllers: [ada.did.id], family: 'bare' } })
assert.deepEqual([bare.content, bare.state.signature], [{}, 0])
step('genesis', { id: bare.id.toString() })

// A tile that is a schema, and those that are held to it.
const schema = await TileDocument.create(
  ada,
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { name: { type: 'string', maxLength: 5 } },
    required: ['name'],
    additionalProperties: false,
  },
  undefined,
  quiet,
)
const held = await TileDocument.create(ada, { name: 'Ada' }, { schema: schema.commitId }, quiet)
assert.equal(held.metadata.schema, schema.commitId.toString())
const long = await refusal(held.update({ name: 'Adalbert' }, undefined, quiet))
assert.match(long.error, /Validation Error: data\/name must NOT have more than 5 characters/)
const absent = await refusal(TileDocument.create(ada, {}, { schema: schema.commitId }, quiet))
assert.match(absent.error, /Validation Error: data must have required property 'name'/)
await held.update({ name: 'Eva' }, undefined, quiet)
assert.deepEqual((await TileDocument.load(bob, held.id)).content, { name: 'Eva' })
step('schema', { id: held.id.toString(), schema: held.metadata.schema })

// The log as the node hands it out.
const commits = await ada.loadStreamCommits(tile.id)
assert.deepEqual(commits.map(({ cid }) => cid), stranger.state.log.map(({ cid }) => cid.toString()))
for (const { value } of commits) await ada.did.verifyJWS(value.jws)
step('commits', { cids: commits.map(({ cid }) => cid) })
