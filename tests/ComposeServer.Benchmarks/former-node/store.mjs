// Stands in for the process that the former node keeps its blocks in, ceramic-one: the calls that the node makes to it, answered from memory.
// No disk, no network, no signature is looked at: a real one would cost what this does not, so figures of the node beside it are too good.
//
// usage: node store.mjs
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { bases } from 'multiformats/basics'
import { CID } from 'multiformats/cid'
import { carBlocks } from './car.mjs'
import { endWithParent, ready } from './ready.mjs'

endWithParent()
const agent = 'ceramic-one/0.30.0-in-memory'
const blocks = new Map()
const feed = []

const keyOf = (cid) => Buffer.from(cid.multihash.digest).toString('base64')

/** Takes blocks that are what their names say. */
const put = ({ roots, list }) => {
  for (const [cid, bytes] of list) {
    if (cid.multihash.code === 0x12 && createHash('sha256').update(bytes).digest('base64') !== keyOf(cid))
      throw new Error(`${cid} names other bytes`)
    blocks.set(keyOf(cid), bytes)
  }
  return roots.map(String)
}

/** Bytes of the first file of a form. */
const fileOf = (body, type) => {
  const boundary = `--${/boundary="?([^";]+)/.exec(type)[1]}`
  const begin = body.indexOf('\r\n\r\n') + 4
  return body.subarray(begin, body.indexOf(`\r\n${boundary}`, begin))
}

const fromMultibase = (text) => Object.values(bases).find(({ prefix }) => prefix === text[0]).decode(text)

/** Answers of the Kubo API, by the end of their path. */
const kubo = {
  id: () => ({
    ID: '12D3KooWAQvp6Wnqho9ririWvbmtodnNQX9GECQEps2gb6kwBf2h',
    PublicKey: '',
    Addresses: ['/ip4/127.0.0.1/tcp/4001'],
    AgentVersion: agent,
    ProtocolVersion: 'ipfs/0.1.0',
    Protocols: [],
  }),
  version: () => ({ Version: agent, Commit: '', Repo: '', System: '', Golang: '' }),
  'swarm/peers': () => ({ Peers: null }),
  'swarm/connect': () => ({ Strings: [] }),
  'pin/add': ({ arg }) => ({ Pins: [arg] }),
  'pin/rm': ({ arg }) => ({ Pins: [arg] }),
  'pin/ls': () => ({ Keys: {} }),
  'block/get': ({ arg }) => blocks.get(keyOf(CID.parse(arg))),
  'dag/get': ({ arg }) => blocks.get(keyOf(CID.parse(arg))),
  'block/stat': ({ arg }) => ({ Key: arg, Size: blocks.get(keyOf(CID.parse(arg))).length }),
  'dag/resolve': ({ arg }) => ({ Cid: { '/': arg }, RemPath: '' }),
  'dag/import': (_, body, type) =>
    put(carBlocks(fileOf(body, type))).map((root) => ({ Root: { Cid: { '/': root }, PinErrorMsg: '' } }))[0],
}

/** Answers of ceramic-one itself. Null: nothing to say. */
const ceramicOne = {
  version: () => ({ version: agent }),
  liveness: () => ({}),
  'config/network': () => ({ name: 'inmemory' }),
  interests: () => null,
  events: (_, body) => {
    feed.push(...put(carBlocks(Buffer.from(fromMultibase(JSON.parse(body).data)))))
    return null
  },
  'feed/events': ({ resumeAt = '0', limit = '1000' }) => {
    const page = feed.slice(Number(resumeAt), Number(resumeAt) + Number(limit))
    return { events: page.map((id) => ({ id })), resumeToken: String(Number(resumeAt) + page.length) }
  },
}

const bodyOf = async (request) => {
  const parts = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

const answer = async (request) => {
  const { pathname, searchParams } = new URL(request.url, 'http://store')
  const [, api, path] = /^\/(api\/v0|ceramic)\/(.+)$/.exec(pathname)
  const body = await bodyOf(request)
  const value = (api === 'ceramic' ? ceramicOne : kubo)[path](Object.fromEntries(searchParams), body, request.headers['content-type'])
  if (value === undefined) throw new Error(`${searchParams.get('arg')} is not here`)
  return value
}

const server = createServer(async (request, response) => {
  try {
    const value = await answer(request)
    if (value === null) response.writeHead(204).end()
    else if (Buffer.isBuffer(value)) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(value)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  } catch (fault) {
    console.error(`store: ${request.method} ${request.url}: ${fault.message}`)
    response.writeHead(500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ Message: fault.message, Code: 0, Type: 'error' }))
  }
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => ready(server.address().port))
