// Makes webauthn.json: capabilities signed by passkeys, as @didtools/key-webauthn makes them in a browser.
// A software authenticator stands in for the hardware; its keys are SHA-256 of fixed texts, its ECDSA is deterministic.
//
//   npm install @didtools/key-webauthn@2.0.2 @didtools/cacao@3.0.1 @noble/curves@1 @ipld/dag-cbor@9 multiformats@13
//   node make.mjs > webauthn.json
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { p256 } from '@noble/curves/p256'
import * as dagCbor from '@ipld/dag-cbor'
import * as Block from 'multiformats/block'
import { sha256 as hasher } from 'multiformats/hashes/sha2'
import { Cacao } from '@didtools/cacao'
import { WebauthnAuth } from '@didtools/key-webauthn'

const version = (name) => {
  let path = createRequire(import.meta.url).resolve(name)
  while (!path.endsWith(name)) path = path.slice(0, path.lastIndexOf('/'))
  return name + '@' + createRequire(import.meta.url)(path + '/package.json').version
}
const sha256 = (data) => createHash('sha256').update(data).digest()
const base64url = (bytes) => Buffer.from(bytes).toString('base64url')

const USER_PRESENT = 1
const USER_VERIFIED = 4

function software(key, { flags = USER_PRESENT | USER_VERIFIED, type = 'webauthn.get', rpId, counter = 1 } = {}) {
  return {
    get: async ({ publicKey }) => {
      const host = globalThis.location.hostname
      const authData = Buffer.concat([sha256(rpId ?? host), Buffer.from([flags, 0, 0, 0, counter])])
      const clientDataJSON = Buffer.from(
        JSON.stringify({ type, challenge: base64url(publicKey.challenge), origin: `https://${host}`, crossOrigin: false }),
      )
      const hash = sha256(Buffer.concat([authData, sha256(clientDataJSON)]))
      const signature = p256.sign(hash, key, { lowS: false }).toDERRawBytes()
      return {
        response: {
          clientDataJSON: new Uint8Array(clientDataJSON),
          signature: new Uint8Array(signature),
          getAuthenticatorData: () => new Uint8Array(authData),
        },
      }
    },
  }
}

// did:key of a compressed P-256 key
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
function base58(bytes) {
  let n = BigInt('0x' + Buffer.from(bytes).toString('hex'))
  let text = ''
  for (; n > 0n; n /= 58n) text = ALPHABET[Number(n % 58n)] + text
  return text
}
const didOf = (key) => 'did:key:z' + base58(Buffer.concat([Buffer.from([0x80, 0x24]), p256.getPublicKey(key, true)]))

const session = 'did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P'
const times = { issuedAt: '2026-01-01T00:00:00.000Z', notBefore: '2026-01-01T00:00:00.000Z', expirationTime: '2026-01-08T00:00:00.000Z' }

async function make(name, ours, domain, options, opts = {}) {
  const key = sha256(`passkey ${name}`)
  globalThis.location = { hostname: domain, toString: () => `https://${domain}/` }
  Object.defineProperty(globalThis, 'navigator', { value: { credentials: software(key, options) }, configurable: true })
  const did = didOf(key)
  const method = await WebauthnAuth.getAuthMethod({ did })
  const cacao = await method({ uri: session, nonce: `nonce ${name}`.replaceAll(' ', ''), resources: ['ceramic://*'], ...times, ...opts })
  const block = await Block.encode({ value: cacao, codec: dagCbor, hasher })
  let js = 'valid'
  try {
    await Cacao.verify(cacao, { verifiers: WebauthnAuth.getVerifier(), atTime: new Date('2026-01-02T00:00:00.000Z') })
  } catch (error) {
    js = error.message
  }
  return {
    name,
    did,
    domain,
    audience: session,
    expires: cacao.p.exp,
    bytes: Buffer.from(block.bytes).toString('hex'),
    cid: block.cid.toString(),
    js,
    ours,
  }
}

const cases = [
  await make('present and verified', 'valid', 'example.org'),
  await make('present only', 'valid', 'app.example.org', { flags: USER_PRESENT }),
  await make('several resources', 'valid', 'localhost', {}, { resources: ['ceramic://*?model=kabc', 'https://example.org/terms'] }),
  await make('user absent', 'CAPABILITY_SIGNATURE_INVALID', 'example.org', { flags: 0 }),
  await make('made for another domain', 'CAPABILITY_SIGNATURE_INVALID', 'example.org', { rpId: 'other.example' }),
  await make('a registration', 'CAPABILITY_SIGNATURE_INVALID', 'example.org', { type: 'webauthn.create' }),
  await make('expired', 'CAPABILITY_EXPIRED', 'example.org', {}, { expirationTime: '2026-01-01T12:00:00.000Z' }),
  await make('not yet valid', 'CAPABILITY_NOT_YET_VALID', 'example.org', {}, { notBefore: '2026-01-03T00:00:00.000Z' }),
]

console.log(
  JSON.stringify(
    {
      description:
        'Capabilities of passkeys (webauthn:p256): block bytes in hex, CID, what the JavaScript verifier says, and what we say at 2026-01-02T00:00Z under the strict rule.',
      producedBy: ['@didtools/key-webauthn', '@didtools/cacao', '@noble/curves', '@ipld/dag-cbor'].map(version),
      cases,
    },
    null,
    1,
  ),
)
