// Answers one line of JSON with one line of JSON: { sdl, describes, requests: [{ document, operation, variables, seed }] } with what
// the reference implementation says of the schema and of each request. Without an SDL, documents are only parsed and printed.
import { createInterface } from 'node:readline'
import {
  buildASTSchema, execute, getIntrospectionQuery, GraphQLError, parse, print, printSchema, specifiedRules, validate, validateSchema,
} from 'graphql'
import { validateSDL } from 'graphql/validation/validate.js'
import { resolve } from './data.mjs'

// Its limit of introspection is one of our limits, which have an error code of their own.
const rules = specifiedRules.filter((rule) => rule.name !== 'MaxIntrospectionDepthRule')
const introspectionQuery = getIntrospectionQuery({
  descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true,
  experimentalDirectiveDeprecation: true, oneOf: true,
})
const introspection = parse(introspectionQuery)

const shown = ({ message, locations }) => message + (locations ?? []).map(({ line, column }) => ` ${line}:${column}`).join('')

function attempt(make) {
  try {
    return { ok: make() }
  } catch (error) {
    return { error: shown(error), stranger: !(error instanceof GraphQLError) }
  }
}

/** Errors, and beside each the rule that found it. */
function judged(schema, document) {
  const names = []
  const watched = rules.map((rule) => (context) =>
    rule(Object.create(context, {
      reportError: {
        value(error) {
          names.push(rule.name)
          context.reportError(error)
        },
      },
    })))
  return { errors: validate(schema, document, watched).map(shown), rules: names }
}

function answerRequest(schema, { document, operation, variables, seed }) {
  const parsed = attempt(() => parse(document))
  if (parsed.ok == null) return { parsed }
  const answer = { parsed: { ok: print(parsed.ok) } }
  if (schema == null) return answer
  const judgement = attempt(() => judged(schema, parsed.ok))
  if (judgement.ok == null) return { ...answer, gaveUp: judgement.error }
  const verdict = judgement.ok
  if (seed == null || verdict.errors.length > 0) return { ...answer, ...verdict }
  const result = execute({
    schema, document: parsed.ok, operationName: operation, variableValues: JSON.parse(variables ?? '{}'), fieldResolver: resolve, rootValue: { k: seed },
  })
  return { ...answer, ...verdict, response: JSON.stringify(result) }
}

function described(sdl, describes) {
  const parsed = attempt(() => parse(sdl))
  if (parsed.ok == null) return { parsed }
  const answer = { parsed: { ok: print(parsed.ok) }, sdl: validateSDL(parsed.ok).map(shown) }
  if (answer.sdl.length > 0) return answer
  const built = attempt(() => buildASTSchema(parsed.ok, { assumeValidSDL: true }))
  if (built.ok == null) return { ...answer, build: [built.error], stranger: built.stranger }
  const schema = built.ok
  answer.problems = validateSchema(schema).map(shown)
  if (answer.problems.length > 0) return answer
  if (describes) {
    const printed = attempt(() => printSchema(schema))
    if (printed.ok == null) return { ...answer, notPrinted: printed.error, schema }
    answer.printed = printed.ok
    answer.types = Object.keys(schema.getTypeMap())
    answer.introspectionQuery = introspectionQuery
    answer.introspection = JSON.stringify(execute({ schema, document: introspection }))
  }
  return { ...answer, schema }
}

function answer({ sdl, describes, requests }) {
  const { schema, ...description } = sdl == null ? {} : described(sdl, describes)
  return { ...description, answers: requests.map((request) => answerRequest(schema, request)) }
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin, terminal: false })) {
  try {
    process.stdout.write(JSON.stringify(answer(JSON.parse(line))) + '\n')
  } catch (error) {
    console.error(line, error)
    process.exit(1)
  }
}
