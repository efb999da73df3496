// What the scripts share: a key, steps, and what the server answers to requests that the SDK has no call for.
import { createDID } from '@didtools/key-did'

/** Prints one step of a script: one line of JSON. */
export const step = (name, value) => console.log(JSON.stringify({ step: name, ...value }))

/** Prints what became of something that must not succeed. */
export const refused = async (name, promise) =>
  step(name, await promise.then(() => ({ refused: false }), (error) => ({ refused: true, message: error.message })))

/** The did:key of 32 equal bytes. */
export const keyOf = async (byte) => {
  const did = createDID(new Uint8Array(32).fill(byte))
  await did.authenticate()
  return did
}

/** A model of the example with all that is required. */
export const definition = (name, accountRelation) => ({
  version: '2.0',
  name,
  description: 'Made by the SDK',
  accountRelation,
  interface: false,
  implements: [],
  schema: {
    type: 'object',
    properties: { title: { type: 'string', maxLength: 40 }, size: { type: 'integer' } },
    required: accountRelation.type === 'list' ? ['title'] : [],
    additionalProperties: false,
  },
})
