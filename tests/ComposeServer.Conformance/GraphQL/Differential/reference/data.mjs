// The value of a field is a function of where it stands; MadeData.cs says the same in C#.
import { isAbstractType, isEnumType, isListType, isNonNullType, isObjectType } from 'graphql'

// FNV-1a over UTF-16 units, then the last mixing of MurmurHash3.
export function hash(text) {
  let h = 0x811c9dc5 | 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const TEXTS = ['', 'plain', 'with "quotes" and \\', 'two\nlines\tand a tab', '\u00e9\u20ac\u{1f600}', '\u007f\u0001', '12', '</script>']
const STRAY = ['"text"', '""', '1.5', '12', '-7', '1e21', '4294967296', 'true', 'false', '"0x1f"', '" 12 "', '[1,"a"]', '{"a":{"b":[1]}}', '1e-7', '"NOPE"']
const NO_LIST = ['"text"', '5', 'true', '{"a":1}']

export function resolve(source, args, _context, info) {
  const key = `${source?.k}/${info.path.key}:${info.fieldName}(${JSON.stringify(args)})`
  const value = valueOf(info.returnType, key, info.schema)
  if (value instanceof Error && hash(`${key} throws`) % 2 === 0) throw value
  return value
}

function valueOf(type, key, schema) {
  if (hash(`${key} error`) % 31 === 0) return new Error(`refused at ${hash(key)}`)
  if (hash(`${key} null`) % (isNonNullType(type) ? 23 : 9) === 0) return null
  const inner = isNonNullType(type) ? type.ofType : type
  if (isListType(inner)) return listOf(inner.ofType, key, schema)
  if (isAbstractType(inner)) return { __typename: typeNameOf(inner, key, schema), k: key }
  if (isObjectType(inner)) return hash(`${key} stray`) % 29 === 0 ? 5 : { __typename: inner.name, k: key }
  return hash(`${key} stray`) % 17 === 0 ? one(STRAY.map(JSON.parse), key) : leafOf(inner, key)
}

// Nothing of an empty list.
const one = (list, key) => list[hash(key) % list.length]

function listOf(item, key, schema) {
  if (hash(`${key} no list`) % 19 === 0) return JSON.parse(one(NO_LIST, key))
  return Array.from({ length: hash(`${key} length`) % 4 }, (_, index) => valueOf(item, `${key}[${index}]`, schema))
}

function typeNameOf(type, key, schema) {
  if (hash(`${key} stray`) % 17 === 0) return one([undefined, 'Nowhere', 'Int', schema.getQueryType().name], key)
  const names = schema.getPossibleTypes(type).map(({ name }) => name)
  return one(names.sort(), key)
}

function leafOf(type, key) {
  const h = hash(key)
  if (isEnumType(type)) return one(type.getValues(), key).name
  switch (type.name) {
    case 'Int': return (h % 2001) - 1000
    case 'Float': return (h % 4001) / 16 - 100
    case 'Boolean': return h % 2 === 0
    case 'ID': return h % 2 === 0 ? h : `id${h}`
    case 'String': return one(TEXTS, key)
    default: return JSON.parse(one(STRAY, key))
  }
}
