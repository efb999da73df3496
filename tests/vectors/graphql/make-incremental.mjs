// Records what graphql-js 17 does with @defer and @stream: its verdicts on documents, and its answers in parts.
// Usage, in a folder where the package graphql@17 is installed:  node make-incremental.mjs <folder for the file>
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(path.join(process.cwd(), 'package.json'))
const { buildSchema, experimentalExecuteIncrementally, parse, specifiedRules, validate, version } = require('graphql')

const sdl = `
directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
interface Node { id: ID! }
type Person implements Node {
  id: ID!
  name: String
  strict: String!
  age: Int
  best: Person
  bestStrict: Person!
  friends: [Person]
  friendsStrict: [Person!]
  friendsAll: [Person!]!
  grid: [[Int!]]
  tags: [String]
  pet: Pet
  pets: [Pet!]
  node: Node
}
type Dog { name: String barks: Boolean! owner: Person }
type Cat { name: String lives: Int! owner: Person }
union Pet = Dog | Cat
type Query { person: Person personStrict: Person! people: [Person] peopleStrict: [Person!] node: Node pet: Pet count: Int version: String! }
type Mutation { first: Person second: Person! many: [Person] }
type Subscription { changed: Person many: [Person] }
`
const schema = buildSchema(sdl)
const rules = specifiedRules.filter(rule => rule.name !== 'MaxIntrospectionDepthRule')
const errorsOf = document =>
  validate(schema, parse(document), rules).map(({ message, locations }) => ({
    message,
    locations: (locations ?? []).map(({ line, column }) => ({ line, column })),
  }))

// Verdicts
const verdicts = []
function judge(name, document) {
  verdicts.push({ name, document, errors: errorsOf(document) })
}

judge('all is well', 'query ($d: Boolean!, $n: Int) { person { ...F @defer(if: $d, label: "f") friends @stream(initialCount: $n, label: "s") { id } } } fragment F on Person { name }')
judge('labels twice', '{ ... @defer(label: "a") { count } person { ... @defer(label: "a") { id } friends @stream(label: "a") { id } } }')
judge('labels of variables', 'query ($l: String) { ... @defer(label: $l) { count } person { friends @stream(label: $l) { id } } }')
judge('labels null', '{ ... @defer(label: null) { count } ... @defer(label: null) { version } }')
judge('labels of other kinds', '{ ... @defer(label: 1) { count } people @stream(label: true) { id } }')
judge('stream on no list', '{ person @stream { name @stream id } }')
judge('stream on lists', '{ people @stream { friendsStrict @stream { id } friendsAll @stream { id } grid @stream tags @stream } }')
judge('stream on a field nobody knows', '{ people { nobody @stream } }')
judge('in the wrong places', 'query @defer { person @defer { ... @stream { id } ...F @stream } } fragment F on Person @defer { id }')
judge('on roots of mutations', 'mutation { ... @defer { first { id } } many @stream { id } ...M @defer } fragment M on Mutation { second { id } }')
judge('below roots of mutations', 'mutation { first { ... @defer { id } friends @stream { id } } }')
judge('on roots of mutations through fragments', 'mutation A { ...M } mutation B { ...M ...N } fragment M on Mutation { ... @defer { first { id } } } fragment N on Mutation { ...M many @stream { id } }')
judge('on roots of mutations, off', 'mutation { ... @defer(if: false) { first { id } } many @stream(if: false) { id } }')
judge('in subscriptions', 'subscription { changed { ... @defer { name } friends @stream { id } } }')
judge('in subscriptions, off or perhaps', 'subscription ($d: Boolean!) { changed { ... @defer(if: false) { name } ... @defer(if: $d) { age } friends @stream(if: $d) { id } } }')
judge('in subscriptions, on', 'subscription { changed { ... @defer(if: true) { name } friends @stream(if: true) { id } } }')
judge('in subscriptions, left out', 'subscription ($d: Boolean!) { changed { ... @defer @skip(if: $d) { name } ... @include(if: false) @defer { age } ... @skip(if: false) @defer { id } ... @include(if: true) @defer { strict } } }')
judge('in subscriptions through fragments', 'subscription { changed { ...F } } fragment F on Person { id ...G } fragment G on Person { ... @defer { name } tags @stream }')
judge('at roots of subscriptions', 'subscription { ... @defer { changed { id } } } subscription S { many @stream { id } }')
judge('several subscriptions of one fragment', 'subscription A { changed { ...F } } subscription B { changed { ...F } } fragment F on Person { ...G @defer } fragment G on Person { id }')
judge('twice in one place', '{ ... @defer @defer { count } people @stream @stream { id } }')
judge('streams that overlap', '{ people @stream { id } people { id } }')
judge('streams that overlap, alike', '{ people @stream(initialCount: 1, label: null) { id } people @stream(label: null, initialCount: 1) { id } }')
judge('streams that overlap, unlike', '{ people @stream(initialCount: 1) { id } people @stream(initialCount: 2) { id } }')
judge('streams that overlap in fragments', '{ person { ...F ...G } } fragment F on Person { friends { id } } fragment G on Person { friends @stream { id } }')
judge('streams that overlap below', '{ person { friends @stream { id } } person { friends { name } } }')
judge('streams of one key on different types', '{ pet { ... on Dog { owner { friends @stream { id } } } ... on Cat { owner { friends { id } } } } }')
judge('streams with aliases do not overlap', '{ people @stream { id } b: people { id } }')
judge('arguments that do not fit', '{ ... @defer(if: 1) { count } people @stream(initialCount: "a", if: "b") { id } }')
judge('arguments nobody knows', '{ ... @defer(unless: true) { count } people @stream(count: 1) { id } }')

// Answers
const ada = { id: '1', name: 'Ada', strict: 's', age: 36, tags: ['a', 'b', 'c'], grid: [[1, 2], [3], null], __typename: 'Person' }
const bob = { id: '2', name: 'Bob', strict: 'b', age: null, tags: ['x'], best: ada, friends: [ada], __typename: 'Person' }
const eve = { id: '3', name: { $throw: 'no name' }, strict: { $throw: 'no strict' }, tags: ['x', { $error: 'bad tag' }, 'z'], friends: [ada, { $error: 'bad friend' }, bob], __typename: 'Person' }
const dog = { __typename: 'Dog', name: 'Rex', barks: true, owner: ada }
const cat = { __typename: 'Cat', name: 'Tom', lives: null, owner: bob }
const max = {
  id: '4', name: 'Max', strict: 'm', age: 1, __typename: 'Person',
  best: bob, bestStrict: ada, friends: [ada, bob, null, eve], friendsStrict: [ada, bob, eve], friendsAll: [bob, eve, ada],
  grid: [[1], [2, null], [3]], tags: ['m', null, 'n'], pet: dog, pets: [dog, dog, cat, dog], node: bob,
}
const top = {
  id: '5', name: 'Top', strict: 't', age: 2, __typename: 'Person', best: max, bestStrict: max, friends: [max, eve, bob], friendsStrict: [max, max], friendsAll: [max, ada],
  tags: [], grid: [], pet: cat, pets: [dog, dog], node: max,
}
const root = { person: top, personStrict: max, people: [max, ada, null, eve, bob], peopleStrict: [ada, eve, bob], node: max, pet: dog, count: 3, version: 'v', first: max, second: ada, many: [ada, bob] }

const requests = []
const ask = (name, document, variables) => requests.push({ name, document, variables })

ask('defer', '{ person { id ... @defer(label: "a") { name } } }')
ask('defer at the root', '{ count ... @defer { version person { id } } }')
ask('defer, spread', '{ person { ...F @defer id } } fragment F on Person { name age }')
ask('defer within defer', '{ person { id ... @defer(label: "a") { name best { id ... @defer(label: "b") { name } } } } }')
ask('defer straight within defer', '{ person { ... @defer(label: "a") { ... @defer(label: "b") { ... @defer(label: "c") { name } age } id } } }')
ask('defer within empty defer', '{ person { ... @defer(label: "a") { ... @defer(label: "b") { name } } } }')
ask('the same fragment with and without', '{ person { ...F @defer(label: "a") ...F } } fragment F on Person { name best { ... @defer(label: "b") { id } } }')
ask('the same fragment twice', '{ person { ...F @defer(label: "a") ...F @defer(label: "b") } } fragment F on Person { name best { id } }')
ask('deduplicated below', '{ person { best { id name } ... @defer { best { id name age } } } }')
ask('deduplicated far below', '{ person { best { best { id } } ... @defer { best { best { id name } } } } }')
ask('shared by siblings', '{ person { ... @defer(label: "a") { best { id name } } ... @defer(label: "b") { best { name age } } } }')
ask('shared across levels', '{ ... @defer(label: "a") { person { best { id name } } } person { id best { age ... @defer(label: "b") { name } } } }')
ask('shared across levels, nested', '{ person { ... @defer(label: "a") { best { id friends { id } } } best { age ... @defer(label: "b") { friends { id name } } } } }')
ask('in lists', '{ people { id ... @defer { name } } }')
ask('in lists that fail', '{ people { id ... @defer { strict } } }')
ask('null ends a fragment', '{ person { ... @defer(label: "a") { friendsAll { strict } } ... @defer(label: "b") { name } } }')
ask('null ends the fragments within', '{ personStrict { ... @defer(label: "a") { friendsAll { strict } ... @defer(label: "b") { name } } } }')
ask('null of a shared field', '{ person { ... @defer(label: "a") { best { friendsAll { strict } } name } ... @defer(label: "b") { best { friendsAll { strict id } } age } } }')
ask('null of the first answer', '{ person { best { friendsAll { strict ... @defer { name } } } id } }')
ask('stream', '{ people @stream(initialCount: 2, label: "s") { id name } }')
ask('stream of all', '{ people @stream { id } }')
ask('stream of leaves', '{ person { best { tags @stream(initialCount: 1) grid @stream } } }')
ask('stream of what may not be null', '{ peopleStrict @stream { id strict } }')
ask('stream within stream', '{ people @stream(initialCount: 1) { id friends @stream(initialCount: 1) { id tags @stream } } }')
ask('stream within defer', '{ person { ... @defer { friends @stream(initialCount: 1) { id } } } }')
ask('defer within stream', '{ people @stream(initialCount: 1) { id ... @defer { name best { id } } } }')
ask('stream of a streamed list under defer and not', '{ person { friends @stream(initialCount: 1) { id } ... @defer { name } } }')
ask('variables', 'query ($d: Boolean!, $e: Boolean, $n: Int!) { person { ... @defer(if: $d) { name } ... @defer(if: $e) { age } friends @stream(initialCount: $n) { id } } }', { d: false, n: 1 })
ask('off', '{ person { ... @defer(if: false) { name } friends @stream(if: false) { id } } }')
ask('skipped', '{ person { id ... @defer @skip(if: true) { name } ... @defer @include(if: true) { age } } }')
ask('types', '{ node { ... on Person @defer { name } ... on Node @defer { id } } pet { ... on Cat @defer { lives } ... on Dog @defer { barks } } }')
ask('aliases', '{ a: person { ... @defer { x: name y: name } } }')
ask('mutation', 'mutation { first { id ... @defer { name } } second { name friends @stream { id } ... @defer { age } } }')

// Documents by chance, with a fixed seed.
function random(state) {
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const next = random(20251130)
const pick = items => items[Math.floor(next() * items.length)]
const chance = p => next() < p
const fields = {
  Query: { person: 'Person', personStrict: 'Person', people: 'Person', peopleStrict: 'Person', node: 'Node', pet: 'Pet', count: null, version: null },
  Person: { id: null, name: null, strict: null, age: null, best: 'Person', bestStrict: 'Person', friends: 'Person', friendsStrict: 'Person', friendsAll: 'Person', grid: null, tags: null, pet: 'Pet', pets: 'Pet', node: 'Node' },
  Node: { id: null },
  Dog: { name: null, barks: null, owner: 'Person' },
  Cat: { name: null, owner: 'Person' },
  Pet: {},
}
const lists = new Set(['people', 'peopleStrict', 'friends', 'friendsStrict', 'friendsAll', 'grid', 'tags', 'pets'])
const kinds = { Query: ['Query'], Person: ['Person', 'Node'], Node: ['Person', 'Node'], Dog: ['Dog', 'Pet'], Cat: ['Cat', 'Pet'], Pet: ['Dog', 'Cat', 'Pet'] }

function document() {
  let labels = 0
  const label = () => (chance(0.5) ? `, label: "l${labels++}"` : '')
  const names = ['F0', 'F1', 'F2']
  const types = names.map(() => pick(['Person', 'Person', 'Query', 'Node']))
  // Streams of one list must not meet, so each has a key of its own.
  function field(type, depth) {
    const own = Object.keys(fields[type])
    if (own.length === 0) return '__typename'
    const name = pick(own)
    const below = fields[type][name]
    if (below !== null && depth <= 0) return type === 'Query' ? 'count' : pick(['__typename'])
    const isStreamed = lists.has(name) && chance(0.4)
    const key = isStreamed ? `s${labels++}: ` : ''
    const stream = isStreamed ? ` @stream(initialCount: ${Math.floor(next() * 3)}${label()})` : ''
    return key + name + stream + (below === null ? '' : ` ${selections(below, depth - 1, 9)}`)
  }
  function selections(type, depth, from) {
    const parts = []
    for (let i = 1 + Math.floor(next() * 3.5); i > 0; i--) {
      if (chance(0.4)) {
        const on = pick(kinds[type])
        const defer = chance(0.75) ? ` @defer(if: ${chance(0.9)}${label()})` : ''
        const spreads = names.filter((_, at) => at >= from && kinds[type].includes(types[at]))
        if (spreads.length > 0 && chance(0.4)) parts.push(`...${pick(spreads)}${defer}`)
        else parts.push(`... on ${on}${defer} ${selections(on, depth, from)}`)
      } else parts.push(field(type, depth))
    }
    return `{ ${parts.join(' ')} }`
  }
  const spreads = names.map((name, at) => `fragment ${name} on ${types[at]} ${selections(types[at], 2, at + 1)}`)
  const operation = `query ${selections('Query', 3, 0)}`
  // Only those that are used, which those may use in turn.
  const used = new Set()
  const use = text => [...text.matchAll(/\.\.\.(F\d)/g)].forEach(([, name]) => {
    if (!used.has(name)) {
      used.add(name)
      use(spreads[names.indexOf(name)])
    }
  })
  use(operation)
  return [operation, ...spreads.filter((_, at) => used.has(names[at]))].join(' ')
}

const generated = []
const seen = new Set()
while (generated.length < 400) {
  const text = document()
  if (!/@defer|@stream/.test(text) || seen.has(text) || text.length > 1500) continue
  seen.add(text)
  if (errorsOf(text).length > 0) continue
  generated.push({ name: `generated ${generated.length}`, document: text })
}

function alive(value) {
  if (Array.isArray(value)) return value.map(alive)
  if (value === null || typeof value !== 'object') return value
  if ('$error' in value) return new Error(value.$error)
  if ('$throw' in value) return () => { throw new Error(value.$throw) }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, alive(member)]))
}

async function payloadsOf({ document, variables }) {
  const result = await experimentalExecuteIncrementally({ schema, document: parse(document), rootValue: alive(root), variableValues: variables })
  if (!('initialResult' in result)) return [result]
  const payloads = [result.initialResult]
  for await (const payload of result.subsequentResults) payloads.push(payload)
  return payloads
}

async function record(list) {
  const recorded = []
  for (const one of list) recorded.push({ ...one, payloads: JSON.parse(JSON.stringify(await payloadsOf(one))) })
  return recorded
}

// One line per case, so that changes can be read.
const members = Object.entries({ graphql: version, schema: sdl, root, verdicts, cases: await record(requests), generated: await record(generated) }).map(([key, value]) => {
  const text = Array.isArray(value) ? `[\n${value.map(item => JSON.stringify(item)).join(',\n')}\n]` : JSON.stringify(value)
  return `${JSON.stringify(key)}: ${text}`
})
writeFileSync(path.join(process.argv[2], 'incremental.json'), `{\n${members.join(',\n')}\n}\n`)
