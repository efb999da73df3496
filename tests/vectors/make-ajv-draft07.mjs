// Records the verdicts and texts of ajv and ajv-formats for schemas of draft-07, set up as the JS node does for tiles.
// In an empty folder: npm i ajv@8.20.0 ajv-formats@2.1.1, copy this file there, node make-ajv-draft07.mjs: writes ajv-draft07.json
import { writeFileSync } from 'node:fs'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'

function nodeAjv() {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, strictTuples: false, logger: false })
  addFormats(ajv)
  return ajv
}

function record([schema, documents]) {
  const ajv = nodeAjv()
  try {
    return { schema, documents: documents.map((document) => [document, ajv.validate(schema, document) ? '' : ajv.errorsText()]) }
  } catch (error) {
    return { schema, error: error.message }
  }
}

const text = { type: 'string' }
const draft = 'http://json-schema.org/draft-07/schema#'
const everything = [null, true, 0, 1.5, 'a', 'abc', [], [1], ['a', 'b'], ['a', 1, 'x'], ['a', 1, 'x', 2], {}, { a: 1 }, { a: 'x' }, { a: 'x', b: 1 }]

const valid = [
  [true, everything], [false, everything], [{}, everything], [{ $schema: draft, type: 'object' }, everything], [{ $schema: 'http://json-schema.org/draft-07/schema', maxLength: 1 }, everything],
  [{ $schema: 'http://json-schema.org/schema', type: 'string' }, ['a', 1]],
  // Lists.
  [{ items: text }, everything], [{ items: [text, { type: 'integer' }] }, everything], [{ items: [text, { type: 'integer' }], additionalItems: false }, everything], [{ items: [text], additionalItems: { type: 'integer' } }, everything],
  [{ items: [text], additionalItems: true }, everything], [{ items: [text], minItems: 1, maxItems: 1 }, everything], [{ items: [] , additionalItems: false }, everything], [{ items: [true, false] }, everything], [{ items: true }, everything], [{ items: false }, everything],
  [{ type: 'array', items: [text, { type: 'object', properties: { a: text }, required: ['a'] }], additionalItems: { items: [text] } }, [['a', {}], [1, { a: 1 }, [1]], ['a', { a: 'b' }, ['c']]]],
  [{ contains: text }, everything], [{ contains: { minimum: 1 } }, [[0], [1], [], 'x']], [{ uniqueItems: true, items: [text] }, [['a', 'a'], ['a', 'b'], [{ a: 1 }, { a: 1 }]]], [{ uniqueItems: true, items: text }, [['a', 'a', 1, 1]]],
  // Objects.
  [{ dependencies: { a: ['b', 'c'], b: { required: ['c'] } } }, everything], [{ dependencies: { a: [] } }, everything], [{ dependencies: { a: { properties: { b: text } } } }, everything], [{ dependencies: { a: false, b: true } }, everything], [{ dependencies: { a: ['b'] } }, everything],
  [{ properties: { a: text }, required: ['a', 'z'] }, everything], [{ required: ['a'] }, everything], [{ type: 'object', properties: { a: text }, additionalProperties: false }, everything], [{ patternProperties: { '^a': text }, additionalProperties: { type: 'integer' } }, everything],
  [{ propertyNames: { maxLength: 0 } }, everything], [{ minProperties: 1, maxProperties: 1 }, everything],
  // Types may be left out and united.
  [{ type: ['string', 'integer'], maxLength: 1, minimum: 1 }, everything], [{ type: 'object', maxLength: 1 }, everything], [{ type: 'string', nullable: true }, everything], [{ maxLength: 2, minimum: 1, maxItems: 1 }, everything], [{ allOf: [{ type: 'string' }, { type: 'integer' }] }, everything],
  // References: what stands beside one counts.
  [{ definitions: { A: text }, properties: { a: { $ref: '#/definitions/A' } } }, everything], [{ definitions: { A: text }, $ref: '#/definitions/A', maxLength: 1 }, everything], [{ $defs: { A: text }, items: { $ref: '#/$defs/A' } }, everything],
  [{ definitions: { A: { $id: '#a', type: 'string' } }, properties: { a: { $ref: '#a' } } }, everything], [{ $id: 'https://example.com/root', definitions: { A: { $id: 'item', type: 'string' } }, properties: { a: { $ref: 'item' } } }, everything],
  [{ $id: 'https://example.com/root#', definitions: { A: { $id: '#a', type: 'string' } }, items: { $ref: 'https://example.com/root#a' } }, everything], [{ $id: "https://example.com/a", definitions: { A: { $id: "https://example.com/b", definitions: { C: { $id: "#c", type: "string" } }, allOf: [{ $ref: "#c" }] } }, properties: { a: { $ref: "https://example.com/b" } } }, everything],
  [{ properties: { a: { $ref: '#' } }, maxProperties: 1 }, [{ a: { a: {} } }, { a: { a: {}, b: 1 } }]], [{ items: [{ $ref: '#/items/1' }, text] }, everything], [{ properties: { a: { $ref: draft } } }, [{ a: { type: 'string' } }, { a: { type: 'nothing', minLength: -1 } }, { a: 5 }]],
  [{ definitions: { 'x/y~z %': text }, properties: { a: { $ref: '#/definitions/x~1y~0z%20%25' } } }, everything],
  // Formats, numbers, branches.
  [{ format: 'date' }, ['2024-01-01', 'x', 5]], [{ type: 'string', format: 'uri', maxLength: 5 }, ['a:b', 'abcdefgh', 5]], [{ format: 'date', formatMinimum: '2024-01-01' }, ['2023-01-01', '2024-01-01', 5]], [{ pattern: '^a' }, everything],
  [{ minimum: 1, exclusiveMaximum: 2, multipleOf: 0.5 }, [0, 1, 1.5, 2, 1.25, 'x']], [{ const: { a: 1 } }, everything], [{ enum: ['a', 1.5, null] }, everything],
  [{ if: { type: 'string' }, then: { minLength: 2 }, else: { type: 'number' } }, everything], [{ anyOf: [text, { minimum: 1 }] }, everything], [{ oneOf: [text, { maxLength: 1 }] }, everything], [{ not: text }, everything],
  [{ title: 't', description: 'd', default: 1, examples: [1], readOnly: true, writeOnly: false, $comment: 'c', contentMediaType: 'x/y', contentEncoding: 'base64', deprecated: true }, everything],
  // A schema of a kind that tiles have.
  [{ $schema: draft, title: 'BasicProfile', type: 'object', properties: { name: { type: 'string', maxLength: 150 }, image: { $ref: '#/definitions/imageSources' }, birthDate: { type: 'string', format: 'date', maxLength: 10 }, nationalities: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[A-Z]{2}$' } } },
    definitions: { IPFSUrl: { type: 'string', pattern: '^ipfs://.+', maxLength: 150 }, positiveInteger: { type: 'integer', minimum: 1 }, imageSources: { type: 'object', properties: { src: { $ref: '#/definitions/IPFSUrl' }, width: { $ref: '#/definitions/positiveInteger' } }, required: ['src', 'width'] } } },
    [{}, { name: 'Alice', birthDate: '2000-02-30' }, { image: { src: 'ipfs://x', width: 1 } }, { image: { src: 'http://x', width: 0 }, nationalities: [] }, { nationalities: ['de', 'DE'], name: 5 }, []]],
]

// Schemas that cannot be used.
const wrong = [
  { foo: 1 }, { example: 1 }, { additionalItems: false }, { items: text, additionalItems: false }, { prefixItems: [text] }, { unevaluatedProperties: false }, { unevaluatedItems: false }, { dependentRequired: { a: ['b'] } }, { dependentSchemas: { a: text } }, { contains: text, minContains: 1 }, { contains: text, maxContains: 1 },
  { $anchor: 'a' }, { $dynamicAnchor: 'a' }, { $dynamicRef: '#a' }, { $recursiveRef: '#' }, { $recursiveAnchor: true }, { id: 'x' }, { format: 'nothing' }, { then: text }, { if: text }, { nullable: true }, { properties: { ab: text }, patternProperties: { '^a': text } },
  { $ref: '#/definitions/x' }, { $ref: '#x' }, { $ref: 'other' }, { $ref: 'https://json-schema.org/draft/2020-12/schema' }, { definitions: { A: { foo: 1 } }, properties: { a: { $ref: '#/definitions/A' } } }, { definitions: { A: { $id: '#a' }, B: { $id: '#a', type: 'string' } } },
  { $schema: 'https://json-schema.org/draft/2020-12/schema' }, { $schema: 'http://json-schema.org/draft-06/schema#' }, { $schema: 5 }, { type: 'nothing' }, { type: 5 }, { type: [] }, { type: ['string', 'string'] }, { items: 5 }, { items: [5] }, { required: 'a' }, { required: [1] }, { required: ['a', 'a'] }, { properties: [] }, { properties: { a: 5 } },
  { dependencies: { a: 5 } }, { dependencies: { a: [1] } }, { dependencies: [] }, { maxLength: -1 }, { maxLength: 1.5 }, { minimum: '1' }, { multipleOf: 0 }, { enum: 5 }, { enum: [] }, { pattern: '[' }, { pattern: 5 }, { patternProperties: { '[': text } }, { anyOf: [] }, { allOf: {} }, { not: 5 }, { format: 5 }, { $id: 'a b' }, { $ref: 'a b' }, { uniqueItems: 1 }, { definitions: 5 }, { title: 5 },
  { formatMinimum: '1' }, 5, null, 'x', [],
].map((schema) => [schema, [{}]])

const lines = (list) => `[\n  ${list.map((item) => JSON.stringify(item)).join(',\n  ')}\n]`
writeFileSync('ajv-draft07.json', `{"library": "ajv 8.20.0, ajv-formats 2.1.1", "cases": ${lines([...valid, ...wrong].map(record))}}\n`)
