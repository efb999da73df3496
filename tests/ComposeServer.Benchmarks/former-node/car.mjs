// Reads CAR files, version 1: a length and a header, then for each block a length, its CID and its bytes.
import { CID } from 'multiformats/cid'

/** LEB128, unsigned. */
const varint = (bytes, at) => {
  let value = 0
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++]
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) return [value, at]
  }
}

/** The header is DAG-CBOR of {roots, version}; a link in it is tag 42, then a byte string whose first byte is 0. */
const rootsOf = (header) => {
  const link = Buffer.from([0xd8, 0x2a, 0x58])
  const roots = []
  for (let at = header.indexOf(link); at >= 0; at = header.indexOf(link, at)) {
    const length = header[at + 3]
    roots.push(CID.decode(header.subarray(at + 5, at + 4 + length)))
    at += 4 + length
  }
  return roots
}

/** Its roots, and its blocks as pairs of CID and bytes. */
export const carBlocks = (bytes) => {
  const [headerLength, begin] = varint(bytes, 0)
  const roots = rootsOf(bytes.subarray(begin, begin + headerLength))
  const list = []
  for (let at = begin + headerLength; at < bytes.length; ) {
    const [length, start] = varint(bytes, at)
    const [cid, block] = CID.decodeFirst(bytes.subarray(start, start + length))
    list.push([cid, Buffer.from(block)])
    at = start + length
  }
  return { roots, list }
}
