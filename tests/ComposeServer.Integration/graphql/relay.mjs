// Compiles the app under relay/ with an unmodified Relay compiler: node relay.mjs URL FOLDER
// against the schema that the endpoint serves; artifacts and persisted.json, the list of its operations, are left in the folder.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [url, folder] = process.argv.slice(2)
const compiler = createRequire(import.meta.url).resolve('relay-compiler/cli.js')

const schema = await fetch(`${url}?sdl`)
if (!schema.ok) throw new Error(await schema.text())
cpSync(new URL('relay', import.meta.url), folder, { recursive: true })
writeFileSync(join(folder, 'schema.graphql'), await schema.text())
// The compiler wants these to be there.
writeFileSync(join(folder, 'persisted.json'), '{}')
mkdirSync(join(folder, 'artifacts'))

const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, 'relay.config.json'], { cwd: folder, encoding: 'utf8' })
if (status !== 0) throw new Error(stdout + stderr)
const artifacts = readdirSync(join(folder, 'artifacts')).map((file) => file.replace('.graphql.js', ''))
const documents = JSON.parse(readFileSync(join(folder, 'persisted.json'), 'utf8'))
console.log(JSON.stringify({ step: 'compiled', artifacts, documents }))
