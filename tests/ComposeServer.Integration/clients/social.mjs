// A small social network in SDL, new in every run, and what scripts do with it through @composedb/client.
import assert from 'node:assert/strict'
import { tag, url } from './scene.mjs'

export const sdl = `
enum Topic { ART BOOKS CITIES }
type Place { name: String! @string(maxLength: 40) zip: Int }
type Profile @createModel(accountRelation: SINGLE, description: "Profile ${tag}") {
  account: DID! @documentAccount
  name: String! @string(minLength: 2, maxLength: 50)
  bio: String @string(maxLength: 500)
}
type Post @createModel(accountRelation: LIST, description: "Post ${tag}")
  @createIndex(fields: [{ path: ["rank"] }]) @createIndex(fields: [{ path: ["topic"] }, { path: ["written"] }]) {
  author: DID! @documentAccount
  version: CommitID! @documentVersion
  title: String! @string(maxLength: 100)
  rank: Int! @int(min: 0)
  topic: Topic
  written: DateTime!
  place: Place
  tags: [String!] @string(maxLength: 20) @list(maxLength: 5)
  comments: [Comment] @relationFrom(model: "Comment", property: "postID")
  commentsCount: Int! @relationCountFrom(model: "Comment", property: "postID")
  likesCount: Int! @relationCountFrom(model: "Like", property: "postID")
}
type Comment @createModel(accountRelation: LIST, description: "Comment ${tag}") @createIndex(fields: [{ path: ["text"] }]) {
  author: DID! @documentAccount
  postID: StreamID! @documentReference(model: "Post")
  post: Post! @relationDocument(property: "postID")
  text: String! @string(maxLength: 500)
}
type Like @createModel(accountRelation: SET, accountRelationFields: ["postID"], description: "Like ${tag}") {
  author: DID! @documentAccount
  postID: StreamID! @documentReference(model: "Post")
  post: Post @relationDocument(property: "postID")
  weight: Int
}
`

/** Executes an operation that must succeed. */
export const ask = async (client, source, variables) => {
  const { data, errors } = await client.executeQuery(source, variables)
  assert.equal(errors, undefined, errors?.map(({ message }) => message).join('\n'))
  return JSON.parse(JSON.stringify(data))
}

/** Executes an operation that must fail, and says with which words. */
export const askInVain = async (client, source, variables) => {
  const { errors } = await client.executeQuery(source, variables)
  assert.ok(errors?.length, `${source} should fail`)
  return errors[0].message
}

/** The titles of a connection. */
export const titlesOf = ({ edges }) => edges.map(({ node }) => node.title)

export const createPost = async (client, content) => {
  const query = 'mutation ($i: CreatePostInput!) { createPost(input: $i) { document { id version author { id } } } }'
  return (await ask(client, query, { i: { content } })).createPost.document
}

/** Has this server serve a composite at /graphql. It is no call of the former node. */
export const serve = async (admin, composite) => {
  const { code } = await (await fetch(`${url}/api/v0/admin/getCode`)).json()
  const request = { code, requestPath: '/api/v0/admin/composites', requestBody: { composite: composite.toJSON() } }
  const { payload, signatures } = await admin.did.createJWS(request)
  const answer = await fetch(url + request.requestPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jws: `${signatures[0].protected}.${payload}.${signatures[0].signature}` }),
  })
  assert.equal(answer.status, 200, await answer.text())
}
