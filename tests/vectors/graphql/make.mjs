// Records what graphql-js does: syntax errors, printing, schemas, introspection, scalars, suggestions.
// Copy make.mjs, sources.mjs and package.json to an empty folder, npm install, node make.mjs GOLDEN OUT
// where GOLDEN holds the golden *.graphql files and OUT takes the vectors.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildASTSchema, getIntrospectionQuery, graphqlSync, GraphQLError, Kind, parse, parseValue, print, printSchema, validateSchema, version, visit,
  GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString, GraphQLEnumType,
} from 'graphql'
import { didYouMean } from 'graphql/jsutils/didYouMean.mjs'
import { inspect } from 'graphql/jsutils/inspect.mjs'
import { suggestionList } from 'graphql/jsutils/suggestionList.mjs'
import { validateSDL } from 'graphql/validation/validate.mjs'
import { documents, faultyDocuments, faultySchemas, schemas, values } from './sources.mjs'

const [golden, out] = process.argv.slice(2)
// One line per case, so that a change is seen as a change of cases.
const lines = (list) => (Array.isArray(list) ? `[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]` : JSON.stringify(list))
const save = (name, content) =>
  writeFileSync(join(out, name), `{\n${Object.entries({ version, ...content }).map(([key, value]) => `${JSON.stringify(key)}: ${lines(value)}`).join(',\n')}\n}\n`)
const places = (error) => (error.locations ?? []).map(({ line, column }) => [line, column])
const errorOf = (error) => ({ message: error.message, locations: places(error) })

// A small generator with a seed, so that the file is the same each time.
let seed = 20240229
const random = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0, Math.floor((seed / 2 ** 32) * below))

function parsed(source) {
  try {
    return { print: print(parse(source)) }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    return { error: error.message, line: error.locations[0].line, column: error.locations[0].column }
  }
}

const alphabet = [...'{}()[]:!$@|&=".,#\\ \n\r\t-+019eE_aZ\'/?', '"""', '...', 'on', 'null', 'true', 'extend', '\\u00e9', '\\u{1f600}', '\\ud83d\\ude00', '\\u12', '\u00e9', '\u20ac', '\u{1f600}', '\ufeff', '\r\n', '\u0000', '\u007f']
function mutate(source) {
  const characters = [...source]
  for (let i = random(2) + 1; i > 0; i--) {
    const at = random(characters.length + 1)
    const addition = alphabet[random(alphabet.length)]
    switch (random(4)) {
      case 0: characters.splice(at, 1); break
      case 1: characters.splice(at, 0, addition); break
      case 2: characters.splice(at, 1, addition); break
      case 3: characters.splice(at, random(6)); break
    }
  }
  return characters.join('')
}

const isWellFormed = (one) => JSON.stringify(one).search(/\\ud[89a-f]/) < 0
const mutations = documents.flatMap((document) => Array.from({ length: 50 }, () => mutate(document)))
save('parse.json', {
  cases: [...documents, ...schemas, ...faultyDocuments, ...mutations]
    .map((source) => ({ source, ...parsed(source) }))
    .filter(isWellFormed),
})

// Every node in the order in which visitors see it, with the place of the node and of its name.
save('locations.json', {
  cases: [...documents, ...schemas].map((source) => {
    const nodes = []
    visit(parse(source), {
      enter(node) {
        if (node.kind === Kind.NAME) return
        const { start, end, startToken } = node.loc
        const name = node.name?.loc.startToken
        const at = node.kind === Kind.DOCUMENT ? '1:1' : `${startToken.line}:${startToken.column}`
        nodes.push(`${node.kind} ${at} ${source.slice(start, end).length}` + (name ? ` ${name.line}:${name.column}` : ''))
      },
    })
    return { source, nodes }
  }),
})

save('values.json', { cases: values.map((source) => ({ source, print: print(parseValue(source)) })) })

const introspectionOptions = { descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, experimentalDirectiveDeprecation: true, oneOf: true }
save('schemas.json', {
  cases: schemas.map((source) => {
    const schema = buildASTSchema(parse(source))
    const problems = validateSchema(schema).map(errorOf)
    if (problems.length) throw new Error(source + problems[0].message)
    return { source, types: Object.keys(schema.getTypeMap()), print: printSchema(schema) }
  }),
})
save('schema-errors.json', {
  cases: faultySchemas.map((source) => {
    const document = parse(source)
    const sdl = validateSDL(document).map(errorOf)
    if (sdl.length) return { source, sdl }
    try {
      const schema = buildASTSchema(document)
      return { source, print: printSchema(schema), schema: validateSchema(schema).map(errorOf) }
    } catch (error) {
      return { source, build: [errorOf(error)] }
    }
  }),
})

const goldenFiles = readdirSync(golden).filter((name) => name.endsWith('.schema.graphql') || name.endsWith('.readonly.graphql')).sort()
save('golden.json', {
  files: goldenFiles.map((name) => {
    const text = readFileSync(join(golden, name), 'utf8')
    const schema = buildASTSchema(parse(text))
    if (printSchema(schema) !== text.trimEnd()) throw new Error(`${name} does not survive the round trip`)
    return { name, types: Object.keys(schema.getTypeMap()) }
  }),
  sources: ['example.sdl.graphql', 'scalars.sdl.graphql'].map((name) => ({ name, print: print(parse(readFileSync(join(golden, name), 'utf8'))) })),
})

const introspect = (sdl, query) => graphqlSync({ schema: buildASTSchema(parse(sdl)), source: query })
const fullQuery = getIntrospectionQuery(introspectionOptions)
save('introspection.json', {
  query: fullQuery,
  cases: [
    { name: 'example', golden: 'example.created.schema.graphql' },
    ...[0, 4, 10].map((index) => ({ name: `schema ${index}`, sdl: schemas[index] })),
  ].map((one) => ({ ...one, ...introspect(one.sdl ?? readFileSync(join(golden, one.golden), 'utf8'), fullQuery) })),
  parts: [
    '{ __type(name: "Query") { name fields { name } } }',
    '{ __type(name: "Nope") { name } }',
    '{ __typename __schema { queryType { name isOneOf } directives { name args { name defaultValue } } } }',
    '{ __type(name: "__Type") { fields { name args { name type { kind name ofType { kind name } } defaultValue } type { kind name ofType { kind name ofType { kind name ofType { name } } } } } } }',
  ].map((query) => ({ query, ...introspect(schemas[0], query) })),
})

const attempt = (action) => {
  try {
    return { value: action() }
  } catch (error) {
    return { error: error.message }
  }
}
const Color = new GraphQLEnumType({ name: 'Color', values: { RED: {}, GREEN: {}, BLUE: {} } })
const leaves = [GraphQLInt, GraphQLFloat, GraphQLString, GraphQLBoolean, GraphQLID, Color]
const json = [0, 1, -1, 1.5, -0, 1e21, 123456789012345680000, 1e-7, 0.1, 2147483647, 2147483648, -2147483648, -2147483649, 9007199254740993, 1e300, true, false, '', 'a', '1', ' 1 ', '1.5', '-1e3', '0x10', '1a', 'RED', 'red', 'REDD', 'Infinity', 'é"\\\n\u0001😀\u2028', [], [1], ['a', null, true], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [[[[1]]]], {}, { a: 1 }, { a: { b: { c: { d: 1 } } }, e: [{}] }]
const literals = ['0', '1', '-0', '2147483647', '2147483648', '-2147483649', '12345678901234567890', '1.0', '1e3', '1e400', '"1"', '"a"', '"""a\n  b"""', 'true', 'false', 'RED', 'red', 'PURPLE', '[1, "a"]', '{a: 1}', '[]']
save('leaves.json', {
  cases: leaves.map((leaf) => ({
    type: leaf.name,
    values: json.map((input) => ({ input, ...attempt(() => leaf.parseValue(input)) })),
    literals: literals.map((input) => ({ input, ...attempt(() => leaf.parseLiteral(parseValue(input))) })),
    outputs: json.map((input) => ({ input, ...attempt(() => leaf.serialize(input)) })),
  })),
  inspected: json.map((input) => ({ input, shown: inspect(input) })),
})

const words = ['id', 'name', 'Name', 'names', 'createdAt', 'created_at', 'updatedAt', 'post10', 'post2', 'post1', 'posts', 'postsConnection', 'x', 'xy', 'viewer', 'veiwer', 'abcdef', 'badcfe']
const inputs = ['', 'n', 'nam', 'naem', 'NAME', 'post', 'post3', 'creatdeAt', 'viewre', 'fedcba', 'xyz', 'zzzzzzzzzz', 'postsconnection']
save('suggestions.json', {
  words,
  cases: inputs.map((input) => {
    const near = suggestionList(input, words)
    return { input, near, hint: didYouMean(near), namedHint: didYouMean('the thing', near) }
  }),
})
