// Makes sign-in-texts.json: what the JavaScript library asks an account to sign, for every combination of optional members.
//
//   npm install @didtools/cacao@3.0.1
//   node make.mjs > sign-in-texts.json
import { SiweMessage, SiwsMessage, asLegacyChainIdString } from '@didtools/cacao'

const ethereum = '0x4a62316623ad457f02cdc5d997ded67a383ec569'
const solana = 'GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEGB'
const absent = Symbol('absent')

const choices = {
  statement: [absent, '', 'Give this application access to some of your data on Ceramic', 'Zażółć 🔑\nsecond line'],
  exp: [absent, '2026-01-08T00:00:00.000Z'],
  nbf: [absent, '2026-01-01T02:00:00+02:00'],
  requestId: [absent, 'request 1'],
  resources: [absent, [], ['ceramic://*'], ['ceramic://*?model=kabc', 'https://example.org/terms?a=b#c', 'urn:x']],
}

let all = [{}]
for (const [member, values] of Object.entries(choices)) {
  all = all.flatMap((p) => values.map((value) => (value === absent ? p : { ...p, [member]: value })))
}

const common = {
  domain: 'example.org:8080',
  aud: 'did:key:z6Mkfmm57fsb6VL7zVusP8zeA9SYkCKdvUhby2G7Yh8vvQ1P',
  version: '1',
  nonce: 'abcdefghij',
  iat: '2026-01-01T00:00:00.000Z',
}
const cases = all.flatMap((optional, number) => {
  const p = { ...common, ...optional }
  const chain = number % 3 === 0 ? '137' : '1'
  const eth = { p: { ...p, iss: `did:pkh:eip155:${chain}:${ethereum}` } }
  const sol = { p: { ...p, iss: `did:pkh:solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:${solana}` } }
  return [
    {
      name: `ethereum ${number}`,
      p: eth.p,
      plain: SiweMessage.fromCacao(eth).toMessage(),
      eip55: SiweMessage.fromCacao(eth).toMessageEip55(),
      legacy: asLegacyChainIdString(SiweMessage.fromCacao(eth), 'Ethereum'),
    },
    { name: `solana ${number}`, p: sol.p, plain: SiwsMessage.fromCacao(sol).toMessage() },
  ]
})

console.log('{"description":"Texts to sign, by all combinations of optional members","producedBy":"@didtools/cacao@3.0.1","cases":[')
console.log(cases.map((one) => JSON.stringify(one)).join(',\n'))
console.log(']}')
