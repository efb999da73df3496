// What http-client reads: many streams at once, logs, and the index with filters, sorting and pages.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { Model } from '@ceramicnetwork/stream-model'
import { ModelInstanceDocument } from '@ceramicnetwork/stream-model-instance'
import { note, profile } from './definitions.mjs'
import { differences } from './differences.mjs'
import { adminKey, clientOf, quiet, refusal, step } from './scene.mjs'

const admin = await clientOf(await adminKey())
const ada = await clientOf()
const bob = await clientOf()
const notes = await Model.create(admin, note())
const profiles = await Model.create(admin, profile())
await admin.admin.startIndexingModelData([
  { streamID: notes.id, indices: [{ fields: [{ path: ['rank'] }] }] },
  { streamID: profiles.id },
])
const model = notes.id.toString()

const texts = ['Ada’s', 'bee', "it's", 'Zoë', 'bee']
const made = []
for (const [at, title] of texts.entries()) {
  const content = { title, rank: [2, 10, 1, 30, 4][at], ...(at < 3 && { done: at === 1 }) }
  made.push(await ModelInstanceDocument.create(at === 4 ? bob : ada, content, { model: notes.id }, quiet))
}
const single = await ModelInstanceDocument.single(ada, { model: profiles.id })
await single.replace({ name: 'Ada' }, undefined, quiet)

// Many at once: now, at a commit, those that exist only as a genesis, and those that do not exist.
const absent = await ModelInstanceDocument.makeGenesis(bob.signer, null, { model: profiles.id, deterministic: true })
const nobody = await ModelInstanceDocument.single(bob, { model: profiles.id })
const unknown = 'kjzl6kcym7w8y7nls32x9fn8v2m2dh3b8z9ixhfb4xjhbebzsxw64mlnvb2s4c7'
await made[0].patch([{ op: 'replace', path: '/rank', value: 3 }], undefined, quiet)
const found = await ada.multiQuery(
  [
    { streamId: made[0].id },
    { streamId: made[0].allCommitIds[0] },
    { streamId: single.id.toString() },
    { streamId: nobody.id, genesis: absent },
    { streamId: unknown, opts: { syncTimeoutSeconds: 0 } },
  ],
  5000,
)
assert.deepEqual(
  Object.fromEntries(Object.entries(found).map(([id, stream]) => [id, stream.content])),
  {
    [made[0].id]: { title: 'Ada’s', rank: 3, done: false },
    [made[0].allCommitIds[0]]: { title: 'Ada’s', rank: 2, done: false },
    [single.id]: { name: 'Ada' },
    [nobody.id]: null,
  },
)
assert.ok(found[made[0].id] instanceof ModelInstanceDocument)
step('multiquery', { found: Object.keys(found).length, first: made[0].id.toString() })

const commits = await ada.loadStreamCommits(made[0].id)
assert.deepEqual(commits.map(({ cid }) => cid), made[0].state.log.map(({ cid }) => cid.toString()))
for (const { value } of commits) await ada.did.verifyJWS(value.jws)
assert.deepEqual((await ada.loadStreamCommits(single.id))[0].value.header.controllers, [ada.did.id])
step('commits', { entries: commits.length })

// Pages: forward and back, of all and of one account.
const page = (query) => ada.index.query({ models: [model], ...query })
const titlesOf = ({ edges }) => edges.map(({ node }) => node.content.title)
const first = await page({ first: 2 })
assert.deepEqual(titlesOf(first), ['Ada’s', 'bee'])
assert.deepEqual([first.pageInfo.hasNextPage, first.pageInfo.hasPreviousPage], [true, false])
assert.equal(first.pageInfo.endCursor, first.edges[1].cursor)
assert.equal(first.edges[0].node.log.length, 2)
const second = await page({ first: 2, after: first.pageInfo.endCursor })
assert.deepEqual(titlesOf(second), ["it's", 'Zoë'])
const third = await page({ first: 2, after: second.pageInfo.endCursor })
assert.deepEqual([titlesOf(third), third.pageInfo.hasNextPage], [['bee'], false])
const last = await page({ last: 2 })
assert.deepEqual([titlesOf(last), last.pageInfo.hasPreviousPage], [['Zoë', 'bee'], true])
assert.deepEqual(titlesOf(await page({ last: 2, before: last.pageInfo.startCursor })), ['bee', "it's"])
assert.deepEqual(titlesOf(await page({ first: 10, account: bob.did.id })), ['bee'])
assert.deepEqual(titlesOf(await ada.index.query({ model, first: 10, account: bob.did.id })), ['bee'])
const none = await page({ first: 10, account: admin.did.id })
assert.deepEqual([none.edges, none.pageInfo.hasNextPage], [[], false])
step('pages', { titles: [first, second, third].flatMap(titlesOf), cursor: first.pageInfo.endCursor })

// Sorting.
const sorted = async (sorting, rest = { first: 10 }) => titlesOf(await page({ sorting, ...rest }))
const order = await sorted({ rank: 'ASC' })
assert.ok(differences.byRank.some((one) => isDeepStrictEqual(one, order)), order.join())
assert.deepEqual(await sorted({ rank: 'DESC' }), order.toReversed())
const half = await page({ sorting: { rank: 'ASC' }, first: 3 })
assert.deepEqual([titlesOf(half), half.pageInfo.hasNextPage], [order.slice(0, 3), true])
assert.deepEqual(await sorted({ rank: 'ASC' }, { first: 3, after: half.pageInfo.endCursor }), order.slice(3))
assert.deepEqual(await sorted({ rank: 'ASC' }, { last: 2 }), order.slice(3))
assert.deepEqual(await sorted({ title: 'ASC' }, { first: 10, account: bob.did.id }), ['bee'])
step('sorted', { titles: order })

// Filters, each with what it finds; a count finds as many.
const bee = { where: { title: { equalTo: 'bee' } } }
const filters = [
  [bee, ['bee', 'bee']],
  [{ where: { title: { equalTo: "it's" } } }, differences.withApostrophe],
  [{ where: { title: { notEqualTo: 'bee' } } }, ['Ada’s', "it's", 'Zoë']],
  [{ where: { title: { in: ['Zoë', 'bee', 'none'] } } }, ['bee', 'Zoë', 'bee']],
  [{ where: { title: { notIn: ['Zoë', 'bee'] } } }, differences.notIn],
  [{ not: { where: { title: { in: ['Zoë', 'bee'] } } } }, ['Ada’s', "it's"]],
  [{ where: { rank: { greaterThan: 3 } } }, ['bee', 'Zoë', 'bee']],
  [{ where: { rank: { greaterThanOrEqualTo: 3, lessThan: 10 } } }, ['Ada’s', 'bee']],
  [{ where: { rank: { lessThanOrEqualTo: 3 } } }, ['Ada’s', "it's"]],
  [{ where: { rank: { in: [1, 30] } } }, ["it's", 'Zoë']],
  [{ where: { done: { equalTo: true } } }, ['bee']],
  [{ where: { done: { isNull: true } } }, ['Zoë', 'bee']],
  [{ where: { done: { isNull: false }, rank: { lessThan: 10 } } }, ['Ada’s', "it's"]],
  [{ where: { done: { notEqualTo: true } } }, ['Ada’s', "it's"]],
  [{ and: [bee, { where: { rank: { lessThan: 5 } } }] }, ['bee']],
  [{ or: [{ and: [bee, { where: { rank: { equalTo: 10 } } }] }, { not: { where: { rank: { lessThan: 30 } } } }] }, ['bee', 'Zoë']],
]
for (const [queryFilters, titles] of filters) {
  const about = JSON.stringify(queryFilters)
  if (titles === undefined) continue
  assert.deepEqual(titlesOf(await page({ first: 10, queryFilters })), titles, about)
  assert.equal(await ada.index.count({ models: [model], queryFilters }), titles.length, about)
}
const bees = await page({ sorting: { rank: 'ASC' }, first: 10, queryFilters: { and: [bee, { where: { rank: { lessThan: 9 } } }] } })
assert.deepEqual(bees.edges.map(({ node }) => node.content.rank), [4])
assert.equal(await ada.index.count({ models: [model] }), 5)
assert.equal(await ada.index.count({ models: [model], account: bob.did.id }), 1)
assert.equal(await ada.index.count({ models: [model], account: ada.did.id, queryFilters: bee }), 1)
step('filters', { count: filters.length })

// The former form: equal texts, all of them.
if (differences.filtersByAnyMember) {
  assert.deepEqual(titlesOf(await page({ first: 10, filter: { title: 'bee' } })), ['bee', 'bee'])
  assert.equal(await ada.index.count({ models: [model], filter: { title: 'bee' } }), 2)
}
step('former filter', { count: 2 })

// Refused.
const bare = await Model.create(ada, note())
const refused = {}
for (const [name, query, words] of [
  ['no size', {}, /either "first" or "last" should be positive integers/],
  ['none', { first: 0 }, /either "first" or "last" should be positive integers/],
  ['too many', { first: 1001 }, /Requested too many entries: 1001. Maximum is 1000/],
  ['not indexed', { models: [bare.id.toString()], first: 1 }, new RegExp(`Model ${bare.id} is not indexed on this node`)],
  ['two filters', { first: 1, queryFilters: { ...bee, not: bee } }, /Only one of where, and, or, and not can be used per query filter level/],
]) {
  refused[name] = (await refusal(page(query))).error
  assert.match(refused[name], words)
}
for (const [name, call, words] of [
  ['unknown stream', () => ada.loadStream(unknown, { syncTimeoutSeconds: 0 }), differences.unknownStream],
  ['unknown log', () => ada.loadStreamCommits(unknown), differences.unknownStream],
]) {
  refused[name] = (await refusal(call())).error
  assert.match(refused[name], words)
}
await assert.rejects(ada.loadStream('kjz'), /./)
step('refused', refused)
