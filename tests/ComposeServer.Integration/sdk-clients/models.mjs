// Models by the unmodified model-client: created, read back, found as streams.
// usage: node models.mjs <url>
import { CeramicClient } from '@ceramic-sdk/http-client'
import { ModelClient } from '@ceramic-sdk/model-client'
import { definition, keyOf, refused, step } from './sdk.mjs'

const [url] = process.argv.slice(2)
const did = await keyOf(7)
const ceramic = new CeramicClient({ url })
const models = new ModelClient({ ceramic, did })

step('version', await ceramic.getVersion())

const note = definition('SdkNote', { type: 'list' })
const id = await models.createDefinition(note)
step('model', { id: id.toString(), controller: did.id })
step('definition', { definition: await models.getModelDefinition(id) })

// The payload's signature is checked by the client.
const payload = await models.getPayload(id, did)
step('payload', { controllers: payload.header.controllers, model: payload.header.model.toString(), sep: payload.header.sep })

const state = await models.getStreamState(id)
step('state', { state })
const decoded = models.streamStateToModelState(state)
step('decoded', { content: decoded.content, model: decoded.metadata.model.toString(), commit: decoded.commitID.commit.toString() })

step('interest', { answer: (await ceramic.registerInterestModel(id.toString())) ?? null })

const updated = models.updateDefinition({ streamID: id.toString(), newContent: { ...note, description: 'Changed' } })
await refused('updated definition', updated)
await refused('unknown stream', models.getStreamState('kjzl6hvfrbw6c6ofgjagr114wrmhbrt82rgpdv9digiy6h1wkay9gw1ro6ja1yl'))
await refused('unknown event', ceramic.getEvent('bagcqcerai4ckwyydogqy73gph5alvixartjunbucwmey7zteczq6dc25zohq'))
