// Records what fast-json-patch 3.1.1 does without validation, as the JS node calls it.
// In an empty folder: npm i fast-json-patch@3.1.1, copy this file there, node make-json-patch.mjs > json-patch-reference.json
import jsonpatch from 'fast-json-patch'

const clone = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

function run(document, patch) {
  try {
    const result = jsonpatch.applyPatch(clone(document), clone(patch)).newDocument
    return { result: JSON.parse(JSON.stringify(result === undefined ? null : result)) }
  } catch {
    return { error: true }
  }
}

const document = { a: 1, s: 'text', n: null, b: true, o: { p: { q: 1 }, r: [1] }, l: [1, 2, 3], e: [], m: [[1], { x: 2 }], '': 5, 'x/y': 6, 't~': 7 }
const paths = ['', '/', '/a', '/z', '/o', '/o/p', '/o/p/q', '/o/z', '/o/z/y', '/a/z', '/s/z', '/b/z', '/n', '/n/z', '/n/z/y', '/a/z/y', '/z/y',
  '/l', '/l/0', '/l/2', '/l/3', '/l/5', '/l/-', '/l/-1', '/l/01', '/l/x', '/l/', '/l/1.5', '/l/1e0', '/l/0x1', '/l/ 1', '/l/Infinity', '/l/4294967297',
  '/l/2147483648', '/l/99999999999999999999', '/l/-/x', '/l/3/x', '/l/x/y', '/l/length', '/e/0', '/e/-', '/e/2', '/m/0/0', '/m/0/-', '/m/1/x', '/m/1/y', '/m/2/x',
  '/x~1y', '/t~0', '/t~01', '/t~', '/x/y', 'a', 'x/a', 'undefined', '/undefined', '/__proto__', '/__proto__/x', '/constructor/prototype', '/constructor/prototype/x',
  '/o/__proto__/x', '/prototype', '/o/r/0', '/o/r/1']
const sources = ['', '/a', '/z', '/z/y', '/n/z', '/a/z', '/o', '/o/p/q', '/l', '/l/0', '/l/3', '/l/-', '/l/-1', '/l/x', '/l/length', 'x/a', '/m/1', '/__proto__']
const values = [9, null, { v: [1] }, [7, 8]]
const cases = []
const add = (patch, on = document) => cases.push({ document: on, patch, ...run(on, patch) })

for (const path of paths) {
  for (const op of ['add', 'replace']) for (const value of values) add([{ op, path, value }])
  for (const op of ['add', 'replace']) add([{ op, path }])
  add([{ op: 'remove', path }])
  add([{ op: '_get', path }])
  add([{ op: 'frobnicate', path }])
  add([{ path }])
  for (const value of [1, null, 2, 'text', { q: 1 }, [1, 2, 3], [1, 2, '3']]) add([{ op: 'test', path, value }])
  for (const from of sources) {
    add([{ op: 'move', from, path }])
    add([{ op: 'copy', from, path }])
  }
  add([{ op: 'move', path }])
  add([{ op: 'copy', path }])
}
for (const length of [0, 2, 3, 5, -1, 1.5, '2', '', ' 1 ', 'x', true, false, null, {}, 4294967296]) add([{ op: 'replace', path: '/l/length', value: length }])
for (const path of [null, 0, 1, false, true, '', {}, []]) add([{ op: 'add', path, value: 1 }])
add([{ op: 'add', value: 1 }])
for (const item of [null, 1, 'x', '', [], true, {}]) add([item])
for (const patch of [{}, null, 1, true, '', 'ab', []]) add(patch)
for (const root of [null, 1, 'x', [], [1, 2], {}]) {
  for (const path of ['', '/0', '/a', '/-', '/a/b']) {
    add([{ op: 'add', path, value: 1 }], root)
    add([{ op: 'replace', path, value: [1] }], root)
    add([{ op: 'remove', path }], root)
    add([{ op: 'test', path, value: null }], root)
    add([{ op: 'copy', from: '', path }], root)
    add([{ op: 'move', from: '', path }], root)
  }
}
// Sequences: values once copied or moved stay apart.
add([{ op: 'copy', from: '/o', path: '/z' }, { op: 'add', path: '/z/p/q', value: 2 }, { op: 'add', path: '/o/r/-', value: 3 }])
add([{ op: 'copy', from: '/l', path: '/o/l' }, { op: 'remove', path: '/l/0' }, { op: 'copy', from: '/o/l', path: '/l/1' }, { op: 'add', path: '/l/1/0', value: 'in' }])
add([{ op: 'move', from: '/o/p', path: '/p' }, { op: 'replace', path: '/p/q', value: 2 }, { op: 'test', path: '/o', value: { r: [1] } }])
add([{ op: 'copy', from: '', path: '/all' }, { op: 'remove', path: '/all/l' }, { op: 'copy', from: '/all', path: '/o/again' }, { op: 'add', path: '/o/again/o/p/w', value: 1 }])
add([{ op: 'replace', path: '', value: { k: 1 } }, { op: 'add', path: '/l', value: [] }, { op: 'add', path: '/l/-', value: 1 }, { op: 'add', path: '/l/0', value: 0 }])
add([{ op: 'remove', path: '/a' }, { op: 'add', path: '/a', value: 2 }, { op: 'remove', path: '/z' }, { op: 'test', path: '/a', value: 2 }])
add([{ op: 'replace', path: '/l/5', value: 6 }, { op: 'remove', path: '/l/0' }, { op: 'add', path: '/l/3', value: 'in' }])
add([{ op: 'add', path: '/a', value: 3 }, { op: 'test', path: '/a', value: 1 }])

const pairs = [
  [{ a: 1, b: 2, c: 3 }, { a: 1, b: 3, d: 4 }], [{ l: [1, 2, 3] }, { l: [1, 3] }], [{ l: [1] }, { l: [1, 2, 3] }], [{ a: { b: 1 } }, { a: [1] }],
  [{ a: { 'x/y': 1, 't~': 2 } }, { a: { 'x/y': 2, 't~': 3 } }], [{ l: [{ a: 1 }, { b: 2 }] }, { l: [{ a: 2 }, { b: 2, c: 3 }] }], [{ a: 1, b: 2 }, { b: 2, a: 1 }],
  [{}, {}], [{}, { a: null }], [{ a: null }, {}], [{ a: null }, { a: {} }], [{ a: {} }, { a: null }], [{ a: [] }, { a: {} }], [{ a: [[]] }, { a: [[1]] }],
  [{ 10: 'a', 2: 'b', x: 1, '01': 2 }, { 2: 'c', 10: 'd', '01': 3, y: 1, 1: 0 }], [{ 4294967295: 1, 4294967294: 2, b: 1 }, { b: 2, 4294967294: 1, 4294967295: 3 }],
  [{ a: 1, b: 1 }, { c: 1, d: 1 }], [{ a: { b: { c: [1, { d: 1 }] } } }, { a: { b: { c: [1, { d: 2, e: 1 }, 3] } } }], [{ a: 'é\u2028"\\' }, { a: 'e' }], [{ '': 1 }, { '': 2 }],
  [{ a: true }, { a: 1 }], [{ a: 0 }, { a: false }], [{ a: '1' }, { a: 1 }], [{ a: [1, 2, 3, 4] }, { a: [4, 3, 2] }], [{ a: [null] }, { a: [0, null] }], [[1, 2], [2]], [[], [{}]],
]
const diffs = pairs.map(([before, after]) => ({ before: JSON.stringify(before), after: JSON.stringify(after), patch: JSON.stringify(jsonpatch.compare(before, after)) }))

const apply = cases.map(({ document: on, patch, result, error }) => [on === document ? 0 : on, patch, error ? 'error' : 'ok', ...(error ? [] : [result])].map((x) => JSON.stringify(x)).join(', '))
console.log(`{
"library": "fast-json-patch 3.1.1",
"document": ${JSON.stringify(document)},
"apply": [
  ${apply.map((c) => `[${c}]`).join(',\n  ')}
],
"diff": [
  ${diffs.map((d) => JSON.stringify(d)).join(',\n  ')}
]
}`)
