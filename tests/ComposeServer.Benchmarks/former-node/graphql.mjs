// The GraphQL server that the former node came with, in front of one.
//
// usage: node graphql.mjs --node <url> --definition <file>
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { serveGraphQL } from '@composedb/devtools-node'
import { Agent, setGlobalDispatcher } from 'undici'
import { endWithParent, ready } from './ready.mjs'

endWithParent()
// It prints every field that failed, and who asked has seen the answer.
console.error = () => undefined
// By itself it opens a connection for each of the hundreds of requests that a nested question becomes, more than the node takes in at a time.
setGlobalDispatcher(new Agent({ connections: 64 }))

const { values } = parseArgs({ options: { node: { type: 'string' }, definition: { type: 'string' } } })
const definition = JSON.parse(readFileSync(values.definition, 'utf8'))
const { port } = await serveGraphQL({ ceramicURL: values.node, definition, graphiql: false, readonly: true, port: 0 })
ready(port)
