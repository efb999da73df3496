// Models that the scripts write documents of: one of each relation to an account.
import { tag } from './scene.mjs'

const schema = (properties, required = []) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** A definition, complete. */
export const definition = (name, accountRelation, properties, rest = {}) => ({
  name,
  description: `Made in run ${tag}`,
  version: '2.0',
  interface: false,
  implements: [],
  accountRelation,
  schema: schema(properties, rest.required),
  ...(rest.immutableFields && { immutableFields: rest.immutableFields }),
  ...(rest.relations && { relations: rest.relations }),
  ...(rest.views && { views: rest.views }),
})

export const note = (rest) =>
  definition(
    'Note',
    { type: 'list' },
    {
      title: { type: 'string', maxLength: 40 },
      rank: { type: 'integer', minimum: 0 },
      done: { type: 'boolean' },
      born: { type: 'string', maxLength: 10 },
    },
    { required: ['title'], immutableFields: ['born'], ...rest },
  )

export const profile = () => definition('Profile', { type: 'single' }, { name: { type: 'string', maxLength: 20 } })

/** One for each account, note and side. */
export const vote = (noteModel) =>
  definition(
    'Vote',
    { type: 'set', fields: ['noteID', 'side'] },
    {
      noteID: { type: 'string', title: 'CeramicStreamID', maxLength: 100 },
      side: { type: 'string', maxLength: 5 },
      weight: { type: 'integer' },
    },
    { required: ['noteID', 'side'], relations: { noteID: { type: 'document', model: noteModel } } },
  )
