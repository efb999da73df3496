// Profile and posts of a wallet's account. The page asks its own server for `app.json`: where the node is, and the runtime
// definition of the composite; all the rest is the unmodified client.
import { ComposeClient } from '@composedb/client'
import { EthereumWebAuth, getAccountId } from '@didtools/pkh-ethereum'
import { DIDSession } from 'did-session'

const Posts = `query { postIndex(last: 20) { edges { node { id title text author { id profile { name } } likesCount } } } }`
const Me = `query { viewer { id profile { name bio } postListCount } }`
const SetProfile = `mutation ($content: ProfileInput!) { setProfile(input: { content: $content }) { document { id name } } }`
const CreatePost = `mutation ($content: PostInput!) { createPost(input: { content: $content }) { document { id } } }`
const SetLike = `mutation ($content: LikeInput!) { setLike(input: { content: $content }) { document { id } } }`

const { ceramic, definition } = await (await fetch('app.json')).json()
const compose = new ComposeClient({ ceramic, definition })
const at = (id) => document.getElementById(id)

const run = async (query, variables) => {
  const { data, errors } = await compose.executeQuery(query, variables)
  if (errors?.length) throw new Error(errors.map((error) => error.message).join('; '))
  return data
}

const guarded = (work) => async (event) => {
  event.preventDefault()
  at('problem').textContent = ''
  try {
    await work(event.target)
  } catch (problem) {
    at('problem').textContent = problem.message
  }
}

const showPosts = async () => {
  const { postIndex } = await run(Posts)
  const items = postIndex.edges.map(({ node }) => {
    const item = document.createElement('li')
    const title = document.createElement('h3')
    title.textContent = node.title
    const text = document.createElement('p')
    text.textContent = node.text ?? ''
    const author = document.createElement('small')
    author.textContent = node.author.profile?.name ?? node.author.id
    const like = document.createElement('button')
    like.textContent = `♥ ${node.likesCount}`
    like.onclick = guarded(async () => {
      await run(SetLike, { content: { postID: node.id } })
      await showPosts()
    })
    item.append(title, text, author, like)
    return item
  })
  at('posts').replaceChildren(...items.reverse())
}

const showMe = async () => {
  const { viewer } = await run(Me)
  at('account').textContent = viewer.id
  at('name').textContent = viewer.profile?.name ?? 'nobody yet'
  at('bio').textContent = viewer.profile?.bio ?? ''
  at('count').textContent = String(viewer.postListCount)
  document.body.dataset.signed = 'in'
}

at('sign-in').onclick = guarded(async () => {
  const [address] = await window.ethereum.request({ method: 'eth_requestAccounts' })
  const account = await getAccountId(window.ethereum, address)
  const auth = await EthereumWebAuth.getAuthMethod(window.ethereum, account)
  const session = await DIDSession.authorize(auth, { resources: compose.resources })
  compose.setDID(session.did)
  await showMe()
})

at('profile').onsubmit = guarded(async (form) => {
  const { name, bio } = Object.fromEntries(new FormData(form))
  await run(SetProfile, { content: { name, bio } })
  await showMe()
  await showPosts()
})

at('post').onsubmit = guarded(async (form) => {
  const { title, text } = Object.fromEntries(new FormData(form))
  await run(CreatePost, { content: { title, text, audience: 'EVERYONE', publishedAt: new Date().toISOString() } })
  form.reset()
  await showMe()
  await showPosts()
})

await showPosts()
at('sign-in').disabled = false
