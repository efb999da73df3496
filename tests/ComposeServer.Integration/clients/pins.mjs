// Pins: the administrator's calls of http-client as published.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { Model } from '@ceramicnetwork/stream-model'
import { ModelInstanceDocument } from '@ceramicnetwork/stream-model-instance'
import { note } from './definitions.mjs'
import { differences } from './differences.mjs'
import { adminKey, clientOf, refusal, step } from './scene.mjs'

const admin = await clientOf(await adminKey())
const ada = await clientOf()
const notes = await Model.create(admin, note())
await admin.admin.startIndexingModels([notes.id])
const { pin } = admin.admin
const list = async (id) => {
  const found = []
  for await (const one of await pin.ls(id)) found.push(one)
  return found
}

// What is created is pinned. While its model is indexed it stays so.
const shown = await ModelInstanceDocument.create(ada, { title: 'Shown' }, { model: notes.id })
assert.deepEqual(await list(shown.id), [shown.id.toString()])
const { error } = await refusal(pin.rm(shown.id))
assert.equal(error, `Cannot unpin actively indexed stream (${shown.id}) with model: ${notes.id}`)
assert.deepEqual(await list(shown.id), [shown.id.toString()])
step('indexed', { id: shown.id.toString(), error })

const others = await Model.create(ada, note())
const kept = await ModelInstanceDocument.create(ada, { title: 'Kept' }, { model: others.id })
const id = kept.id.toString()
assert.deepEqual(await list(kept.id), [id])
assert.ok((await list()).includes(id))
await pin.rm(kept.id)
assert.deepEqual(await list(kept.id), [])
assert.ok(!(await list()).includes(id))
step('removed', { id, pinned: await list(kept.id) })

await pin.add(kept.id)
await pin.add(kept.id, true)
assert.deepEqual(await list(kept.id), [id])
step('added', { pinned: await list(kept.id) })

for (const call of [() => ada.admin.pin.add(kept.id), () => ada.admin.pin.rm(kept.id), () => ada.admin.pin.ls()]) {
  const { status, error } = await refusal(call())
  assert.equal(status, 'Unauthorized')
  assert.match(error, /does not have admin access permission to this node/)
}
if (!differences.strangersMayAdminister) assert.deepEqual(await list(kept.id), [id])
step('stranger', { pinned: await list(kept.id) })

// The calls that are left of former times do nothing.
await pin.add(kept.id)
console.warn = () => {}
await ada.pin.rm(kept.id)
assert.deepEqual(await list(kept.id), [id])
step('former', { pinned: await list(kept.id) })
