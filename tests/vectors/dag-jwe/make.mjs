// Makes dag-jwe.json: encrypted envelopes as the JavaScript DID library makes them, and the blocks that the stock codec makes of them.
// Content keys, ephemeral keys and vectors are random, so each run records others; the script opens each envelope again before it records it.
//
//   npm install dids@5.0.3 key-did-provider-ed25519@4.0.2 key-did-resolver@4.0.0 dag-jose@5.1.1 multiformats@13.4.2
//   node make.mjs > dag-jwe.json
import { createHash } from 'node:crypto'
import assert from 'node:assert/strict'
import { DID } from 'dids'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import * as KeyResolver from 'key-did-resolver'
import * as dagJose from 'dag-jose'
import * as Block from 'multiformats/block'
import { CID } from 'multiformats/cid'
import { sha256 as hasher } from 'multiformats/hashes/sha2'

const seedOf = (name) => createHash('sha256').update(name).digest()
const open = async (name) => {
  const did = new DID({ provider: new Ed25519Provider(seedOf(name)), resolver: KeyResolver.getResolver() })
  await did.authenticate()
  return did
}
const link = CID.parse('bafyreif6ywzzni7g5l5dtzl5xbrltt3kisxnb4ytvksft6o4tu2n374eiq')
const alice = await open('alice of the envelopes')
const bob = await open('bob of the envelopes')

async function make(name, cleartext, recipients, options = {}) {
  const jwe = await alice.createDagJWE(cleartext, recipients.map((did) => did.id), options)
  for (const recipient of recipients) assert.deepEqual(await recipient.decryptDagJWE(jwe), cleartext)
  const block = await Block.encode({ value: jwe, codec: dagJose, hasher })
  return {
    name,
    recipients: recipients.map((did) => did.id),
    jwe: JSON.parse(JSON.stringify(jwe)),
    dagJose: Buffer.from(block.bytes).toString('hex'),
    cid: block.cid.toString(),
  }
}

const cases = [
  await make('one recipient', { very: 'secret' }, [bob]),
  await make('two recipients', { very: 'secret', n: 1.5, list: [1, null] }, [alice, bob]),
  await make('a link inside', { link }, [bob]),
  await make('authenticated data', { very: 'secret' }, [bob], { aad: new TextEncoder().encode('who may read') }),
  await make('a protected header of one’s own', { very: 'secret' }, [bob], { protectedHeader: { typ: 'note', text: 'ż🔑' } }),
  await make('a large text', { text: 'x'.repeat(5000) }, [alice, bob]),
]
console.log('{"description":"DAG-JWE made by dids, encoded by dag-jose","producedBy":["dids@5.0.3","key-did-provider-ed25519@4.0.2","key-did-resolver@4.0.0","dag-jose@5.1.1"],"cases":[')
console.log(cases.map((one) => JSON.stringify(one)).join(',\n'))
console.log(']}')
