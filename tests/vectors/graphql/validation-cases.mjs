// A schema with every kind of type, and documents for each rule: accepted ones and refused ones.
export const validationSchema = `
directive @onQuery on QUERY
directive @onMutation on MUTATION
directive @onSubscription on SUBSCRIPTION
directive @onField on FIELD
directive @onFragment on FRAGMENT_DEFINITION
directive @onSpread on FRAGMENT_SPREAD
directive @onInline on INLINE_FRAGMENT
directive @onVariable on VARIABLE_DEFINITION
directive @tag(name: String!, note: String = "none") repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

scalar Anything
enum Mood { HAPPY SAD SLEEPY }
input Point { x: Int! y: Int! = 0 label: String tags: [String!] inner: Point }
input Choice @oneOf { byId: ID byName: String byPoint: Point }

interface Node { id: ID! }
interface Named { name(short: Boolean): String }
interface Owned implements Node { id: ID! owner: Person! }
type Person implements Node & Named {
  id: ID!
  name(short: Boolean): String
  mood: Mood
  age: Int
  friends(first: Int, mood: Mood): [Person]
  posts(first: Int! = 10): [Post!]!
  pet: Pet
}
type Post implements Node & Owned & Named {
  id: ID!
  owner: Person!
  name(short: Boolean): String
  text: String!
  size: Int!
  likes: [Like]
}
type Like implements Node & Owned { id: ID! owner: Person! post: Post score: Float mood: Mood! }
type Dog implements Named { name(short: Boolean): String barks: Boolean! volume: Int age: Int knows(command: Mood!): Boolean! }
type Cat implements Named { name(short: Boolean): String meows: Boolean volume: Int! age: Float lives: Int }
union Pet = Dog | Cat
union Found = Person | Post | Dog

type Arguments {
  int(value: Int): String
  required(value: Int!): String
  defaulted(value: Int! = 3): String
  float(value: Float): String
  text(value: String): String
  flag(value: Boolean): String
  id(value: ID): String
  mood(value: Mood): String
  moods(value: [Mood!]): String
  ints(value: [Int]): String
  grid(value: [[Int!]]): String
  point(value: Point): String
  points(value: [Point!]!): String
  choice(value: Choice): String
  anything(value: Anything): String
  two(a: Int!, b: Int!): String
}
type Query {
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  person(id: ID): Person
  people: [Person!]
  post: Post
  pet: Pet
  dog: Dog
  cat: Cat
  named: Named
  found: [Found]
  arguments: Arguments
  count: Int!
}
type Mutation { rename(id: ID!, name: String): Person }
type Subscription { changed(id: ID): Post removed: ID }
`

export const validationCases = []

function rule(name, documents) {
  documents.forEach((document, index) => validationCases.push([`${name} ${index + 1}`, document]))
}

rule('ExecutableDefinitions', [
  '{ count }',
  'query A { count } fragment P on Person { id } query B { person { ...P } }',
  '{ count } type Tree { height: Int } extend type Person { tall: Boolean }',
  'schema { query: Query } { count } extend schema { mutation: Mutation } directive @new on FIELD',
])
rule('UniqueOperationNames', [
  'query A { count } mutation B { rename(id: 1) { id } }',
  'query A { count } query A { count }',
  'query A { count } mutation A { rename(id: 1) { id } } subscription A { removed }',
])
rule('LoneAnonymousOperation', [
  '{ count ...F } fragment F on Query { count }',
  '{ count } { count }',
  'query A { count } { count } mutation { rename(id: 1) { id } }',
])
rule('SingleFieldSubscriptions', [
  'subscription A { changed { id } }',
  'subscription A { ...F } fragment F on Subscription { changed { id } }',
  'subscription A { changed { id } removed }',
  'subscription { changed { id } ... on Subscription { removed again: removed } }',
  'subscription A { __typename }',
  'subscription { changed { id } __typename }',
  'subscription A { changed { id } changed { text } }',
  'subscription A { changed { id } ...F } fragment F on Subscription { removed }',
])
rule('KnownTypeNames', [
  'query A($a: Int, $b: [Point!]!) { arguments { int(value: $a) points(value: $b) } node(id: 1) { ... on Person { id } } }',
  'query A($a: Imt) { arguments { int(value: $a) } }',
  'query A($a: [Pont!]!) { node(id: 1) { ... on Persn { id } ...F } } fragment F on Dogs { name }',
  'query A($a: Zzzzzzzz) { count }',
])
rule('FragmentsOnCompositeTypes', [
  '{ node(id: 1) { ... on Person { id } ... on Node { id } } pet { ... on Pet { __typename } } }',
  '{ ...F } fragment F on Mood { bad }',
  '{ person { ... on Point { x } ... on String { y } } }',
  'fragment F on Point { x } { count }',
])
rule('VariablesAreInputTypes', [
  'query A($a: Int, $b: [Mood!]!, $c: Choice) { arguments { int(value: $a) moods(value: $b) choice(value: $c) } }',
  'query A($a: Person, $b: [[Pet!]]!, $c: Node) { count }',
])
rule('ScalarLeafs', [
  '{ person { name mood } count }',
  '{ count { sum } }',
  '{ person { name { first } mood { deep } posts } }',
  '{ person people node(id: 1) pet }',
  '{ arguments { int(value: 1) { a } } post }',
])
rule('FieldsOnCorrectType', [
  '{ person { id name __typename } pet { __typename ... on Dog { barks } } __schema { queryType { name } } __type(name: "A") { name } }',
  '{ person { nmae } }',
  '{ node(id: 1) { owner { id } } }',
  '{ named { barks } }',
  '{ named { volume age } node(id: 1) { name text likes { id } } }',
  '{ pet { name } found { id } }',
  '{ person { mood { deep { deeper } } unknown { deeper { deepest } } } }',
  '{ cuont contu cont count1 xyz }',
  '{ person { __schema { types { name } } __type(name: "x") { name } } }',
  'mutation { renam(id: 1) { id } } ',
  '{ ...F } fragment F on Unknown { nothing }',
  '{ person { post friend } }',
])
rule('UniqueFragmentNames', [
  '{ person { ...A ...B } } fragment A on Person { id } fragment B on Person { id }',
  '{ person { ...A } } fragment A on Person { id } fragment A on Person { name } fragment A on Dog { name }',
])
rule('KnownFragmentNames', [
  '{ person { ...A } } fragment A on Person { id }',
  '{ person { ...A ... on Person { ...B } } } fragment A on Person { ...C }',
])
rule('NoUnusedFragments', [
  '{ person { ...A } } fragment A on Person { ...B } fragment B on Person { id }',
  '{ count } fragment A on Person { ...B } fragment B on Person { id }',
  '{ person { ...A } } fragment A on Person { id } fragment B on Person { ...C } fragment C on Person { ...B }',
  'query A { person { ...A } } query B { person { ...B } } fragment A on Person { id } fragment B on Person { name }',
])
rule('PossibleFragmentSpreads', [
  '{ dog { ... on Dog { barks } ... on Named { name } ... on Pet { __typename } ...P } } fragment P on Pet { ... on Dog { barks } ... on Cat { meows } }',
  '{ named { ... on Dog { barks } ... on Pet { __typename } ... on Node { id } } node(id: 1) { ... on Owned { owner { id } } } }',
  '{ dog { ... on Cat { meows } } }',
  '{ dog { ...C ... on Node { id } } } fragment C on Cat { meows }',
  '{ pet { ... on Node { id } ... on Person { id } } cat { ... on Found { __typename } } }',
  '{ node(id: 1) { ... on Pet { __typename } ...D } } fragment D on Dog { name }',
])
rule('NoFragmentCycles', [
  '{ person { ...A ...B } } fragment A on Person { ...B } fragment B on Person { id }',
  '{ person { ...A } } fragment A on Person { ...A }',
  '{ person { ...A } } fragment A on Person { friends { ...A } }',
  '{ person { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }',
  '{ person { ...A } } fragment A on Person { ...B } fragment B on Person { ...C } fragment C on Person { ...A }',
  '{ person { ...A } } fragment A on Person { ...B ...C } fragment B on Person { ...C } fragment C on Person { ...A ...B }',
  '{ person { ...A } } fragment A on Person { ... on Person { friends { ...B } } pet { ...P } } fragment B on Person { ...A } fragment P on Pet { ... on Dog { ...D } } fragment D on Dog { ...P }',
])
rule('UniqueVariableNames', [
  'query A($a: Int, $b: Int) { arguments { int(value: $a) ints(value: [$b]) } } query B($a: Int) { arguments { int(value: $a) } }',
  'query A($a: Int, $a: String, $a: Int, $b: Int, $b: Int) { arguments { int(value: $a) ints(value: [$b]) } }',
])
rule('NoUndefinedVariables', [
  'query A($a: Int) { arguments { int(value: $a) } }',
  'query A($a: Int) { ...F } fragment F on Query { arguments { int(value: $a) } }',
  '{ arguments { int(value: $a) } }',
  'query A($a: Int) { arguments { two(a: $a, b: $b) point(value: { x: $c, tags: [$d] }) } }',
  'query A { ...F } query B($a: Int) { ...F } fragment F on Query { ...G } fragment G on Query { arguments { int(value: $a) } }',
  '{ count @skip(if: $a) ... @include(if: $b) { count } }',
])
rule('NoUnusedVariables', [
  'query A($a: Boolean!) { count @skip(if: $a) }',
  'query A($a: Int, $b: Int) { arguments { int(value: $b) } }',
  'query ($a: Int) { count }',
  'query A($a: Int) { ...F } query B($a: Int, $b: Int) { ...F } fragment F on Query { arguments { int(value: $b) } }',
])
rule('KnownDirectives', [
  'query A($a: Boolean = true @onVariable) @onQuery { count @skip(if: $a) @onField ...F @onSpread ... @onInline { count } } fragment F on Query @onFragment { count }',
  'mutation @onMutation { rename(id: 1) { id @include(if: true) } }',
  'subscription @onSubscription { removed }',
  '{ count @unknown }',
  'query A($a: Int @onField) @onField { count @onQuery ...F @onInline ... @onSpread { count } } fragment F on Query @onSpread { arguments { int(value: $a) } }',
  'mutation @onQuery { rename(id: 1) { id @onMutation } } ',
  '{ count @deprecated @specifiedBy(url: "x") @mystery(a: 1) }',
])
rule('UniqueDirectivesPerLocation', [
  '{ count @tag(name: "a") @tag(name: "b") @skip(if: false) @include(if: true) }',
  '{ count @skip(if: true) @skip(if: false) @onField @onField @onField }',
  'query A @onQuery @onQuery { ...F @onSpread @onSpread } fragment F on Query @onFragment @onFragment { count }',
  '{ count @unknown @unknown }',
])
rule('KnownArgumentNames', [
  '{ person(id: 1) { name(short: true) friends(first: 2, mood: SAD) { id } } }',
  '{ person(ids: 1, id: 2) { name(shrt: true) posts(frist: 1, last: 2) { id } } }',
  '{ count(x: 1) @skip(if: true, unless: false) @tag(name: "a", nam: "b") @unknown(id: 1) }',
  '{ unknown(a: 1) { b(c: 2) } person @unknown(id: 1) { id } }',
  '{ person(id: 1) @unknown(idd: 1) { id } }',
  '{ __type(nme: "A", name: "B") { fields(includeDeprecate: true) { name } } }',
])
rule('UniqueArgumentNames', [
  '{ arguments { two(a: 1, b: 2) } }',
  '{ arguments { two(a: 1, a: 2, b: 1, a: 3, b: 3) int(value: 1) @tag(name: "a", name: "b") } }',
])
rule('ValuesOfCorrectType', [
  '{ arguments { int(value: 2) float(value: 1) text(value: "a") flag(value: false) id(value: 7) mood(value: SAD) moods(value: [SAD]) ints(value: [1, null]) } }',
  '{ arguments { int(value: null) ints(value: 3) grid(value: [[1], null, [2, 3]]) moods(value: HAPPY) anything(value: { a: [1, "b", C] }) point(value: { x: 1 }) points(value: { x: 1, y: 2 }) } }',
  '{ arguments { choice(value: { byId: 1 }) point(value: { x: 1, inner: { x: 2, inner: { x: 3 } } }) } }',
  '{ arguments { int(value: "2") float(value: "1.5") text(value: 1) flag(value: 2) id(value: 1.5) mood(value: "SAD") } }',
  '{ arguments { int(value: 1.0) a: int(value: 99999999999) b: int(value: true) c: int(value: SAD) d: int(value: [1]) e: int(value: { a: 1 }) } }',
  '{ arguments { float(value: true) a: float(value: null) text(value: true) b: text(value: SAD) c: text(value: 1.5) d: text(value: ["x"]) } }',
  '{ arguments { flag(value: "true") a: flag(value: 1.0) b: flag(value: TRUE) id(value: true) c: id(value: SAD) d: id(value: {}) } }',
  '{ arguments { mood(value: HAPY) a: mood(value: happy) b: mood(value: 1) c: mood(value: true) d: mood(value: [SAD]) e: mood(value: GLOOMY) } }',
  '{ arguments { moods(value: ["SAD", SADD, null]) ints(value: ["1", 2, 3.5]) grid(value: [1, [null], ["a"], [[1]]]) } }',
  '{ arguments { required(value: null) defaulted(value: null) points(value: null) a: points(value: [null, { x: 1 }]) } }',
  '{ arguments { point(value: {}) a: point(value: { y: 1 }) b: point(value: { x: "1", y: null, label: 2 }) c: point(value: 1) d: point(value: [{ x: 1 }]) } }',
  '{ arguments { point(value: { x: 1, lable: "a", z: 2, unknown: { deep: 1 } }) a: points(value: [{ x: 1, inner: { z: 1 } }]) } }',
  '{ arguments { choice(value: {}) a: choice(value: { byId: 1, byName: "b" }) b: choice(value: { byId: null }) c: choice(value: { byNam: "x" }) d: choice(value: { byPoint: { y: 1 } }) } }',
  'query A($a: Int = "x", $b: Mood = HAPY, $c: [Int!] = [1, null], $d: Point = { y: 1 }, $e: Int! = null, $f: Choice = {}) { arguments { int(value: $a) mood(value: $b) ints(value: $c) point(value: $d) required(value: $e) choice(value: $f) } }',
  'query A($a: ID) { arguments { choice(value: { byId: $a }) anything(value: $a) b: anything(value: [$a, { c: $a }]) } }',
  '{ count @skip(if: "no") @include(if: null) dog { knows(command: 3) b: knows(command: SAD) } }',
  '{ unknown(value: { a: "b" }) person(nothing: [1]) { id } arguments { anything(value: """block""") } }',
  '{ arguments { text(value: """a block""") int(value: 1e3) float(value: 1e3) a: int(value: -2147483649) b: int(value: -2147483648) } }',
])
rule('ProvidedRequiredArguments', [
  '{ arguments { required(value: 1) defaulted two(a: 1, b: 2) int } dog { knows(command: SAD) } }',
  '{ arguments { required two(a: 1) a: two } node { id } nodes { id } dog { knows } }',
  '{ count @skip @include @tag a: count @tag(note: "x") b: count @skip(unless: true) }',
  '{ person { posts { id } } node { ... on Dog { knows { deep } } } }',
])
rule('VariablesInAllowedPosition', [
  'query A($a: Int, $b: Int!, $c: [Int!]!, $d: [[Int!]!]!, $e: Point!, $f: Mood!) { arguments { int(value: $a) required(value: $b) ints(value: $c) grid(value: $d) point(value: $e) mood(value: $f) } }',
  'query A($a: Int = 1, $b: Int, $c: Boolean = false) { arguments { required(value: $a) defaulted(value: $b) } count @skip(if: $c) }',
  'query A($a: Int, $b: String, $c: [Int], $d: Int) { arguments { required(value: $a) int(value: $b) grid(value: $c) ints(value: $d) } }',
  'query A($a: Int = null, $b: Boolean, $c: ID) { arguments { required(value: $a) flag(value: $c) } count @include(if: $b) }',
  'query A($a: [Mood], $b: String, $c: Int) { arguments { moods(value: $a) point(value: { x: $c, label: $c, tags: [$b] }) points(value: [{ x: $c, y: $c }]) } }',
  'query A($a: ID, $b: String!, $c: ID!) { arguments { choice(value: { byId: $a }) b: choice(value: { byName: $b }) c: choice(value: { byName: $c }) } }',
  'query A($a: Int) { ...F } fragment F on Query { arguments { text(value: $a) required(value: $a) } }',
  'query A($a: Unknown) { arguments { int(value: $a) } }',
])
rule('OverlappingFieldsCanBeMerged', [
  '{ person { id id name n: name } count count }',
  '{ person { ...A ...B } } fragment A on Person { friends(first: 1) { id } } fragment B on Person { friends(first: 1) { name } }',
  '{ pet { ... on Dog { x: barks } ... on Cat { x: meows } } }',
  '{ pet { ... on Dog { volume } ... on Cat { volume } } }',
  '{ pet { ... on Dog { age } ... on Cat { age } } }',
  '{ pet { ... on Dog { x: name } ... on Cat { x: name(short: true) } ... on Named { y: name } } }',
  '{ person { x: id x: name } }',
  '{ person { friends(first: 1) { id } friends(first: 2) { id } } }',
  '{ person { friends(first: 1, mood: SAD) { id } friends(mood: SAD, first: 1) { name } name name(short: true) } }',
  '{ person { x: friends { id } x: posts { id } } }',
  '{ person { a: friends { x: id y: name } a: friends { x: name y: id } } }',
  '{ person { a: friends { b: friends { x: id } } a: friends { b: friends { x: name } } } }',
  '{ ...A ...B } fragment A on Query { x: count } fragment B on Query { x: person { id } }',
  '{ ...A ...B ...C x: node(id: 1) { id } } fragment A on Query { x: count } fragment B on Query { x: person { id } } fragment C on Query { ...A ...B }',
  '{ a: person { ...A } a: person { ...B } } fragment A on Person { x: id ...C } fragment B on Person { x: name ...D } fragment C on Person { y: id } fragment D on Person { y: age }',
  '{ found { ... on Person { x: name } ... on Post { x: text } ... on Dog { x: barks } } }',
  '{ found { ... on Person { x: friends { id y: name } } ... on Post { x: likes { id y: score } } } }',
  '{ named { ... on Dog { x: barks } x: name } node(id: 1) { ... on Person { y: name } ... on Node { y: id } } }',
  '{ node(id: 1) { ... on Owned { x: owner { id } } ... on Person { x: pet { __typename } } } }',
  '{ arguments { x: point(value: { x: 1, y: 2 }) x: point(value: { y: 2, x: 1 }) y: ints(value: [1, 2]) y: ints(value: [2, 1]) z: text(value: "a") z: text(value: """a""") } }',
  'query A($a: Int, $b: Int) { arguments { x: int(value: $a) x: int(value: $b) y: int(value: $a) y: int(value: 1) } }',
  '{ x: count x: count x: __typename ... { x: count } ... on Query { x: post { id } } }',
  '{ person { x: unknown x: nothing y: unknown y: unknown } }',
  '{ person { ...A } } fragment A on Person { ...A x: id x: name friends { ...A } }',
  '{ person { ...A x: name } } fragment A on Person { friends { ...A x: mood } x: id }',
  '{ person { a: friends { ...A } a: friends { ...B } } } fragment A on Person { b: friends { x: id } } fragment B on Person { b: friends { x: age } }',
  '{ people { x: posts { id } } people { x: posts(first: 10) { id } } }',
  '{ found { ... on Person { p: friends { ... on Person { x: id } } } ... on Post { p: likes { ... on Like { x: score } } } } }',
  '{ found { ... on Dog { p: knows(command: SAD) } ... on Person { p: age } } }',
  '{ found { ...P ...D } } fragment P on Person { a: name b: age } fragment D on Dog { a: volume b: barks }',
  '{ nodes(ids: []) { id ... on Post { likes { owner { id } } likes { owner { x: id x: name } } } } }',
  'fragment Unused on Person { x: id x: name } { count }',
  '{ x: __typename x: __typename pet { x: __typename ... on Dog { x: name } } }',
])
rule('UniqueInputFieldNames', [
  '{ arguments { point(value: { x: 1, inner: { x: 1 } }) points(value: [{ x: 1 }, { x: 1 }]) } }',
  '{ arguments { point(value: { x: 1, x: 2, y: 1, x: 3, inner: { x: 1, x: 1 } }) anything(value: { a: 1, a: 2 }) } }',
])
rule('Several rules at once', [
  'query A($a: Unknown, $b: Person, $c: Int) @onField { ...F ...Missing person(idd: $d) { nmae friends(first: "1") { x: id x: name } } } fragment F on Query { ...F } fragment G on Mood { x }',
  '{ a }\n{ b(x: $y) @c }\nquery Q { d: count d: dog e { f } }',
  'query Introspection { __schema { types { ...T } directives { name args { ...V } } } } fragment T on __Type { kind name fields(includeDeprecated: true) { name args { ...V } type { ...R } } inputFields { ...V } } fragment V on __InputValue { name type { ...R } defaultValue } fragment R on __Type { kind name ofType { kind name ofType { name } } }',
])
