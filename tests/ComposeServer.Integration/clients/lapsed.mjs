// A session of the unmodified did-session, used at a server whose clock is past its end: the library here still signs.
// usage: node lapsed.mjs <url> <post model>
import { DIDSession } from 'did-session'
import { listGenesis, node, step, toJson } from './wire.mjs'
import { authMethodOf } from './wallet.mjs'

const [url, postModel] = process.argv.slice(2)
const server = node(url)
const post = { title: 'Too late', publishedAt: '2026-12-01T00:00:00Z', audience: 'EVERYONE' }

const session = await DIDSession.authorize(await authMethodOf('0x' + '07'.repeat(32)), { resources: ['ceramic://*'] })
step('session', { expires: session.cacao.p.exp })
step('create', await server.create(toJson(await session.did.createDagJWS(listGenesis(postModel, session.did.parent, post)))))

const query = 'mutation ($content: PostInput!) { createPost(input: { content: $content }) { document { id } } }'
const authorization = `DIDSession ${await session.serialize()}`
step('graphql', await server.graphql({ query, variables: { content: post } }, { authorization }))
