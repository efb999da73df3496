// Requests against data that resolves itself: the member of a field's name, or what a marker stands for.
//   { "$error": text }  an error in place of a value      { "$throw": text }  an exception of the resolver
//   { "$args": true }   the arguments as JSON text
const sdl = `
enum Mood { HAPPY SAD }
input Point { x: Int! = 0 y: Float label: String = "none" tags: [String!] inner: Point moods: [Mood!] }
input Choice @oneOf { byId: ID byName: String }
scalar Anything
interface Node { id: ID! }
interface Named implements Node { id: ID! name: String }
type Person implements Node & Named {
  id: ID!
  name: String
  strict: String!
  mood: Mood
  age: Int
  score: Float
  flag: Boolean
  any: Anything
  best: Person
  bestStrict: Person!
  friends: [Person]
  friendsStrict: [Person!]
  friendsAll: [Person!]!
  grid: [[Int!]]
  gridStrict: [[Int!]!]!
  tags: [String]
  pet: Pet
  pets: [Pet!]
  node: Node
  nodes: [Node]
}
type Dog { name: String barks: Boolean! owner: Person }
type Cat { name: String lives: Int! }
type Stone implements Node { id: ID! weight: Float }
union Pet = Dog | Cat
type Query {
  person: Person
  personStrict: Person!
  people: [Person]
  node(id: ID): Node
  pet: Pet
  int(a: Int): String
  required(a: Int!): String
  defaulted(a: Int! = 7, b: String = "b", c: [Mood!] = [SAD], d: Point = { x: 3 }): String
  many(i: Int, f: Float, s: String, b: Boolean, id: ID, m: Mood, any: Anything): String
  point(value: Point, values: [Point!], grid: [[Int]], choice: Choice): String
  count: Int
  version: String!
}
type Mutation { first: Int second: Int! third: Person fourth: Int }
`

const ada = { id: '1', name: 'Ada', strict: 's', mood: 'HAPPY', age: 36, score: 1.5, flag: true, any: { a: [1, 'b', null] }, __typename: 'Person' }
const bob = { id: 2, name: null, strict: 'b', mood: 'SAD', age: null, __typename: 'Person' }
const dog = { __typename: 'Dog', name: 'Rex', barks: true }
const cat = { __typename: 'Cat', name: 'Tom', lives: 9 }
const args = { $args: true }

export const executionCases = []

function add(name, document, root, variables, operationName) {
  executionCases.push({ name, document, root, variables, operationName })
}

add('leaves', '{ person { id name strict mood age score flag any } count version }', { person: ada, count: 3, version: 'v1' })
add('aliases and merged fields', '{ a: person { id } b: person { name } a: person { name x: id } a: person { x: id age } }', { person: ada })
add('type names', '{ __typename t: __typename person { __typename } pet { __typename } }', { person: ada, pet: dog })
add('missing members are null', '{ person { name age best { id } } count }', { person: {} })
add('null object', '{ person { best { id strict } } }', { person: { best: null } })
add('nested objects', '{ person { best { best { best { name } } } } }', { person: { best: { best: { best: ada } } } })

// Conditions
const conditions = 'query ($yes: Boolean!, $no: Boolean = false) { a: count @skip(if: $yes) b: count @include(if: $yes) c: count @skip(if: $no) d: count @include(if: $no) e: count @skip(if: $no) @include(if: $yes) f: count @skip(if: true) g: count @include(if: false) }'
add('conditions true', conditions, { count: 1 }, { yes: true })
add('conditions false', conditions, { count: 1 }, { yes: false, no: true })
const order = 'query ($x: Boolean!) { ...F @include(if: $x) person { id } ... @skip(if: $x) { version } count } fragment F on Query { count person { name } }'
add('conditions decide the order, included', order, { count: 1, version: 'v', person: ada }, { x: true })
add('conditions decide the order, left out', order, { count: 1, version: 'v', person: ada }, { x: false })
add('conditions on merged fields', 'query ($x: Boolean!) { person @include(if: $x) { id } person { name @skip(if: $x) age } }', { person: ada }, { x: true })
add('everything left out', '{ person { id @skip(if: true) } }', { person: ada })

// Fragments and abstract types
add('fragments', '{ person { ...A ...B ...A } } fragment A on Person { id ...B } fragment B on Named { name ... on Person { best { ...C } } } fragment C on Node { id }', { person: { ...ada, best: bob } })
add('fragments on types that do not apply', '{ node { ... on Stone { weight } ... on Person { name } ... on Named { age: name } } }', { node: ada })
add('union', '{ person { pets { ... on Dog { name barks } ... on Cat { lives name } __typename } } }', { person: { pets: [dog, cat, dog] } })
add('interface list with nulls', '{ person { nodes { id ... on Stone { weight } ... on Person { name } } } }', { person: { nodes: [ada, null, { __typename: 'Stone', id: 's', weight: 2 }] } })
add('no type known', '{ pet { __typename } node { id } }', { pet: { name: 'x' }, node: { id: 1 } })
add('type that does not exist', '{ pet { __typename } }', { pet: { __typename: 'Horse' } })
add('type that is no object', '{ node { id } }', { node: { __typename: 'Named', id: 1 } })
add('type that is not possible', '{ pet { __typename } node { id } }', { pet: ada, node: dog })
add('abstract errors in lists', '{ person { pets { __typename } nodes { id } } }', { person: { pets: [dog, { __typename: 'Stone' }], nodes: [{}, ada] } })

// Lists
add('lists', '{ person { tags grid friends { id } friendsAll { name } } }', { person: { tags: ['a', null, 'c'], grid: [[1, 2], null, []], friends: [ada, null], friendsAll: [ada, bob] } })
add('no list', '{ person { tags friends { id } } }', { person: { tags: 'abc', friends: ada } })
add('null in non-null items', '{ person { friendsStrict { id } grid } }', { person: { friendsStrict: [ada, null], grid: [[1, null], [2]] } })
add('null in a list of non-null lists', '{ person { name gridStrict } }', { person: { name: 'x', gridStrict: [[1], [2, null], [3]] } })
add('null list where none may be', '{ person { name friendsAll { id } } }', { person: { name: 'x', friendsAll: null } })
add('error in items', '{ person { tags friends { id } } }', { person: { tags: ['a', { $error: 'bad tag' }, 'c'], friends: [{ $error: 'bad friend' }, ada] } })
add('error in non-null items', '{ person { friendsStrict { id } } }', { person: { friendsStrict: [ada, { $error: 'bad friend' }] } })

// Errors and null propagation
add('error of a nullable field', '{ person { name age } count }', { person: { name: { $throw: 'no name' }, age: 3 }, count: { $error: 'no count' } })
add('error of a non-null field', '{ person { id strict } count }', { person: { id: 1, strict: { $throw: 'no strict' } }, count: 1 })
add('null for a non-null field', '{ person { id strict } count }', { person: { id: 1, strict: null }, count: 1 })
add('null climbs to the root', '{ count version }', { count: 1, version: null })
add('null climbs over several levels', '{ count personStrict { bestStrict { bestStrict { strict } } } }', { count: 1, personStrict: { bestStrict: { bestStrict: { strict: null } } } })
add('null climbs to the nearest nullable', '{ personStrict { best { bestStrict { bestStrict { strict name } } } name } }', { personStrict: { name: 'top', best: { bestStrict: { bestStrict: { strict: { $throw: 'deep' } } } } } })
add('null climbs out of a list', '{ people { friendsAll { strict } name } }', { people: [{ name: 'a', friendsAll: [ada, { strict: null }] }, { name: 'b', friendsAll: [] }] })
add('several errors', '{ a: person { strict } b: person { name } people { strict name } }', { person: { strict: null, name: { $throw: 'x' } }, people: [{ strict: null }, { strict: 's', name: { $error: 'y' } }, null] })
add('only the first of several errors in one object', '{ person { strict id } }', { person: { strict: { $throw: 'first' }, id: { $throw: 'second' } } })
add('errors of aliases', '{ a: count b: count people { x: name } }', { count: { $throw: 'again' }, people: [{ name: { $throw: 'n' } }] })
add('locations of merged fields', '{\n  person { name }\n  person { name age: name }\n}', { person: { name: { $throw: 'twice' } } })

// Leaves that do not fit
add('leaves that do not fit', '{ person { id name mood age score flag } count }', { person: { id: 1.5, name: { a: 1 }, mood: 'GLOOMY', age: 1.5, score: 'x', flag: 'yes' }, count: 3000000000 })
add('leaves that are converted', '{ person { id name age score flag tags } count }', { person: { id: 7, name: 12.5, age: '36', score: '1.5', flag: 1, tags: [true, 1e21, 0.000001] }, count: true })
add('numbers', '{ person { score any } }', { person: { score: 1e-7, any: [0, -0, 1e21, 123456789012, 0.1, 5e-324, 1.7976931348623157e308] } })
add('text', '{ person { name tags } }', { person: { name: 'é "quoted" \\ / \u0001\u001f\b\f\n\r\t \u2028 😀', tags: ['', '<script>', "it's", '\u007f'] } })

// Arguments
add('arguments', '{ many(i: 1, f: 2, s: "x", b: true, id: 5, m: SAD, any: { a: [1, 2.5, "x", ENUM, null, true] }) }', { many: args })
add('argument order is that of the definition', '{ many(any: 1, s: "s", i: 3) point(value: { tags: "one", y: 1, x: 2 }) }', { many: args, point: args })
add('arguments absent and null', '{ a: many b: many(i: null, s: null) c: defaulted d: defaulted(b: null, c: null, d: null) e: defaulted(a: 1, b: "x", c: HAPPY, d: {}) }', { many: args, defaulted: args })
add('variables', 'query ($i: Int, $f: Float, $s: String, $b: Boolean, $id: ID, $m: Mood, $any: Anything) { many(i: $i, f: $f, s: $s, b: $b, id: $id, m: $m, any: $any) }', { many: args }, { i: 1, f: 2, s: 'x', b: true, id: 5, m: 'SAD', any: { a: [1, { b: null }] } })
add('variables absent and null', 'query ($i: Int, $s: String = "default", $b: Boolean = true, $id: ID) { many(i: $i, s: $s, b: $b, id: $id) defaulted(b: $s) }', { many: args, defaulted: args }, { b: null, id: null })
add('an absent variable takes the default of the argument', 'query ($a: Int, $b: String) { defaulted(a: $a, b: $b) }', { defaulted: args }, {})
add('a null variable where null may not be', 'query ($a: Int) { x: defaulted(a: $a) count }', { defaulted: args, count: 1 }, { a: null })
add('a variable with default where null may not be', 'query ($a: Int = 5) { required(a: $a) }', { required: args }, {})
add('a null variable with default where null may not be', 'query ($a: Int = 5) { required(a: $a) count }', { required: args, count: 1 }, { a: null })
add('variables within literals', 'query ($x: Int!, $t: String!, $y: Float, $l: String) { point(value: { x: $x, tags: ["a", $t], y: $y, label: $l, inner: { x: $x, label: $l } }, grid: [[1, $x], [$x]]) }', { point: args }, { x: 4, t: 't', y: null })
add('variables of lists', 'query ($v: [Point!], $g: [[Int]]) { point(values: $v, grid: $g) }', { point: args }, { v: { y: 2 }, g: [1, [2, null], null] })
add('one of', 'query ($c: Choice, $id: ID!) { a: point(choice: $c) b: point(choice: { byId: $id }) c: point(choice: { byName: "n" }) }', { point: args }, { c: { byName: 'x' }, id: 'i' })
add('defaults of input fields', 'query ($v: Point) { a: point(value: $v) b: point(value: { moods: HAPPY }) }', { point: args }, { v: { inner: {} } })

// Variables that do not fit
function refuse(name, definition, variables) {
  add(name, `query (${definition}) { ${[...definition.matchAll(/\$(\w+)/g)].map(([, v], i) => `v${i}: ${use(definition, v)}`).join(' ')} }`, {}, variables)
}

function use(definition, variable) {
  const type = definition.match(new RegExp(`\\$${variable}: ([^ ,=]+)`))[1]
  const argument = { Int: 'i', Float: 'f', String: 's', Boolean: 'b', ID: 'id', Mood: 'm', Anything: 'any' }[type.replace('!', '')]
  if (argument) return `many(${argument}: $${variable})`
  return `point(${{ Point: 'value', Choice: 'choice' }[type.replace('!', '')] ?? (type.startsWith('[Point') ? 'values' : 'grid')}: $${variable})`
}

refuse('required variable missing', '$a: Int!, $b: String!', {})
refuse('required variable null', '$a: Int!, $b: Point!', { a: null, b: null })
refuse('integers', '$a: Int, $b: Int, $c: Int, $d: Int, $e: Int', { a: 'x', b: 1.5, c: 3000000000, d: true, e: [1] })
refuse('numbers that do not fit', '$a: Float, $b: Float, $c: Float', { a: '1.5', b: true, c: {} })
refuse('texts that do not fit', '$a: String, $b: String, $c: String', { a: 1, b: true, c: ['x'] })
refuse('flags that do not fit', '$a: Boolean, $b: Boolean', { a: 'true', b: 1 })
refuse('ids', '$a: ID, $b: ID, $c: ID', { a: 1.5, b: true, c: {} })
refuse('enums', '$a: Mood, $b: Mood, $c: Mood, $d: Mood', { a: 'HAPY', b: 1, c: 'happy', d: ['SAD'] })
refuse('objects', '$a: Point, $b: Point, $c: Point', { a: 1, b: [], c: 'x' })
refuse('fields of objects', '$a: Point, $b: Point', { a: { x: 'a', y: 'b', lable: 'c', unknown: 1, tags: ['a', 1, null], inner: { x: null, inner: { y: true } } }, b: { x: null } })
refuse('lists, refused', '$a: [Point!], $b: [[Int]], $c: [Point!]', { a: [{ x: 1 }, null, { y: 'z' }], b: [[1, 'x'], 'y', [[2]]], c: 'one' })
refuse('one of, refused', '$a: Choice, $b: Choice, $c: Choice, $d: Choice', { a: {}, b: { byId: 1, byName: 'x' }, c: { byId: null }, d: { byNam: 'x' } })
refuse('values are shown short', '$a: Int, $b: String, $c: Int', { a: { a: { b: { c: { d: 1 } } } }, b: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], c: [[[[1]]], {}, [], 'q"q', null, 1e21] })
refuse('too many errors', '$a: [[Int]]', { a: [Array.from({ length: 60 }, (_, i) => `x${i}`)] })
add('variables nobody defined are ignored', 'query ($a: Int) { int(a: $a) }', { int: args }, { a: 1, b: 2 })

// Operations
const several = 'query A { count } query B { version } mutation C { first }'
add('operation by name', several, { count: 1, version: 'v' }, undefined, 'B')
add('operation without a name among several', several, {})
add('operation that is not there', several, {}, undefined, 'D')
add('name for an anonymous operation', '{ count }', {}, undefined, 'A')
add('name for a fragment', 'query A { count ...F } fragment F on Query { version }', {}, undefined, 'F')
add('mutation', 'mutation { first second third { name } fourth }', { first: 1, second: 2, third: ada, fourth: 4 })
add('mutation stops at the root', 'mutation { first second fourth }', { first: 1, second: { $throw: 'second failed' }, fourth: { $throw: 'never reached' } })
add('mutation goes on after an error', 'mutation { first third { strict } fourth }', { first: { $throw: 'first failed' }, third: { strict: null }, fourth: 4 })

// Introspection
add('one type', '{ __type(name: "Person") { kind name interfaces { name } fields { name type { kind name ofType { kind name } } } } no: __type(name: "Nobody") { name } }', {})
add('input types', '{ a: __type(name: "Point") { inputFields { name defaultValue type { name kind } } isOneOf } b: __type(name: "Choice") { isOneOf } c: __type(name: "Mood") { enumValues { name } } d: __type(name: "Node") { possibleTypes { name } } }', {})

export async function recordExecution(graphql) {
  const { buildSchema, execute, getIntrospectionQuery, parse, validate } = graphql
  const schema = buildSchema(sdl)
  add('the whole schema', getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true }), {})
  const cases = []
  for (const { name, document, root, variables, operationName } of executionCases) {
    const parsed = parse(document)
    const errors = validate(schema, parsed)
    if (errors.length > 0) throw new Error(`${name}: ${errors[0].message}`)
    const result = await execute({ schema, document: parsed, rootValue: alive(root), variableValues: variables, operationName })
    cases.push({ name, document, root, variables, operationName, expected: JSON.parse(JSON.stringify(result)) })
  }

  return { schema: sdl, cases }
}

function alive(value) {
  if (Array.isArray(value)) return value.map(alive)
  if (value === null || typeof value !== 'object') return value
  if ('$error' in value) return new Error(value.$error)
  if ('$throw' in value) return () => { throw new Error(value.$throw) }
  if ('$args' in value) return values => JSON.stringify(values)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, alive(member)]))
}
