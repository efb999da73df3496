// PostGraphile as its makers recommend it for production: one process, the Amber preset, filters on connections, no explorer.
//
// usage: node serve.mjs --socket <folder> --user <role> --database <name> --schema <name> --connections <number>
// Prints "READY http://127.0.0.1:<port>" when it listens, and ends with its standard input.
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter'

const text = { type: 'string' }
const { values } = parseArgs({ options: { socket: text, user: text, database: text, schema: text, connections: text } })

const service = makePgService({
  connectionString: `postgres://${values.user}@${encodeURIComponent(values.socket)}/${values.database}`,
  schemas: [values.schema],
  // Kept while others are measured: by itself the pool would close a connection that rests for ten seconds.
  poolConfig: { max: Number(values.connections), idleTimeoutMillis: 0 },
})
const server = createServer()
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  pgServices: [service],
  grafserv: { graphiql: false, watch: false, websockets: false, outputDataAsString: true },
  grafast: { explain: false },
})
await instance.createServ(grafserv).addTo(server)
server.listen(0, '127.0.0.1', () => console.log(`READY http://127.0.0.1:${server.address().port}`))
process.stdin.on('end', () => process.exit(0)).resume()
