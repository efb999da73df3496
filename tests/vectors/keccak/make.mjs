// Makes keccak256.json: digests of byte strings 00 01 02 … of lengths about the block size of 136.
//
//   npm install @noble/hashes@1
//   node make.mjs > keccak256.json
import { keccak_256 } from '@noble/hashes/sha3'

const lengths = [0, 1, 3, 31, 32, 33, 71, 72, 134, 135, 136, 137, 199, 200, 271, 272, 273, 407, 408, 409, 1000, 5000]
const cases = lengths.map((length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => i & 0xff)
  return { length, digest: Buffer.from(keccak_256(bytes)).toString('hex') }
})
console.log(JSON.stringify({ description: 'Keccak-256 of the bytes 0, 1, 2, … modulo 256, of each length.', producedBy: ['@noble/hashes@1'], cases }, null, 1))
