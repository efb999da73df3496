// Links of accounts to DIDs (CAIP-10): stream-caip10-link and blockchain-utils-linking as published.
// usage: see scene.mjs
import assert from 'node:assert/strict'
import { EthereumAuthProvider } from '@ceramicnetwork/blockchain-utils-linking'
import { Caip10Link } from '@ceramicnetwork/stream-caip10-link'
import { Wallet } from 'ethers'
import { differences } from './differences.mjs'
import { clientOf, quiet, refusal, step } from './scene.mjs'
import { providerOf } from './wallet.mjs'

const ada = await clientOf()
const wallet = Wallet.createRandom()
const provider = new EthereumAuthProvider(providerOf(wallet), wallet.address)
const account = `eip155:1:${wallet.address}`
const former = `${wallet.address.toLowerCase()}@eip155:1`

const link = await Caip10Link.fromAccount(ada, account)
assert.deepEqual(
  [link.did, link.controllers, link.metadata.family, link.state.signature, link.state.log.length],
  [null, [former], 'caip10-eip155:1', 0, 1],
)
step('create', { id: link.id.toString(), controller: former })

await link.setDid(ada.did, provider, quiet)
assert.equal(link.did, ada.did.id)
assert.ok(link.metadata.lastUpdate > 1_600_000_000)
const loaded = await Caip10Link.load(await clientOf(), link.id)
assert.deepEqual([loaded.did, loaded.tip.toString()], [ada.did.id, link.tip.toString()])
const again = await Caip10Link.fromAccount(ada, account)
assert.deepEqual([again.id.toString(), again.did], [link.id.toString(), ada.did.id])
step('set', { did: link.did, entries: link.state.log.length })

const other = Wallet.createRandom()
const stranger = new EthereumAuthProvider(providerOf(other), other.address)
const { error } = await refusal(loaded.setDid('did:key:stranger', stranger, quiet))
assert.match(error, /doesn't match stream controller/)
step('foreign', { error })

await link.clearDid(provider, quiet)
assert.equal(link.did, differences.clearedLink)
assert.equal((await Caip10Link.load(ada, link.id)).did, differences.clearedLink)
assert.equal((await Caip10Link.load(ada, link.allCommitIds[1])).did, ada.did.id)
step('clear', { did: link.did, entries: link.state.log.length })

const commits = await ada.loadStreamCommits(link.id)
assert.deepEqual(commits.map(({ cid }) => cid), link.state.log.map(({ cid }) => cid.toString()))
assert.equal(commits[1].value.data.account, former)
step('commits', { cids: commits.map(({ cid }) => cid) })
