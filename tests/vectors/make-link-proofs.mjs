// Records how the JS node judges proofs of account links; they are signed with fixed keys, in the form of its linking library.
// In an empty folder with {"type":"module"} and an empty package in place of "fs" (overrides): npm i ethers@6.13.4 @noble/curves@1.6.0
// @ceramicnetwork/blockchain-utils-validation@6.4.0, copy this file there, node make-link-proofs.mjs: writes link-proofs.json
import { writeFileSync } from 'node:fs'
import { validateLink } from '@ceramicnetwork/blockchain-utils-validation'
import { Wallet, getBytes, hexlify } from 'ethers'
import { ed25519 } from '@noble/curves/ed25519'
import { base58 } from '@scure/base'

const did = 'did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z'
const time = 1700000000
const text = (did) => `Link this account to your identity\n\n${did} \nTimestamp: ${time}`
const wallet = new Wallet(hexlify(new Uint8Array(32).fill(7)))
const address = wallet.address.toLowerCase()
const key = new Uint8Array(32).fill(3)
const solana = `${base58.encode(ed25519.getPublicKey(key))}@solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp`
const bytes = (text) => new TextEncoder().encode(text)

async function ethereum(message, more = {}) {
  return { version: 2, type: 'ethereum-eoa', message, signature: await wallet.signMessage(message), account: `${address}@eip155:1`, timestamp: time, ...more }
}
function onSolana(message, more = {}) {
  return { version: 2, type: 'solana', message, signature: Buffer.from(ed25519.sign(bytes(message), key)).toString('base64'), account: solana, timestamp: time, ...more }
}

const proofs = {
  'ethereum account': await ethereum(text(did)),
  'ethereum account on another chain': await ethereum(text(did), { account: `${address}@eip155:137` }),
  'ethereum account, a DID of two colons': await ethereum(text('did:pkh:eip155:1:0xab')),
  'ethereum account, umlauts and more than one DID': await ethereum(`Grüße, 😀 (${did}) and did:3:x \nTimestamp: ${time}`),
  'ethereum account, another text': await ethereum(text(did), { message: text('did:key:z6Mk') }),
  'ethereum account, of somebody else': await ethereum(text(did), { account: '0x0544dcf4fce959c6c4f3b7530190cb5e1bd67cb8@eip155:1' }),
  'solana account': onSolana(text(did)),
  'solana account, another text': onSolana(text(did), { message: text('did:key:z6Mk') }),
}

const cases = []
for (const [name, proof] of Object.entries(proofs)) {
  const valid = await validateLink({ ...proof })
  cases.push({ name, account: proof.account, proof, ...(valid ? { did: valid.did } : { error: 'Invalid proof for signed commit' }) })
}
const library = ['@ceramicnetwork/blockchain-utils-validation 6.4.0', 'ethers 6.13.4', '@noble/curves 1.6.0']
writeFileSync('link-proofs.json', JSON.stringify({ library, cases }, null, 1) + '\n')
