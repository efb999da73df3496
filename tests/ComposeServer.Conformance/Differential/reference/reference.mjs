// Answers one line of JSON with one line of JSON: { before: [sdl], sdl, print } with what the tools make of it.
// `before` are composites whose models the SDL may load; `print` is 'mock', 'created' or null: of which definition schemas are printed.
import { createInterface } from 'node:readline'
import { Composite, createAbstractCompositeDefinition, createRuntimeDefinition, mockDefinition } from '@composedb/devtools'
import { printGraphQLSchema } from '@composedb/runtime'
import { startNode } from './node.mjs'

const node = await startNode()

async function attempt(make) {
  try {
    return { ok: await make() }
  } catch (error) {
    return { error: error.message ?? String(error), kind: error.constructor.name }
  }
}

async function served(makeRuntime, print) {
  const runtime = await attempt(async () => JSON.stringify(await makeRuntime()))
  if (runtime.error != null || !print) return { runtime }
  return {
    runtime,
    // Parsed anew, for the printer may leave marks.
    schema: await attempt(() => printGraphQLSchema(JSON.parse(runtime.ok))),
    readonly: await attempt(() => printGraphQLSchema(JSON.parse(runtime.ok), true)),
  }
}

async function answer({ before, sdl, print }) {
  const abstract = await attempt(() => JSON.stringify(createAbstractCompositeDefinition(sdl)))
  if (abstract.error != null) return { abstract }
  for (const schema of before) await Composite.create({ ceramic: node, schema, index: false })

  const known = Object.fromEntries([...node.streams].map(([id, stream]) => [id, stream.content]))
  const mock = await served(() => createRuntimeDefinition(mockDefinition(JSON.parse(abstract.ok), known)), print === 'mock')
  const created = await attempt(() => Composite.create({ ceramic: node, schema: sdl, index: false }))
  if (created.error != null) return { abstract, mock, composite: created }
  return {
    abstract,
    mock,
    composite: await attempt(() => JSON.stringify(created.ok.toJSON())),
    created: await served(() => created.ok.toRuntime(), print === 'created'),
  }
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin, terminal: false })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + '\n')
}
