// The former node in a process of its own, its index in Postgres, its blocks in the store that is given.
//
// usage: node daemon.mjs --port <number> --store <url> --database <postgres url> --admin-did <did> --folder <empty folder>
import { parseArgs } from 'node:util'
import { CeramicDaemon, DaemonConfig } from '@ceramicnetwork/cli'
import { endWithParent, ready } from './ready.mjs'

endWithParent()
const text = { type: 'string' }
const { values } = parseArgs({
  options: { port: text, store: text, database: text, 'admin-did': text, folder: text },
})
const port = Number(values.port)
const config = DaemonConfig.fromObject({
  anchor: {},
  'http-api': { port, hostname: '127.0.0.1', 'cors-allowed-origins': [/.*/], 'admin-dids': [values['admin-did']] },
  ipfs: { mode: 'remote', host: values.store },
  // Warnings and errors.
  logger: { 'log-level': 3, 'log-to-files': false },
  metrics: { 'metrics-exporter-enabled': false, 'metrics-publisher-enabled': false },
  network: { name: 'inmemory' },
  node: { 'private-seed-url': `inplace:ed25519#${'5a'.repeat(32)}` },
  'state-store': { mode: 'fs', 'local-directory': values.folder },
  indexing: {
    db: values.database,
    'allow-queries-before-historical-sync': true,
    'disable-composedb': false,
    'enable-historical-sync': false,
  },
})
await CeramicDaemon.create(config)
ready(port)
