// Documents of models: http-client and stream-model-instance as published.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { Model } from '@ceramicnetwork/stream-model'
import { ModelInstanceDocument } from '@ceramicnetwork/stream-model-instance'
import { note, profile, vote } from './definitions.mjs'
import { differences } from './differences.mjs'
import { adminKey, clientOf, quiet, refusal, step } from './scene.mjs'

const admin = await clientOf(await adminKey())
const ada = await clientOf()
const bob = await clientOf()
const notes = await Model.create(admin, note())
const profiles = await Model.create(admin, profile())
const votes = await Model.create(admin, vote(notes.id.toString()))
await admin.admin.startIndexingModelData([notes, profiles, votes].map(({ id }) => ({ streamID: id })))
const count = (model) => admin.index.count({ models: [model.id.toString()] })
step('models', { notes: notes.id.toString(), profiles: profiles.id.toString(), votes: votes.id.toString() })

// As many as an account likes.
const one = await ModelInstanceDocument.create(ada, { title: 'One', rank: 1, born: '1815' }, { model: notes.id }, quiet)
assert.deepEqual(one.content, { title: 'One', rank: 1, born: '1815' })
assert.deepEqual([one.metadata.controller, one.metadata.model.toString()], [ada.did.id, notes.id.toString()])
assert.equal(one.metadata.unique.length, 12)
assert.equal(await count(notes), 1)
step('create', { id: one.id.toString(), controller: ada.did.id, content: one.content })

await one.replace({ title: 'Two', born: '1815' }, undefined, quiet)
assert.deepEqual(one.content, { title: 'Two', born: '1815' })
await one.patch([{ op: 'add', path: '/rank', value: 2 }], undefined, quiet)
assert.deepEqual(one.content, { title: 'Two', rank: 2, born: '1815' })
const read = await ModelInstanceDocument.load(bob, one.id)
assert.deepEqual([read.content, read.tip.toString(), read.state.log.length], [one.content, one.tip.toString(), 3])
const begun = await ModelInstanceDocument.load(bob, one.allCommitIds[0])
assert.deepEqual(begun.content, { title: 'One', rank: 1, born: '1815' })
step('change', { content: read.content, entries: read.state.log.length, tip: read.tip.toString() })

await one.shouldIndex(false, quiet)
assert.equal(one.metadata.shouldIndex, false)
assert.equal(await count(notes), 0)
await one.patch([{ op: 'replace', path: '/rank', value: 3 }], { shouldIndex: true }, quiet)
assert.deepEqual([one.metadata.shouldIndex, one.content.rank], [true, 3])
assert.equal(await count(notes), 1)
step('index', { shouldIndex: (await ModelInstanceDocument.load(bob, one.id)).metadata.shouldIndex })

const context = await ModelInstanceDocument.create(ada, { title: 'In' }, { model: notes.id, context: one.id }, quiet)
assert.equal((await ModelInstanceDocument.load(bob, context.id)).metadata.context.toString(), one.id.toString())
step('context', { id: context.id.toString() })

// One for each account.
const mine = await ModelInstanceDocument.single(ada, { model: profiles.id })
assert.deepEqual([mine.content, mine.state.log.length], [null, 1])
await mine.replace({ name: 'Ada' }, undefined, quiet)
assert.deepEqual(mine.content, { name: 'Ada' })
const same = await ModelInstanceDocument.single(bob, { model: profiles.id, controller: ada.did.id })
assert.deepEqual([same.id.toString(), same.content], [mine.id.toString(), { name: 'Ada' }])
assert.equal(await count(profiles), 1)
step('single', { id: mine.id.toString(), controller: ada.did.id, entries: same.state.log.length })

// One for each account and value of fields.
const key = [one.id.toString(), 'left']
const ballot = await ModelInstanceDocument.set(ada, { model: votes.id }, key)
await ballot.replace({ noteID: key[0], side: key[1], weight: 1 }, undefined, quiet)
await ballot.patch([{ op: 'replace', path: '/weight', value: 2 }], undefined, quiet)
const again = await ModelInstanceDocument.set(ada, { model: votes.id }, key)
assert.deepEqual([again.id.toString(), again.content], [ballot.id.toString(), { noteID: key[0], side: key[1], weight: 2 }])
const other = await ModelInstanceDocument.set(ada, { model: votes.id }, [key[0], 'right'])
assert.notEqual(other.id.toString(), ballot.id.toString())
assert.equal(await count(votes), 1)
step('set', { id: ballot.id.toString(), controller: ada.did.id, key })

// What must not pass, and changes nothing.
const refused = {}
const expect = async (name, call, text) => {
  refused[name] = (await refusal(call)).error
  assert.match(refused[name], text)
}
const his = await ModelInstanceDocument.load(bob, one.id)
const stray = await ModelInstanceDocument.set(ada, { model: votes.id }, [mine.id.toString(), 'left'])
const rank = [{ op: 'replace', path: '/rank', value: 9 }]
await expect(
  'content',
  ModelInstanceDocument.create(ada, { rank: 1 }, { model: notes.id }),
  /^Validation Error: data must have required property 'title'$/,
)
await expect(
  'change',
  one.replace({ title: 'x'.repeat(41), born: '1815' }),
  /^Validation Error: data\/title must NOT have more than 40 characters$/,
)
await expect(
  'immutable',
  one.patch([{ op: 'replace', path: '/born', value: '1816' }]),
  /^Immutable field "born" cannot be updated$/,
)
await expect('foreign', his.patch(rank), /^Can not verify signature for commit \w+ to stream \w+ which has controller DID did:key:/)
await expect(
  'stale',
  read.patch(rank, undefined, { asDID: ada.did }),
  new RegExp(`^Commit to stream ${one.id} rejected because it builds on stale state\\. Calling 'sync\\(\\)' .* Current tip: ${one.tip}$`),
)
await expect(
  'key',
  other.replace({ noteID: key[0], side: 'left' }),
  /^Unique content fields value does not match metadata\./,
)
await expect(
  'relation',
  stray.replace({ noteID: mine.id.toString(), side: 'left' }),
  new RegExp(`^Relation on field noteID points to Stream ${mine.id}, which belongs to Model ${profiles.id}, but .* in the Model ${notes.id}$`),
)
await expect(
  'missing',
  ModelInstanceDocument.create(ada, { title: 'a' }, { model: mine.id }),
  /^Model for ModelInstanceDocument must refer to a StreamID of a Model stream$/,
)
const kept = await ModelInstanceDocument.load(bob, one.id)
assert.equal(kept.tip.toString(), one.tip.toString())
if (!differences.refusedContentMayBeServed) assert.deepEqual(kept.content, one.content)
step('refused', refused)
