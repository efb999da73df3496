// Holds the node that went before, @ceramicnetwork/cli as last published, to what the scripts in clients/ and clients-former/ expect of this
// server. What both do differently on purpose stands in clients/differences.mjs and nowhere else.
//
// This needs such a node, and is therefore not one of the tests:
//
//   npm install --ignore-scripts @ceramicnetwork/cli@6.11.0
//   npm rebuild sqlite3 --build-from-source --ignore-scripts=false      (or let its index be in Postgres)
//   NODE_ENV=production node_modules/.bin/ceramic daemon --config file:///…/daemon.config.json
//
// In its configuration the network is `inmemory`, and `http-api.admin-dids` holds the did:key of the seed that is given here. Beside it runs
// a store: Kubo, or ceramic-one, in front of which the node takes neither tiles nor links of accounts; their scripts are left out then.
// `npm ci --ignore-scripts` in clients/ and in clients-former/ comes first.
//
// usage: node run.mjs --url <url> --admin-seed <64 hex> [--store kubo|ceramic-one] [--this-server]
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    'admin-seed': { type: 'string' },
    store: { type: 'string', default: 'kubo' },
    /** Run against this server instead, for comparison. */
    'this-server': { type: 'boolean', default: false },
  },
})

/** Every script that checks itself, with the number of its steps. */
const scripts = {
  clients: {
    tiles: 9,
    links: 5,
    models: 9,
    documents: 8,
    reading: 7,
    feed: 4,
    pins: 5,
    composites: 5,
    compose: 8,
    accounts: 2,
    hybrid: 5,
  },
  'clients-former': { generations: 12 },
}

const onlyWithKubo = ['tiles', 'links']
const here = dirname(fileURLToPath(import.meta.url))
const run = promisify(execFile)

/** Runs one script. */
const outcomeOf = async (folder, script, steps) => {
  const target = ['--url', values.url, '--admin-seed', values['admin-seed']]
  const former = values['this-server'] ? [] : ['--former', values.store]
  try {
    const { stdout } = await run('node', [`${script}.mjs`, ...target, ...former], {
      cwd: join(here, '..', folder),
      timeout: 180_000,
      maxBuffer: 64e6,
    })
    const printed = stdout.trim().split('\n').map((line) => JSON.parse(line).step)
    return printed.length === steps ? { passed: true, printed } : { passed: false, why: `${printed.length} steps, and not ${steps}` }
  } catch ({ message, stderr }) {
    return { passed: false, why: stderr || message }
  }
}

let failed = 0
for (const [folder, names] of Object.entries(scripts))
  for (const [script, steps] of Object.entries(names)) {
    if (!values['this-server'] && values.store !== 'kubo' && onlyWithKubo.includes(script)) {
      console.log(`left out  ${folder}/${script}.mjs`)
      continue
    }

    const { passed, printed, why } = await outcomeOf(folder, script, steps)
    console.log(passed ? `passed    ${folder}/${script}.mjs: ${printed.join(', ')}` : `FAILED    ${folder}/${script}.mjs: ${why}`)
    failed += passed ? 0 : 1
  }

process.exit(failed === 0 ? 0 : 1)
