// Stands in for a node: keeps model streams in memory, as the signed init events that the tools hand it.
import { CeramicSigner } from '@ceramicnetwork/common'
import { Model } from '@ceramicnetwork/stream-model'
import { StreamID } from '@ceramicnetwork/streamid'
import { decode } from '@ipld/dag-cbor'
import { DID } from 'dids'
import { Ed25519Provider } from 'key-did-provider-ed25519'
import * as KeyResolver from 'key-did-resolver'
import * as dagJose from 'dag-jose'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'

export const SEED = new Uint8Array(32).fill(7)

export async function startNode() {
  const did = new DID({ provider: new Ed25519Provider(SEED), resolver: KeyResolver.getResolver() })
  await did.authenticate()
  const streams = new Map()

  function found(id) {
    const stream = streams.get(id.toString())
    if (stream == null) throw new Error(`Model not found: ${id}`)
    return stream
  }

  return {
    did,
    signer: CeramicSigner.fromDID(did),
    streams,
    async createStreamFromGenesis(type, commit) {
      const cid = CID.createV1(dagJose.code, await sha256.digest(dagJose.encode(commit.jws)))
      const id = new StreamID(type, cid)
      if (!streams.has(id.toString())) {
        const { data, header } = decode(commit.linkedBlock)
        streams.set(id.toString(), { id, content: data, metadata: { controller: header.controllers[0], model: Model.MODEL }, commit })
      }
      return found(id)
    },
    async loadStream(id) {
      return found(id)
    },
    async loadStreamCommits(id) {
      const { commit } = found(id)
      return [{ cid: commit.jws.link, value: commit }]
    },
    async applyCommit() {
      throw new Error('A model has one event')
    },
  }
}
