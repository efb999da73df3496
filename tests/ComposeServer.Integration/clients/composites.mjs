// Composites: @composedb/devtools and @composedb/devtools-node as published.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Composite } from '@composedb/devtools'
import {
  createComposite,
  mergeEncodedComposites,
  readEncodedComposite,
  writeEncodedComposite,
  writeEncodedCompositeRuntime,
} from '@composedb/devtools-node'
import { adminKey, clientOf, refusal, step, url } from './scene.mjs'
import { sdl } from './social.mjs'

const admin = await clientOf(await adminKey())
const folder = await mkdtemp(join(tmpdir(), 'composites-'))
const path = (file) => join(folder, file)
const parsed = async (file) => JSON.parse(await readFile(path(file), 'utf8'))

// Made of SDL: the models are created on the node, and the same again are the same.
const composite = await Composite.create({ ceramic: admin, schema: sdl, index: false })
assert.equal(composite.modelIDs.length, 4)
const names = ['Profile', 'Post', 'Comment', 'Like']
const ids = Object.fromEntries(names.map((name) => [name, composite.getModelID(name)]))
assert.deepEqual(Object.values(ids).sort(), [...composite.modelIDs].sort())
for (const id of composite.modelIDs) {
  const model = await admin.loadStream(id)
  assert.deepEqual([model.content.name, model.state.log.length], [names.find((name) => ids[name] === id), 1])
}
await writeFile(path('social.graphql'), sdl)
const again = await createComposite(admin, path('social.graphql'))
assert.ok(again.equals(composite))
assert.equal(again.hash, composite.hash)
step('create', { sdl, ids, hash: composite.hash })

// Indexed by the administrator only. The composite of the file was: its default.
const indexed = async () => (await admin.admin.getIndexedModelData()).map(({ streamID }) => String(streamID))
const before = await indexed()
assert.deepEqual(composite.modelIDs.filter((id) => !before.includes(id)), [])
await composite.startIndexingOn(admin)
assert.deepEqual(await indexed(), before)
const data = (await admin.admin.getIndexedModelData()).find(({ streamID }) => String(streamID) === ids.Post)
assert.deepEqual(data.indices, composite.toParams().definition.indices[ids.Post])
const { status } = await refusal(composite.startIndexingOn(await clientOf()))
assert.equal(status, 'Unauthorized')
step('index', { indices: data.indices })

// As JSON and back, onto the node that has them and from files.
const encoded = composite.toJSON()
const decoded = await Composite.fromJSON({ ceramic: admin, definition: encoded, index: true })
assert.ok(decoded.equals(composite))
assert.deepEqual(decoded.toJSON(), encoded)
await writeEncodedComposite(composite, path('social.json'))
assert.deepEqual(await parsed('social.json'), encoded)
assert.ok((await readEncodedComposite(url, path('social.json'))).equals(composite))
assert.ok((await readEncodedComposite(admin, path('social.json'), true)).equals(composite))
step('encoded', { encoded })

const runtime = composite.toRuntime()
assert.deepEqual(Object.keys(runtime.models).sort(), [...names].sort())
await writeEncodedCompositeRuntime(url, path('social.json'), path('runtime.json'), path('schema.graphql'))
assert.deepEqual(await parsed('runtime.json'), JSON.parse(JSON.stringify(runtime)))
assert.match(await readFile(path('schema.graphql'), 'utf8'), /type Post implements Node/)
step('runtime', { runtime })

// Parts and wholes.
const profiles = composite.copy(['Profile'])
const posts = composite.copy(['Post', 'Comment', 'Like'])
assert.deepEqual([profiles.modelIDs, posts.modelIDs.length], [[ids.Profile], 3])
const merged = profiles.merge(posts)
assert.deepEqual([...merged.modelIDs].sort(), [...composite.modelIDs].sort())
assert.deepEqual(Composite.from([profiles, posts]).modelIDs.length, 4)
const renamed = profiles.setAliases({ [ids.Profile]: 'Person' })
assert.equal(renamed.getModelID('Person'), ids.Profile)
assert.deepEqual(Object.keys(renamed.toRuntime().models), ['Person'])
await writeEncodedComposite(profiles, path('a.json'))
await writeEncodedComposite(posts, path('b.json'))
await mergeEncodedComposites(url, [path('a.json'), path('b.json')], path('c.json'))
assert.deepEqual(Object.keys((await parsed('c.json')).models).sort(), [...composite.modelIDs].sort())
const loaded = await Composite.fromModels({ ceramic: admin, models: [ids.Profile, ids.Post], index: false })
assert.deepEqual([...loaded.modelIDs].sort(), [ids.Profile, ids.Post].sort())
step('parts', { merged: merged.modelIDs.length })

await rm(folder, { recursive: true })
