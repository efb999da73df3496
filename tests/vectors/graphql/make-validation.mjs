// Records what graphql-js says about documents, and what it answers to requests.
// Usage, in a folder where the package graphql@16 is installed:  node make-validation.mjs <folder for the two files>
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { recordExecution } from './execution-cases.mjs'
import { generatedDocuments } from './generated-documents.mjs'
import { validationCases, validationSchema } from './validation-cases.mjs'

const require = createRequire(path.join(process.cwd(), 'package.json'))
const graphql = require('graphql')
const { buildSchema, parse, specifiedRules, validate, version } = graphql

// Its limit of introspection is one of our limits, which have an error code of their own.
const rules = specifiedRules.filter(rule => rule.name !== 'MaxIntrospectionDepthRule')
const schema = buildSchema(validationSchema)

function errorsOf(document, options) {
  return validate(schema, parse(document), rules, options).map(({ message, locations }) => ({
    message,
    locations: (locations ?? []).map(({ line, column }) => ({ line, column })),
  }))
}

// One line per case, so that changes can be read.
function write(name, content) {
  const members = Object.entries(content).map(([key, value]) => {
    const text = Array.isArray(value) ? `[\n${value.map(item => JSON.stringify(item)).join(',\n')}\n]` : JSON.stringify(value)
    return `${JSON.stringify(key)}: ${text}`
  })
  writeFileSync(path.join(process.argv[2], name), `{\n${members.join(',\n')}\n}\n`)
}

const cases = validationCases.map(([name, document]) => ({ name, document, errors: errorsOf(document) }))
const withoutSuggestions = validationCases
  .filter(([, document]) => errorsOf(document).some(error => error.message.includes('Did you mean')))
  .map(([name, document]) => ({ name, document, errors: errorsOf(document, { hideSuggestions: true }) }))
const generated = generatedDocuments().map((document, index) => ({
  name: `generated ${index}`,
  document,
  errors: errorsOf(document),
}))

write('validation.json', { graphql: version, schema: validationSchema, cases, withoutSuggestions, generated })
write('execution.json', { graphql: version, ...(await recordExecution(graphql)) })
