// Records what the original tools make of composites: copy, merge with its options, names, views, shared types, equality.
// Copy this file into tests/ComposeServer.Conformance/Differential/reference, there: npm ci, node make-composite-operations.mjs:
// writes composite-operation-steps.json
import { writeFileSync } from 'node:fs'
import { Composite } from '@composedb/devtools'
import { startNode } from './node.mjs'

const node = await startNode()
const create = (schema) => Composite.create({ ceramic: node, schema, index: false })

const sources = {
  notes: `
    enum Colour { RED GREEN }
    type Tag { label: String! @string(maxLength: 20) colour: Colour }
    interface Titled @createModel(description: "Has a title") { title: String! @string(maxLength: 80) }
    type Note implements Titled @createModel(description: "A note", accountRelation: LIST)
      @createIndex(fields: {path: "title"}) @createIndex(fields: [{path: "colour"}, {path: "title"}]) {
      title: String! @string(maxLength: 80)
      colour: Colour
      tags: [Tag] @list(maxLength: 5)
      remarks: [Remark] @relationFrom(property: "note")
      remarksCount: Int @relationCountFrom(model: "Remark", property: "note")
      author: DID @documentAccount
    }
    type Remark @createModel(description: "About a note", accountRelation: SET, accountRelationFields: ["note"]) @createIndex(fields: {path: "note"}) {
      note: StreamID! @documentReference(model: "Note")
      target: Note @relationDocument(property: "note")
      text: String @string(maxLength: 100)
    }`,
  profiles: `
    enum Colour { BLUE }
    type Place { name: String! @string(maxLength: 40) }
    type Profile @createModel(description: "A profile", accountRelation: SINGLE) @createIndex(fields: {path: "name"}) {
      name: String! @string(maxLength: 40)
      home: Place
      colour: Colour
    }`,
  // The same model as in notes, with one index that both have and one of its own.
  again: `
    interface Titled @createModel(description: "Has a title") { title: String! @string(maxLength: 80) }
    type Own { a: Int }
    type Extra @createModel(description: "More") @createIndex(fields: {path: "own"}) { own: Own titles: [Titled] @relationFrom(property: "none") }`,
}
const made = {}
for (const [name, sdl] of Object.entries(sources)) made[name] = await create(sdl)
const idOf = (composite, alias) => made[composite].getModelID(alias)
const [note, remark, titled, profile, extra] = [idOf('notes', 'Note'), idOf('notes', 'Remark'), idOf('notes', 'Titled'), idOf('profiles', 'Profile'), idOf('again', 'Extra')]
const view = (id, field, view) => ({ models: { [id]: { [field]: view } } })

// Each step is [operation, …arguments]; composites are named.
const cases = {
  'copy one by its name': ['profiles', ['copy', ['Profile']]],
  'copy one with an index and views that lead elsewhere': ['notes', ['copy', ['Note']]],
  'copy two that see each other': ['notes', ['copy', ['Remark', 'Note']]],
  'copy in the order asked for': ['notes', ['copy', [remark, 'Titled', 'Note']]],
  'copy one twice': ['notes', ['copy', ['Note', note]]],
  'copy nothing': ['notes', ['copy', []]],
  'copy what is not there': ['notes', ['copy', ['Note', 'Absent']]],
  'copy by an alias that is the name of another': ['notes', ['setAliases', { [note]: 'Remark' }, true], ['copy', ['Remark']]],
  'copy by an alias that two have': ['notes', ['setAliases', { [note]: 'Same', [remark]: 'Same' }, true], ['copy', ['Same']]],
  'copy without aliases': ['notes', ['setAliases', {}, true], ['copy', ['Note']]],
  'copy all': ['notes', ['copy', ['Titled', 'Note', 'Remark']]],
  'merge two': ['notes', ['merge', ['profiles']]],
  'merge two the other way round': ['profiles', ['merge', ['notes']]],
  'merge three': ['notes', ['merge', ['profiles', 'again']]],
  'merge with itself': ['notes', ['merge', ['notes']]],
  'merge twice what is the same': ['profiles', ['merge', ['notes', 'notes']]],
  'merge with all shared types': ['notes', ['merge', ['profiles', 'again'], { commonEmbeds: 'all' }]],
  'merge with no shared types but its own': ['notes', ['merge', ['profiles'], { commonEmbeds: 'none' }]],
  'merge with some shared types': ['notes', ['merge', ['profiles'], { commonEmbeds: ['Place', 'Place', 'Nowhere'] }]],
  'merge without shared types': ['notes', ['merge', ['profiles'], { commonEmbeds: [] }]],
  'merge with aliases': ['notes', ['merge', ['profiles'], { aliases: { [note]: 'Memo', [extra]: 'Unknown' } }]],
  'merge with views': ['notes', ['merge', ['profiles'], { views: view(profile, 'owner', { type: 'documentAccount' }) }]],
  'merge nothing': ['notes', ['merge', []]],
  'merge composites of which both add views to a model': [
    'notes',
    ['setViews', view(titled, 'one', { type: 'documentAccount' })],
    ['merge', ['again']],
    ['setViews', view(titled, 'two', { type: 'documentVersion' })],
  ],
  'add an alias': ['notes', ['setAliases', { [note]: 'Memo' }]],
  'replace aliases': ['notes', ['setAliases', { [note]: 'Memo' }, true]],
  'add a shared type': ['notes', ['setCommonEmbeds', ['Place', 'Tag', 'Place']]],
  'replace shared types': ['notes', ['setCommonEmbeds', ['Place', 'Tag', 'Place'], true]],
  'no shared types': ['notes', ['setCommonEmbeds', [], true]],
  'add a view': ['notes', ['setViews', view(note, 'version', { type: 'documentVersion' })]],
  'put a view in the place of one of its kind': ['notes', ['setViews', view(note, 'remarks', { type: 'relationFrom', model: remark, property: 'other' })]],
  'put a view in the place of one of another kind': ['notes', ['setViews', view(note, 'remarks', { type: 'documentVersion' })]],
  'replace views': ['notes', ['setViews', view(note, 'version', { type: 'documentVersion' }), true]],
  'replace views by none': ['notes', ['setViews', {}, true]],
}

function run([start, ...steps]) {
  return steps.reduce((composite, [operation, first, ...rest]) => {
    const argument = operation === 'merge' ? first.map((name) => made[name]) : first
    return composite[operation](argument, ...rest)
  }, made[start])
}

function outcome(steps) {
  try {
    const composite = run(steps)
    return { composite: composite.toJSON(), runtime: runtime(composite) }
  } catch (error) {
    return { error: error.message }
  }
}

function runtime(composite) {
  try {
    return { ok: composite.toRuntime() }
  } catch (error) {
    return { error: error.message }
  }
}

// Which of these are equal, each with each.
const variants = {
  plain: ['notes'],
  'with an alias that it has': ['notes', ['setAliases', { [note]: 'Note' }]],
  'with another alias': ['notes', ['setAliases', { [note]: 'Memo' }]],
  'with aliases in another order': ['notes', ['setAliases', { [remark]: 'Remark', [note]: 'Note', [titled]: 'Titled' }, true]],
  'with a shared type more': ['notes', ['setCommonEmbeds', ['Place']]],
  'with shared types in another order': ['notes', ['setCommonEmbeds', ['Tag', 'Colour'], true]],
  'with a view more': ['notes', ['setViews', view(note, 'version', { type: 'documentVersion' })]],
  'with views that it has': ['notes', ['setViews', made.notes.toJSON().views]],
  'merged one way': ['notes', ['merge', ['profiles'], { commonEmbeds: [] }]],
  'merged the other way': ['profiles', ['merge', ['notes'], { commonEmbeds: [] }]],
}
const composites = Object.entries(variants).map(([name, steps]) => [name, run(steps)])
const equal = composites.map(([one, left]) => ({
  name: `what equals the one ${one}`,
  steps: variants[one],
  composite: left.toJSON(),
  equals: composites.filter(([, right]) => left.equals(right)).map(([name]) => name),
}))

writeFileSync(
  'composite-operation-steps.json',
  JSON.stringify(
    {
      description: 'Copies, merges and changes of composites, and which of them are equal.',
      producedBy: ['@composedb/devtools@0.8.0'],
      sources: Object.fromEntries(Object.entries(sources).map(([name, sdl]) => [name, { sdl, composite: made[name].toJSON() }])),
      cases: Object.entries(cases).map(([name, [of, ...steps]]) => ({ name, of, steps, ...outcome([of, ...steps]) })),
      equal,
    },
    null,
    1,
  ) + '\n',
)
