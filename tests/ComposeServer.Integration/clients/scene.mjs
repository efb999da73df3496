// Where the node is, whose keys there are, and how a script tells its steps. Scripts that import this check themselves, so that one list of
// expectations holds for this server and for the node that went before it.
// usage: node SCRIPT.mjs --url <url> [--admin-seed <64 hex>] [--former kubo|ceramic-one]
import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { CeramicClient } from '@ceramicnetwork/http-client'
import { DID } from 'dids'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import KeyDidResolver from 'key-did-resolver'

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    'admin-seed': { type: 'string' },
    /** Given when the node that went before answers: the store beside it, `kubo` or `ceramic-one`. See differences.mjs. */
    former: { type: 'string' },
  },
})

export const { url, former } = values

/** Prints one step: one line of JSON. */
export const step = (name, value) => console.log(JSON.stringify({ step: name, ...value }))

/** A did:key, of a seed or of chance. */
export const keyOf = async (seed = crypto.getRandomValues(new Uint8Array(32))) => {
  const did = new DID({ provider: new Ed25519Provider(seed), resolver: KeyDidResolver.getResolver() })
  await did.authenticate()
  return did
}

/** The DID of the node's administrator. */
export const adminKey = () => keyOf(new Uint8Array(Buffer.from(values['admin-seed'], 'hex')))

/** The client, for a DID or for a new one. */
export const clientOf = async (did, config) => {
  const ceramic = new CeramicClient(url, config)
  ceramic.did = did ?? (await keyOf())
  return ceramic
}

/** A word that no other run has: a model with it in its description is a new model. */
export const tag = Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')

/**
 * The answer that made a call of the client fail: it throws an error with the words of the status and the body in its text.
 * @returns `{ status, error, code? }`
 */
export const refusal = async (call) => {
  const { message } = await assert.rejects(call).then(
    () => call.catch((error) => error),
    () => assert.fail('the call is answered, and should be refused'),
  )
  const parts = /failed with status '([^']*)': (.*)$/s.exec(message)
  assert.ok(parts, `this is not an answer of the node: ${message}`)
  return { status: parts[1], ...JSON.parse(parts[2]) }
}

/** Updates that nobody need wait for an anchor of. */
export const quiet = { anchor: false }
