// Makes capabilities.json: sign-in texts of all shapes with signatures of all spellings, and what the JavaScript verifiers say.
//
//   npm install @didtools/cacao@3.0.1 @didtools/pkh-ethereum@0.6.0 @didtools/pkh-solana@0.2.0 @noble/curves@1 @noble/hashes@1 @ipld/dag-cbor@9 multiformats@13
//   node make.mjs > capabilities.json
import { createRequire } from 'node:module'
import { secp256k1 } from '@noble/curves/secp256k1'
import { ed25519 } from '@noble/curves/ed25519'
import { keccak_256 } from '@noble/hashes/sha3'
import { sha256 } from '@noble/hashes/sha2'
import * as dagCbor from '@ipld/dag-cbor'
import * as Block from 'multiformats/block'
import { sha256 as hasher } from 'multiformats/hashes/sha2'
import { Cacao, SiweMessage, SiwsMessage, asLegacyChainIdString } from '@didtools/cacao'
import { getEIP191Verifier } from '@didtools/pkh-ethereum'
import { getSolanaVerifier } from '@didtools/pkh-solana'

const version = (name) => {
  let path = createRequire(import.meta.url).resolve(name)
  while (!path.endsWith(name)) path = path.slice(0, path.lastIndexOf('/'))
  return name + '@' + createRequire(import.meta.url)(path + '/package.json').version
}
const utf8 = (text) => new TextEncoder().encode(text)
const hex = (bytes) => Buffer.from(bytes).toString('hex')
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const base58 = (bytes) => {
  let text = ''
  for (let n = BigInt('0x' + hex(bytes)); n > 0n; n /= 58n) text = ALPHABET[Number(n % 58n)] + text
  for (const byte of bytes) if (byte === 0) text = '1' + text; else break
  return text
}

const wallet = sha256(utf8('capability wallet'))
const address = '0x' + hex(keccak_256(secp256k1.getPublicKey(wallet, false).subarray(1)).subarray(-20))
const solana = sha256(utf8('capability solana'))
const solanaAddress = base58(ed25519.getPublicKey(solana))
const session = 'did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P'

// Wallets count bytes, whatever the text's alphabet.
function personalSign(text, spell = (s) => s, v = (recovery) => 27 + recovery) {
  const bytes = utf8(text)
  const digest = keccak_256(new Uint8Array([...utf8(`\x19Ethereum Signed Message:\n${bytes.length}`), ...bytes]))
  const made = spell(secp256k1.sign(digest, wallet))
  return '0x' + hex(made.toCompactRawBytes()) + v(made.recovery).toString(16).padStart(2, '0')
}

const base = {
  domain: 'example.org',
  iat: '2026-01-01T00:00:00.000Z',
  iss: `did:pkh:eip155:1:${address}`,
  aud: session,
  version: '1',
  nonce: 'abcdefghij',
  exp: '2026-01-08T00:00:00.000Z',
  statement: 'Give this application access to some of your data on Ceramic',
  resources: ['ceramic://*'],
}
const without = (value, ...names) => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))

async function finish(name, ours, cacao, text, at = '2026-01-02T00:00:00.000Z') {
  const block = await Block.encode({ value: cacao, codec: dagCbor, hasher })
  let js = 'valid'
  try {
    await Cacao.verify(cacao, { verifiers: { ...getEIP191Verifier(), ...getSolanaVerifier() }, atTime: new Date(at) })
  } catch (error) {
    js = error.message
  }
  return { name, at, text, bytes: hex(block.bytes), cid: block.cid.toString(), js, ours }
}

async function ethereum(name, ours, p, { form = 'eip55', spell, v, t = 'eip191', change = (s) => s, h = 'eip4361', at } = {}) {
  const unsigned = { h: { t: h }, p }
  const message = SiweMessage.fromCacao(unsigned)
  const text =
    form === 'eip55' ? message.toMessageEip55() : form === 'legacy' ? asLegacyChainIdString(message, 'Ethereum') : message.toMessage()
  return finish(name, ours, { ...unsigned, s: { t, s: change(personalSign(text, spell, v)) } }, text, at)
}

async function siws(name, ours, p, change = (s) => s) {
  const unsigned = { h: { t: 'caip122' }, p: { ...p, iss: `did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:${solanaAddress}` } }
  const text = SiwsMessage.fromCacao(unsigned).toMessage()
  return finish(name, ours, { ...unsigned, s: { t: 'solana:ed25519', s: change(base58(ed25519.sign(utf8(text), solana))) } }, text)
}

const highS = (signature) =>
  new secp256k1.Signature(signature.r, secp256k1.CURVE.n - signature.s, signature.recovery ^ 1)
const old = { ...base, iat: '2022-09-20T00:00:00.000Z', exp: '2027-01-01T00:00:00.000Z' }
const bad = 'CAPABILITY_SIGNATURE_INVALID'
const mixed = '0x' + address.slice(2).replace(/[a-f]/, (letter) => letter.toUpperCase())

const cases = [
  await ethereum('checksummed address', 'valid', base),
  await ethereum('address as in iss', 'valid', base, { form: 'plain' }),
  await ethereum('header caip122', 'valid', base, { h: 'caip122' }),
  await ethereum('no statement', 'valid', without(base, 'statement')),
  await ethereum('empty statement', 'valid', { ...base, statement: '' }),
  await ethereum('statement of two lines', 'valid', { ...base, statement: 'first\nsecond' }),
  await ethereum('statement beyond ASCII', 'valid', { ...base, statement: 'Zażółć gęślą jaźń 🔑' }),
  await ethereum('no resources', 'valid', without(base, 'resources')),
  await ethereum('empty resources', 'valid', { ...base, resources: [] }),
  await ethereum('no expiry', 'valid', without(base, 'exp')),
  await ethereum('all members', 'valid', {
    ...base,
    nbf: '2026-01-01T00:00:00.000Z',
    requestId: 'request 1',
    resources: ['ceramic://*?model=kabc', 'https://example.org/terms?a=b#c'],
  }),
  await ethereum('another chain', 'valid', { ...base, iss: `did:pkh:eip155:137:${address}` }),
  await ethereum('mixed case iss, its own text', 'valid', { ...base, iss: `did:pkh:eip155:1:${mixed}` }, { form: 'plain' }),
  await ethereum('mixed case iss, checksummed text', 'valid', { ...base, iss: `did:pkh:eip155:1:${mixed}` }),
  await ethereum('offset times', 'valid', { ...base, iat: '2026-01-01T02:00:00+02:00', exp: '2026-01-07T19:00:00.123456789-05:00' }),
  await ethereum('legacy order on its last day', 'valid', old, { form: 'legacy' }),
  await ethereum('legacy order with empty resources', 'valid', { ...old, resources: [] }, { form: 'legacy' }),
  await ethereum('legacy order too late', bad, { ...old, iat: '2022-09-20T00:00:00.001Z' }, { form: 'legacy' }),
  await ethereum('v of 0 or 1', 'valid', base, { v: (recovery) => recovery }),
  await ethereum('v of EIP-155', bad, base, { v: (recovery) => 37 + recovery }),
  await ethereum('other v', bad, base, { v: (recovery) => 28 - recovery }),
  await ethereum('high S', 'valid', base, { spell: highS }),
  await ethereum('upper-case hex', 'valid', base, { change: (s) => '0x' + s.slice(2).toUpperCase() }),
  await ethereum('no 0x', 'valid', base, { change: (s) => s.slice(2) }),
  await ethereum('64 bytes', bad, base, { change: (s) => s.slice(0, -2) }),
  await ethereum('66 bytes', bad, base, { change: (s) => s + '00' }),
  await ethereum('empty signature', bad, base, { change: () => '0x' }),
  await ethereum('zero signature', bad, base, { change: () => '0x' + '00'.repeat(65) }),
  await ethereum('another account', bad, { ...base, iss: 'did:pkh:eip155:1:0x' + '11'.repeat(20) }, { form: 'plain' }),
  await ethereum('date that does not parse', 'INVALID_CAPABILITY', { ...base, exp: 'next week' }),
  await ethereum('date without zone', 'INVALID_CAPABILITY', { ...base, exp: '2026-01-08T00:00:00' }),
  await ethereum('line end in the nonce', 'INVALID_CAPABILITY', { ...base, nonce: 'a\nb' }),
  await ethereum('line end in a resource', 'INVALID_CAPABILITY', { ...base, resources: ['ceramic://a\n- ceramic://*'] }),
  await ethereum('bitcoin account', 'UNSUPPORTED_CHAIN', {
    ...base,
    iss: 'did:pkh:bip122:000000000019d6689c085ae165831e93:128Lkh3S7CkDTBZ8W7BbpsN3YYizJMp8p6',
  }, { form: 'plain' }),
  await ethereum('eip1271', 'UNSUPPORTED_CAPABILITY', base, { t: 'eip1271' }),
  await ethereum('tezos:ed25519', 'UNSUPPORTED_CAPABILITY', base, { t: 'tezos:ed25519' }),
  await ethereum('stacks:secp256k1', 'UNSUPPORTED_CAPABILITY', base, { t: 'stacks:secp256k1' }),
  await ethereum('jws', 'UNSUPPORTED_CAPABILITY', base, { t: 'jws' }),
  await siws('solana', 'valid', base),
  await siws('solana, no statement', 'valid', without(base, 'statement')),
  await siws('solana, all members', 'valid', { ...base, nbf: '2026-01-01T00:00:00.000Z', requestId: 'r', resources: ['a:b', 'c:d'] }),
  await siws('solana, short signature', bad, base, (s) => s.slice(0, -1)),
  await siws('solana, no base58', bad, base, (s) => '0' + s.slice(1)),
]

console.log(
  JSON.stringify(
    {
      description:
        'Capabilities of accounts: the signed text, block bytes in hex, CID, what the JavaScript verifiers say, and what we say at the given time under the strict rule.',
      producedBy: ['@didtools/cacao', '@didtools/pkh-ethereum', '@didtools/pkh-solana', '@noble/curves', '@ipld/dag-cbor'].map(version),
      cases,
    },
    null,
    1,
  ),
)
