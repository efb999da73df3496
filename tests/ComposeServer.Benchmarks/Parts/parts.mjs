// What the npm packages of the original take for the same steps. Prints one JSON object: name of the part → microseconds, median of nine rounds.
import { DID } from 'dids'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import { getResolver } from 'key-did-resolver'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import jsonpatch from 'fast-json-patch'
import { readFileSync } from 'node:fs'
import { buildSchema, execute, parse, validate as validateDocument } from 'graphql'

const roundMs = Number(process.argv[2] ?? 300)
const text = (length, i) => `${i} `.padEnd(length, 'lorem ipsum dolor ')
const content = (i) => ({
  authorID: 'kjzl6kcym7w8y5r1kkhyyi0cdrtr5anyksiquv3sl8yr8i2m07zmks8e8m8z8a0',
  title: text(48, i), body: text(372, i), topic: `topic ${i % 10}`, rank: i, publishedAt: '2026-01-01T12:00:00Z',
})

async function measure(run) {
  let count = 0
  const until = performance.now() + 3 * roundMs
  while (performance.now() < until) { await run(count); count++ }
  count = Math.max(1, Math.floor(count / 3))
  const times = []
  for (let round = 0; round < 9; round++) {
    const began = performance.now()
    for (let i = 0; i < count; i++) await run(i)
    times.push(((performance.now() - began) * 1000) / count)
  }
  return times.sort((a, b) => a - b)[4]
}

const did = new DID({ provider: new Ed25519Provider(new Uint8Array(32).fill(7)), resolver: getResolver() })
await did.authenticate()
const events = []
for (let i = 0; i < 64; i++) {
  const payload = { data: content(i), header: { controllers: [did.id], model: new Uint8Array(40), sep: 'model', unique: new Uint8Array(12) } }
  const { jws, linkedBlock } = await did.createDagJWS(payload)
  const envelope = dagCbor.encode({
    payload: jws.link.bytes,
    signatures: jws.signatures.map((s) => ({
      protected: Buffer.from(s.protected, 'base64url'), signature: Buffer.from(s.signature, 'base64url'),
    })),
  })
  events.push({ payload, jws, linkedBlock, envelope })
}

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', additionalProperties: false,
  required: ['authorID', 'title', 'topic', 'rank'],
  properties: {
    authorID: { type: 'string', maxLength: 100 }, title: { type: 'string', maxLength: 80 }, body: { type: 'string', maxLength: 5000 },
    topic: { type: 'string', maxLength: 40 }, rank: { type: 'integer' },
    publishedAt: { type: 'string', format: 'date-time', maxLength: 100 },
  },
}
const ajv = new Ajv({ strict: true, allErrors: true })
addFormats(ajv)
const validate = ajv.compile(schema)
const documents = Array.from({ length: 64 }, (_, i) => content(i))
const operations = [{ op: 'replace', path: '/title', value: 'another title' }, { op: 'add', path: '/rank', value: 7 }]

const engine = JSON.parse(readFileSync('engine.json', 'utf8'))
const graphqlSchema = buildSchema(engine.sdl)
const nested = parse(engine.nested)
const byId = parse(engine.byId)
const bodies = documents.map((_, i) => JSON.stringify({ query: engine.byId, variables: { id: `k${i}` } }))
const rootValue = { node: ({ id }) => ({ __typename: 'Post', id, ...documents[id.slice(1)] }) }
const answer = async (body, document) => {
  const { variables } = body
  const { data, errors } = await execute({ schema: graphqlSchema, document, rootValue, variableValues: variables })
  if (errors || JSON.stringify({ data }).length < 400) throw new Error('not answered')
}
const parseAndValidate = (text) => {
  const document = parse(text)
  if (validateDocument(graphqlSchema, document).length > 0) throw new Error('not valid')
  return document
}

const result = {
  'verify Ed25519 did:key event': await measure(async (i) => {
    const { jws } = events[i % events.length]
    await did.verifyJWS(jws, { issuer: did.id })
  }),
  'decode event and hash it again': await measure(async (i) => {
    const { linkedBlock, envelope } = events[i % events.length]
    CID.create(1, dagCbor.code, await sha256.digest(linkedBlock))
    CID.create(1, 0x85, await sha256.digest(envelope))
    dagCbor.decode(linkedBlock)
    dagCbor.decode(envelope)
  }),
  'encode payload and name it': await measure(async (i) => {
    CID.create(1, dagCbor.code, await sha256.digest(dagCbor.encode(events[i % events.length].payload)))
  }),
  'validate document against its schema': await measure((i) => {
    if (!validate(documents[i % documents.length])) throw new Error('not valid')
  }),
  'parse GraphQL document': await measure(() => parse(engine.nested)),
  'validate GraphQL document': await measure(() => {
    if (validateDocument(graphqlSchema, nested).length > 0) throw new Error('not valid')
  }),
  'parse, validate and compile GraphQL document': await measure(() => parseAndValidate(engine.nested)),
  'GraphQL query by id, document cached': await measure((i) => answer(JSON.parse(bodies[i % bodies.length]), byId)),
  'GraphQL query by id, document new': await measure((i) => {
    const body = JSON.parse(bodies[i % bodies.length])
    return answer(body, parseAndValidate(body.query))
  }),
  'apply patch': await measure((i) => {
    jsonpatch.applyPatch(documents[i % documents.length], operations, false, false)
  }),
}
console.log(JSON.stringify(result))
