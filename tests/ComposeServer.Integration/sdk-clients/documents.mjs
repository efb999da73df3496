// Documents by the unmodified model-instance-client: created, changed at once, read back, found in the feed.
// usage: node documents.mjs <url> <model of a list> <model of a single> <model of a set>
import { CeramicClient } from '@ceramic-sdk/http-client'
import { CommitID, StreamID } from '@ceramic-sdk/identifiers'
import { ModelClient } from '@ceramic-sdk/model-client'
import { ModelInstanceClient } from '@ceramic-sdk/model-instance-client'
import { keyOf, refused, step } from './sdk.mjs'

const [url, ...ids] = process.argv.slice(2)
const [list, single, set] = ids.map((id) => StreamID.fromString(id))
const did = await keyOf(7)
const ceramic = new CeramicClient({ url })
const documents = new ModelInstanceClient({ ceramic, did })
const told = ({ commitID, content, metadata }) => ({
  id: commitID.baseID.toString(),
  commit: commitID.commit.toString(),
  content,
  metadata: { ...metadata, model: metadata.model.toString() },
})

// A document of a list.
const created = await documents.createInstance({ model: list, content: { title: 'One', size: 1 }, controller: did })
step('created', { id: created.baseID.toString(), commit: created.commit.toString() })
step('state', told(await documents.getDocumentState(created.baseID)))

// Two changes, each from the state that the server shows right after the one before.
const streamID = created.baseID.toString()
step('first change', told(await documents.updateDocument({ streamID, newContent: { title: 'Two', size: 1 } })))
step('second change', told(await documents.updateDocument({ streamID, newContent: { title: 'Two', size: 2 }, shouldIndex: true })))
step('changed', told(await documents.getDocumentState(streamID)))

// The event as the server hands it out, checked by the codecs of the SDK.
const event = await documents.getEvent(created)
step('event', { link: event.jws.link.toString(), bytes: event.linkedBlock.length })

// The document of an account, whose init event nobody signs, and one of a set.
const begun = await documents.createSingleton({ model: single, controller: did })
step('singleton', { id: begun.baseID.toString(), state: told(await documents.getDocumentState(begun.baseID)) })
step('singleton changed', told(await documents.updateDocument({ streamID: begun.baseID.toString(), newContent: { title: 'Mine' } })))
const again = await documents.createSingleton({ model: single, controller: did })
step('singleton again', { id: again.baseID.toString(), state: told(await documents.getDocumentState(again.baseID)) })

const { content: definition } = new ModelClient({ ceramic, did }).streamStateToModelState(await documents.getStreamState(set))
const member = await documents.createInstance({ model: set, modelDefinition: definition, content: { title: 'key' }, controller: did })
const filled = await documents.updateDocument({ streamID: member.baseID.toString(), newContent: { title: 'key', size: 5 } })
step('member', told(filled))

// A change of a state that is no longer the newest, and content that the model does not allow.
const stale = documents.postData({ currentID: created, currentContent: { title: 'One', size: 1 }, newContent: { title: 'Late' } })
await refused('stale', stale)
await refused('too long', documents.updateDocument({ streamID, newContent: { title: 'x'.repeat(41) } }))
const lost = CommitID.fromStream(created.baseID, member.commit)
await refused('lost', documents.postData({ currentID: lost, currentContent: {}, newContent: { title: 'Lost' } }))

// What released clients see of the feed: its first hundred events, whatever they ask for.
const feed = await ceramic.getEventsFeed({ resumeAt: '3', limit: 2 })
step('feed', { ids: feed.events.map(({ id }) => id), data: feed.events.map(({ data }) => data ?? null), resumeToken: feed.resumeToken })

// The same through the client's own HTTP interface, page by page.
const pages = []
for (let resumeAt = '0'; ; ) {
  const { data } = await ceramic.api.GET('/feed/events', { params: { query: { resumeAt, limit: 4, includeData: 'full' } } })
  pages.push(data.events.map(({ id }) => id))
  if (data.resumeToken === resumeAt) break
  resumeAt = data.resumeToken
}
step('pages', { pages })
