// The node API and the GraphQL endpoint as JavaScript clients call them, and events in the API's form.
import { base36 } from 'multiformats/bases/base36'
import { CID } from 'multiformats/cid'
import * as u8a from 'uint8arrays'

/** Prints one step of a script: one line of JSON. */
export const step = (name, value) => console.log(JSON.stringify({ step: name, ...value }))

/** Bytes of a StreamID from its text. */
export const streamBytes = (text) => base36.decode(text)

/** An envelope made by `did.createDagJWS`, as JSON. */
export const toJson = ({ jws, linkedBlock, cacaoBlock }) => ({
  jws: { ...jws, link: jws.link.toString() },
  linkedBlock: u8a.toString(linkedBlock, 'base64'),
  ...(cacaoBlock && { cacaoBlock: u8a.toString(cacaoBlock, 'base64') }),
})

/** The payload that creates a document of a LIST model. */
export const listGenesis = (model, controller, data) => ({
  data,
  header: {
    controllers: [controller],
    model: streamBytes(model),
    sep: 'model',
    unique: crypto.getRandomValues(new Uint8Array(12)),
  },
})

/** The event that begins the one document of an account, as JSON. It is not signed. */
export const singleGenesis = (model, controller) => ({
  data: null,
  header: { controllers: [controller], model: u8a.toString(streamBytes(model), 'base64'), sep: 'model' },
})

/** The payload that changes a document. */
export const change = (state, data) => ({
  data,
  id: CID.parse(state.log[0].cid),
  prev: CID.parse(state.log.at(-1).cid),
})

/** A server. */
export const node = (url) => {
  const send = async (path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }
  return {
    get: (route) => send('/api/v0/' + route),
    create: (genesis) => send('/api/v0/streams', { type: 3, genesis, opts: { anchor: false, publish: false } }),
    commit: (streamId, commit) => send('/api/v0/commits', { streamId, commit, opts: {} }),
    graphql: (body, headers) => send('/graphql', body, headers),
  }
}

/** The text with one byte of a base64 member turned over. */
export const flipped = (text, encoding) => {
  const bytes = u8a.fromString(text, encoding)
  bytes[bytes.length - 1] ^= 1
  return u8a.toString(bytes, encoding)
}
