// Sources to record: executable documents, schema documents, and faulty ones of both kinds.

export const documents = [
  '{ a }',
  '{a,b,,c}',
  'query Q { a }',
  'query { a @skip(if: true) b @include(if: false) @x }',
  'query Q($a: Int = 1, $b: [String!]! = ["x"] @d, $c: In = {x: {y: [1, 2.5, -3e10]}, z: null}) { f(a: $a, b: $b, c: $c) }',
  'mutation M($i: CreateInput!) @live { createPost(input: $i) { document { id text: body } clientMutationId } }',
  'subscription S { changed(after: "abc") { node { ... on Post { id } ...F @defer } } }\nfragment F on Post @x(y: "z") { author { name } }',
  '{ veryLongFieldNameNumberOne(argumentOne: "some long text", argumentTwo: "some more long text", three: 3) { id } }',
  '{ alias: veryLongFieldNameNumberOne(argumentOne: "some long text", argumentTwo: """block\n  text""", c: [1]) { deep { deeper(first: 10, after: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") { id } } } }',
  '{ a(s: "quote \\" slash \\\\ \\/ tab \\t nl \\n \\b\\f\\r u \\u00e9 pair \\uD83D\\uDE00 braced \\u{1F600}") }',
  '{ a(s: """\n    Hello,\n      World!\n\n    Yours,\n      GraphQL \\""" end\n  """) }',
  '{ a(s: "", b: """""", c: """ x""", d: """x """, e: """\n""", f: """a\r\n  b\r  c""") }',
  '# comment\n\ufeff{ # more é\n  a # é€😀\n  # last\n}# end',
  'query Q {\r\n  a(s: "é€😀") b\r  c(s: """é\n  €😀""") d\n}',
  '{ ... { a } ... @x { b } ... on T @y { c } }',
  '{ a(i: 0, n: -0, f: 0.0, e: 1e10, x: -1.5E-7, t: true, u: false, nul: null, en: ENUM, l: [], o: {}, v: $v, lo: [{a: $v}]) }',
  '"Describes the query" query Q("the id" $id: ID!, """and\nanother""" $b: Int) { a }',
  '"""Describes\nthe fragment""" fragment F on T { a }',
  '"anonymous" query { a }',
  'query on($on: on = on) { on: on(on: on) @on ... on on { fragment type input extend schema query } }',
  'query Q($a: [[Int!]]!, $b: [[[T]!]!]) { a }',
  '{ a { b { c { d { e } } } } }',
  'fragment query on T { a }\nfragment mutation on T { ...query }\n{ ...mutation }',
  'type Query { a: Int } query Q { a } extend type Query { b: Int }',
]

export const schemas = [
  `"""
The schema
in lines
"""
schema @onSchema { query: Root mutation: Change subscription: Watch }
directive @onSchema on SCHEMA
"Marks a thing"
directive @mark(
  "Why it is marked"
  why: String = "because"
  level: Int! = 3 @deprecated(reason: "no levels")
  tags: [String!]
) repeatable on | FIELD_DEFINITION | OBJECT | INTERFACE | ARGUMENT_DEFINITION | SCALAR | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
"The root" type Root @mark(why: "root") {
  "One thing"
  thing(id: ID!, "how many" first: Int = 10, filter: Filter = {and: [{name: "x"}], limit: 2}): Thing @mark @mark(level: 1)
  """
  Many things, with a text that is longer than seventy characters so that it goes on its own line.
  """
  things(ids: [ID!]! = [1, "2", "x"], order: Order = DOWN, ratio: Float = 1.50, big: Float = 1e21, small: Float = 1e-7, flag: Boolean = false, nothing: String = null): [Thing!]!
  old: String @deprecated
  older: String @deprecated(reason: "Use \\"thing\\"\\nor things")
  undeprecated: String @deprecated(reason: null)
  any: Any
}
type Change { do(input: Input!): Boolean }
type Watch { on: Thing }
interface Node { id: ID! }
interface Named implements Node { id: ID! name(upper: Boolean = true): String }
type Thing implements Named & Node @mark { id: ID! name(upper: Boolean = true, extra: Int): String self: [[Thing!]]! }
type Other implements Node { id: ID! }
union Any @mark = | Thing | Other
"An order"
enum Order { UP "down it goes" DOWN @deprecated(reason: "up only") SIDE @mark }
scalar Date @specifiedBy(url: "https://example.com/date")
scalar Json
input Filter { and: [Filter!] not: Filter name: String = "n" limit: Int! = 5 order: Order = SIDE any: Json = "x" at: Date }
input Input @oneOf { a: String b: Int @deprecated }
`,
  'type Query { a: Int }',
  'type Query { a: A } type A { b: B } type B { q: Query c: C } type C { s: String } type Unused { x: D } enum D { V }',
  'type Query { x: I } interface I { j(a: In): E } enum E { A } input In { n: In2 } input In2 { s: S } scalar S type Impl implements I { j(a: In): E }',
  'type Query { a: Int } extend type Query @d { b: String } extend type Query implements N { id: ID } interface N { id: ID } directive @d on OBJECT extend interface N @e directive @e on INTERFACE | UNION | ENUM | SCALAR | INPUT_OBJECT | SCHEMA union U extend union U @e = Query enum Z { A } extend enum Z @e { B C } scalar S extend scalar S @e input I { a: Int } extend input I @e { b: Int = 2 } extend schema @e { mutation: M } type M { i(i: I = {a: 1}): U }',
  'schema { query: Mutation } type Mutation { a: Subscription } type Subscription { b: Int } type Query { c: Int }',
  'schema { query: Query } type Query { a: Int } type Mutation { b: Int }',
  'extend schema { mutation: Foo } type Foo { a: Int } type Query { b: Int }',
  'type Query { a(s: String = "é \\u0007 \\u007f \\u2028 \\"q\\" \\\\", b: String = """block\n  text""", i: ID = 7, d: ID = "12", e: ID = "012", l: [Int] = 3, ll: [[Int]] = 4, n: [Int] = [null, 1], bad: Int = "x", f: Float = 3, z: Float = -0.0, t: Float = 123456789012345680000, u: Float = 1.5e300): Int }',
  '"""\n  indented description\n"""\ntype Query {\n  " leading space" a: Int\n  "trailing quote \\"" b: Int\n  "ends in backslash \\\\" c: Int\n  "with triple \\"\\"\\" inside" d: Int\n  "ends in triple \\"\\"\\"" e: Int\n  "line one\\nline two" f: Int\n  "  both\\n  indented" g: Int\n  "\\n starts with line" h: Int\n  "bell \\u0007" i: Int\n  "cr \\r lf" j: Int\n  "" k: Int\n  "tab\\there" l: Int\n "  one indented line" m: Int\n  "seventy characters are just short enough to stand on the line with it.." n: Int\n "seventy-one characters are already too long to stand on the line with it" o: Int\n "trail\\n" p: Int\n "a\\n\\n  b\\n" q: Int\n "x\\n  y\\n z" r: Int }',
  'type Query { a(x: I = {}): Int } input I { b: Int = 1 c: J = {} d: [J] = [{}, {k: 5}] } input J { k: Int = 2 l: Int }',
  'directive @skip(if: Boolean!) on FIELD directive @own(a: I = {x: 1}) on QUERY input I { x: Int y: String = "d" } type Query { a: Int }',
  'scalar ID scalar String type Query { a: ID b: String } enum __TypeKind { X } ',
  'directive @a(x: [Int!]! = [1]) repeatable on QUERY | MUTATION | SUBSCRIPTION | FIELD | FRAGMENT_DEFINITION | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION | SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION type Query { a: Int }',
]

export const faultyDocuments = [
  '', ' ', '#', '\ufeff', '{', '}', '{}', '{ }', '{ a', '{ a }}', '{ a: }', '{ a(}', '{ a() }', '{ a(b) }', '{ a(b:) }', '{ a(b: $) }', '{ a(b: [) }',
  'query', 'query Q', 'query Q(', 'query Q() { a }', 'query Q($a) { a }', 'query Q($a: ) { a }', 'query Q($a: Int = $b) { a }', 'query Q($a: [Int) { a }', 'query Q($a: Int = [$b]) { a }', 'query Q($a: Int = $) { a }',
  'query Q($a: Int @x(y: $a)) { a }', 'query Q($a: Int!!) { a }', 'notanoperation Foo { field }', 'fragment on on on { on }', 'fragment F { a }', 'fragment F on { a }', 'fragment F($a: Int) on T { a }', '{ ...on }', '{ ...on T }', '{ ...F() }',
  '{ ... }', '{ . }', '{ .. }', '...', 'extend', 'extend query', 'extend type', 'extend type T', 'extend schema', 'extend scalar S', 'extend union U', 'extend enum E', 'extend input I', 'extend interface I', 'extend directive @a', 'extend "x"', 'extend union U =',
  '"desc" { a }', '"desc" extend type T { a: Int }', '"desc"', '"desc" 1', '"desc" nope', '"""desc""" "desc" type T', 'type T { }', 'type T { a }', 'type T { a: }', 'type T { a() : Int }', 'type T { a(b): Int }', 'type T implements { a: Int }', 'type T implements & { a: Int }', 'type T implements A & { a: Int }', 'type T implements A, B { a: Int }', 'type T implements A B',
  'enum E { }', 'enum E { true }', 'enum E { A null }', 'enum E { "d" false }', 'union U = ', 'union U = |', 'union U = A |', 'union U A', 'input I { a: Int = $x }', 'input I { a(b: Int): Int }', 'schema { }', 'schema { query }', 'schema { query: }', 'schema { foo: Bar }', 'schema', 'scalar', 'interface', 'directive', 'directive @', 'directive @a', 'directive @a on', 'directive @a on NOWHERE', 'directive @a on FIELD | ', 'directive @a on field', 'directive @a repeatable', 'directive @a() on FIELD', 'directive a on FIELD', 'directive @a @b on FIELD',
  '"', '""', '"""', '""""', '"""""', '"abc', '"abc\n"', '"abc\r"', '"\\', '"\\x"', '"\\u"', '"\\u1"', '"\\u12"', '"\\u123"', '"\\u12G4"', '"\\uD83D"', '"\\uDE00"', '"\\uD83D\\uD83D"', '"\\uD83D\\u0041"', '"\\u{}"', '"\\u{"', '"\\u{1', '"\\u{1F600"', '"\\u{110000}"', '"\\u{D800}"', '"\\u{FFFFFFFF}"', '"\\u{000000041}"', '"\\u{G}"', '"\\u{1 }"', '"\\xé"', '{ a(b: "\\u{ }") }',
  '"""abc', '"""abc\\"""', '"""abc"', '"""\n\n  x', '{ a(b: """x\ny" z',
  '0', '00', '01', '-', '-a', '+1', '1.', '1.a', '1e', '1e+', '1ea', '1.0.0', '1a', '1_', '.1', '1.5e', '1.5ex', '-01', '1..2', '0x1', '{ a(b: 1.) }', '{ a(b: 01) }', '{ a(b: 1é) }',
  '?', '%', '\\', '\'', '{ a(b: \'x\') }', 'é', '€', '😀', '\u0000', '\u0007', '\u200b', '\u00a0', '{ é }', '{ a(b: é) }', '{ a\n  b\n    ?', '{ a # é\n ?', '{ a(b: "é😀") ? }', '{ a(b: """é😀""") ? }', '{ a(b: """é\n😀""") ? }', '\ufeff ?', '{ a\r\n\r\n ? }', '{ a\r\r ? }', '{ a(s: """\r\n x\r y\n z""") ? }',
  'type T { a: Int } }', 'query Q { a } 1', 'query Q { a } "x"', 'query Q { a } """x\ny"""', 'query Q { a } $', '{ a @ }', '{ a @x( }', '{ a @x() }', '{ a: b: c }', '{ a { } }', '{ a(b: {c}) }', '{ a(b: {c:}) }', '{ a(b: {c: 1 d}) }', '{ a(b: [1, }', '{ a(b: {"c": 1}) }', 'query 1 { a }', 'query "x" { a }', '{ 1 }', '{ "a" }', '{ $a }', '{ a $b }', 'fragment', 'fragment F', 'fragment F on', 'fragment F on T', 'mutation', 'subscription {', '{ a } { b', 'schema { query: Query } extend', 'type', 'type 1', 'type T @', 'type T { "x" }', 'type T { a: [ }', 'type T { a: [Int }', 'type T { a: Int = 1 }', 'type T { a(b: Int = ): Int }', '(', '[1]', '!', '$a', '@a', '&', '|', ':', '=',
]

export const faultySchemas = [
  'scalar S',
  'type A { a: Int }',
  'schema { query: Q } scalar Q',
  'scalar Query',
  'schema { query: Q mutation: M } type Q { a: Int } enum M { A }',
  'schema { query: Q subscription: S } type Q { a: Int } input S { a: Int }',
  'schema { query: Query } schema { query: Query } type Query { a: Int }',
  'schema { query: Query query: Query } type Query { a: Int }',
  'schema { query: Query mutation: Query } extend schema { mutation: Query subscription: Query subscription: Query } type Query { a: Int }',
  'type Query { a: Int } type Query { b: Int } enum Query { C }',
  'type Query { a: Int a: String } extend type Query { a: ID b: Int } interface I { x: Int x: Int } input In { y: Int y: Int y: Int }',
  'type Query { a(x: Int, y: Int, x: Int, x: Int): Int } interface I { b(z: Int, z: Int): Int } directive @d(q: Int, q: Int) on FIELD extend type Query { c(w: Int, w: Int): Int }',
  'enum E { A B A } extend enum E { B C } type Query { e: E }',
  'directive @d on FIELD directive @d on QUERY type Query { a: Int }',
  'directive @d repeatable on FIELD directive @d on OBJECT type Query @d @d { a: Int }',
  'type Query { a: Foo b: [Bar!]! c(d: Baz): Int e: Strin f: Quer } type Qeury { x: Int } union U = Nope input I { i: Intt = 1 }',
  'query Q($a: Foo) { a } type Query { a: Int } fragment F on String { a }',
  'type Query @nope { a: Int @skip(if: true) b(c: Int @deprecated @nope): Int @deprecated @deprecated } enum E @oneOf { A @specifiedBy(url: "x") } scalar S @deprecated input I @oneOf @oneOf { a: Int @deprecated(reason: "x") } extend input I @deprecated { b: Int @own } directive @own on INPUT_FIELD_DEFINITION directive @sc on SCHEMA schema @sc @own { query: Query } union U @own = Query interface N @own { a: Int } extend interface N @own',
  'query Q @own { a @own ...F @own ... @own { b } } mutation M @own { a } subscription S @own { a } fragment F on Query @own { a } query V($x: Int @own) { a } type Query { a: Int } directive @own on SCHEMA',
  'type Query { a: Int @deprecated(reason: "x", reason: "y", why: "z", reson: "q") b: Int @specifiedBy } scalar S @specifiedBy scalar T @specifiedBy(urls: "x")',
  'directive @d(a: Int!, b: String! = "x", c: [Int!]!) on FIELD_DEFINITION type Query { a: Int @d b: Int @d(c: []) c: Int @d(a: {x: 1, x: 2, y: {x: 1, y: 2, y: 3}}, c: 1, d: 2) }',
  'type Query { a(x: I = {a: 1, b: {a: 2, a: 3}, a: 4}): Int } input I { a: Int b: I }',
  'extend type Foo { a: Int } extend type Querry { a: Int } type Query { a: Int } extend scalar Query @deprecated extend type E { a: Int } enum E { A } extend enum I { B } interface I { a: Int } extend interface U { a: Int } union U = Query extend union S = Query scalar S extend input Query { a: Int } extend input Int { a: Int } input In { a: Int } extend type In { b: Int }',
  'type Query { a: Int @deprecated(reason: 5) }',
  'type Query { a: Int } scalar S @specifiedBy(url: null)',
  'type Query',
  'type Query { a: A } type A interface B enum C union D input E',
  'type Query { __a: Int a(__b: Int): Int } type __Foo { a: Int } enum E { __A } input I { __x: Int } directive @__d(__e: Int) on FIELD interface __I { a: Int } union __U = Query scalar __S',
  'type Query { a: I b: [I!] c(d: Query, e: [U!]!): Int } input I { a: Query b: [N] c: I } interface N { a: Int } union U = Query directive @d(a: Query, b: U!) on FIELD',
  'type Query { a(b: Int! @deprecated, c: Int! = 1 @deprecated): Int } input I { a: Int! @deprecated b: Int! = 1 @deprecated } directive @d(a: Int! @deprecated) on FIELD',
  'type Query implements Foo { a: Int } type Foo { a: Int } interface I implements Query & E { a: Int } enum E { A }',
  'type Query implements I & I { a: Int } interface I { a: Int } extend type Query implements I',
  'interface I implements I { a: Int } type Query implements I { a: Int }',
  'interface A implements B { a: Int } interface B implements A { a: Int } type Query implements A & B { a: Int }',
  'interface A { a: Int } interface B implements A { a: Int b: Int } type Query implements B { a: Int b: Int } interface C implements B { a: Int b: Int }',
  'interface I { a: Int b(x: Int!): String c: [I!]! d(y: String): Int e: Int! f: U } type Query implements I { a: String b(x: Int, z: Int!, w: Int! = 1): String c: [Query] d: Int f: Other } union U = Query | Other type Other implements I { a: Int b(x: Int!): String! c: [Other!]! d(y: String, q: [Int!]): Int e: Int! f: Other } extend type Query { g: Int }',
  'union U = Query | Query extend union U = Query | Foo type Query { a: U } type Foo { a: Int } union V = I | E | U interface I { a: Int } enum E { A }',
  'type Query { a(x: A): Int } input A { b: B! } input B { c: C! d: A! } input C { a: A! s: C! n: B }',
  'type Query { a(x: A): Int } input A { a: A! }',
  'type Query { a(x: O): Int } input O @oneOf { a: Int! b: Int = 1 c: String! = "x" d: Int }',
  'type Query { a(x: O = {a: 1, b: 2}, y: O = {a: null}, z: O = {b: 2}, w: O = {}): Int } input O @oneOf { a: Int b: Int }',
  'type Query { a(x: A! = null, y: [Int!] = [null], z: A = {b: null}, e: E = "A", f: E = B, g: [E] = [A, B], h: A = {b: 1, q: 1}, i: Int = 99999999999, j: String = 5, k: Boolean = 1, l: ID = 1.5, m: Float = "1"): Int } input A { b: Int! } enum E { A }',
]

export const values = [
  '1', '-1.5e10', '"x"', '"""x"""', '"""x\ny"""', 'true', 'null', 'E', '[1 2 3]', '{a:1,b:[{c:"d"}]}', '$v', '[$v, {a: $w}]', '"\\u0001\\u001f\\u007f\\u009f\\u00a0 é😀\\b\\f\\t"', '"""\n  a\n    b\n"""', '"""\\""" x"""', '"""x\\\n"""', '"""x\"\n"""',
]
