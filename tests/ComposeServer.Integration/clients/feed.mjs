// What is told of changes: streams that http-client follows by asking again, and the feed of documents.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { AggregationDocument } from '@ceramicnetwork/codecs'
import { Model } from '@ceramicnetwork/stream-model'
import { ModelInstanceDocument } from '@ceramicnetwork/stream-model-instance'
import { decode } from 'codeco'
import { note } from './definitions.mjs'
import { adminKey, clientOf, quiet, step, url } from './scene.mjs'

/** Server-sent events, as far as the feed uses them. */
async function* feed(after, signal) {
  const answer = await fetch(`${url}/api/v0/feed/aggregation/documents${after ? `?after=${after}` : ''}`, { signal })
  assert.match(answer.headers.get('content-type'), /^text\/event-stream/)
  let text = ''
  for await (const bytes of answer.body.pipeThrough(new TextDecoderStream())) {
    text += bytes
    for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
      const data = text.slice(0, end).split('\n').filter((line) => line.startsWith('data: '))
      if (data.length > 0) yield decode(AggregationDocument, JSON.parse(data.map((line) => line.slice(6)).join('\n')))
    }
  }
}

/** The next so many events of a stream; the others of the node are passed over. */
const take = async (events, id, count) => {
  const found = []
  while (found.length < count) {
    const { value, done } = await events.next()
    assert.ok(!done, 'the feed ended')
    if (value.commitId.baseID.toString() === id.toString() && !found.some(({ commitId }) => commitId.equals(value.commitId))) found.push(value)
  }
  return found
}

const admin = await clientOf(await adminKey())
const ada = await clientOf()
const notes = await Model.create(admin, note())
await admin.admin.startIndexingModels([notes.id])

// A subscription asks every so often, and sees what others wrote.
const mine = await ModelInstanceDocument.create(ada, { title: 'One' }, { model: notes.id }, quiet)
const watching = await clientOf(ada.did, { syncInterval: 50 })
const watched = await ModelInstanceDocument.load(watching, mine.id)
let writing
const seen = new Promise((resolve) => {
  const titles = []
  const subscription = watched.subscribe(({ content, next }) => {
    const { title } = next?.content ?? content
    if (titles.at(-1) !== title) titles.push(title)
    if (titles.length === 1) writing = mine.replace({ title: 'Two' }, undefined, quiet)
    if (titles.length < 2) return
    subscription.unsubscribe()
    resolve(titles)
  })
})
assert.deepEqual(await seen, ['One', 'Two'])
assert.equal(watched.content.title, 'Two')
step('subscription', { titles: await seen })

await writing
await watched.sync()
assert.equal(watched.tip.toString(), mine.tip.toString())

// The feed, from now on and from a token on.
const ending = new AbortController()
const told = feed(undefined, ending.signal)
const next = told.next()
const written = (async () => {
  // The former node answers nothing before there is an event, so that nobody can tell when it begins to listen.
  const documents = []
  for (let open = true; open; ) {
    const document = await ModelInstanceDocument.create(ada, { title: 'Begun' }, { model: notes.id }, quiet)
    documents.push(document)
    open = !(await Promise.race([next, new Promise((wait) => setTimeout(wait, 50))]))
  }
  const document = await ModelInstanceDocument.create(ada, { title: 'Told' }, { model: notes.id }, quiet)
  await document.replace({ title: 'Told again', rank: 1 }, undefined, quiet)
  return document
})()
const document = await written
const events = await take(told, document.id, 2)
assert.deepEqual(events.map(({ content }) => content.title), ['Told', 'Told again'])
assert.deepEqual(events.map(({ eventType }) => eventType), [0, 1])
assert.deepEqual(events.map(({ commitId }) => commitId.toString()), document.allCommitIds.map(String))
assert.deepEqual(events[0].metadata.controllers, [ada.did.id])
assert.equal(events[0].metadata.model.toString(), notes.id.toString())
step('told', { commits: document.allCommitIds.map(String), tokens: events.map(({ resumeToken }) => resumeToken) })

const again = feed(events[0].resumeToken, ending.signal)
const [resumed] = await take(again, document.id, 1)
assert.deepEqual([resumed.content.title, resumed.commitId.toString()], ['Told again', events[1].commitId.toString()])
step('resumed', { token: resumed.resumeToken })

const at = await ModelInstanceDocument.load(ada, events[0].commitId)
assert.deepEqual(at.content, { title: 'Told' })
step('read', { content: at.content })
ending.abort()
process.exit(0)
