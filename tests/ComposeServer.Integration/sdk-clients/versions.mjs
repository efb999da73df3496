// Versions of a model by the unmodified clients: a definition is changed, and documents name the version that they are written by.
// usage: node versions.mjs <url>
import { CeramicClient } from '@ceramic-sdk/http-client'
import { ModelClient } from '@ceramic-sdk/model-client'
import { ModelInstanceClient } from '@ceramic-sdk/model-instance-client'
import { definition, keyOf, refused, step } from './sdk.mjs'

const [url] = process.argv.slice(2)
const did = await keyOf(7)
const ceramic = new CeramicClient({ url })
const models = new ModelClient({ ceramic, did })
const documents = new ModelInstanceClient({ ceramic, did })

const first = definition('SdkVersioned', { type: 'list' })
const model = await models.createDefinition(first)
const streamID = model.toString()
const { properties } = first.schema
const change = (schema) => ({ ...first, schema: { ...first.schema, ...schema } })

const second = change({ properties: { ...properties, note: { type: 'string' } } })
const updated = await models.updateDefinition({ streamID, newContent: second })
const version = updated.commitID.commit
step('updated', { id: streamID, commit: version.toString(), content: updated.content })
const state = models.streamStateToModelState(await models.getStreamState(model))
step('state', { content: state.content, commit: state.commitID.commit.toString() })
await refused('narrower', models.updateDefinition({ streamID, newContent: change({ required: ['title', 'size'] }) }))

const content = { title: 'One', note: 'new' }
await refused('unnamed', documents.createInstance({ model, content, controller: did }))
const created = await documents.createInstance({ model, content, controller: did, modelVersion: version })
const told = await documents.getStreamState(created.baseID)
step('created', { id: created.baseID.toString(), state: documents.streamStateToDocumentState(told).content, data: told.data })

// A document of the first version goes over to the second one.
const old = await documents.createInstance({ model, content: { title: 'Old' }, controller: did })
const id = old.baseID.toString()
await refused('not yet', documents.updateDocument({ streamID: id, newContent: content }))
await documents.updateDocument({ streamID: id, newContent: content, modelVersion: version })
const last = await documents.updateDocument({ streamID: id, newContent: { ...content, note: 'again' } })
step('moved', { id, content: last.content })
