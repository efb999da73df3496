// Records the verdicts and texts of ajv and ajv-formats, set up as the JS node does.
// In an empty folder: npm i ajv@8.20.0 ajv-formats@2.1.1, copy this file and golden/scalar-json-schemas.json there, node make-ajv.mjs:
// writes ajv-formats.json and ajv-errors.json
import { readFileSync, writeFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

function nodeAjv() {
  const ajv = new Ajv({ strict: true, allErrors: true, allowMatchingProperties: false, ownProperties: false, unevaluated: false, logger: false })
  addFormats(ajv)
  return ajv
}

const scalars = JSON.parse(readFileSync('scalar-json-schemas.json', 'utf8'))

let state = 20260101
function chance(n) {
  // xorshift: the same run on every machine
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>> 0) % n
}
const any = (list) => list[chance(list.length)]
const lines = (list) => `[\n  ${list.map((item) => JSON.stringify(item)).join(',\n  ')}\n]`

// ---- formats ----

const samples = {
  date: ['2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '2024-13-01', '2024-00-10', '2024-01-00', '2024-01-32', '2024-04-31', '24-01-01', '2024-1-01', '2024-01-01 ',
    '0000-01-01', '-2024-01-01', '２024-01-01', '2024/01/01', '', '2024-01-01T', '10000-01-01', '2024-01-01\n'],
  time: ['12:00:00', '12:00:00Z', '12:00:00z', '23:59:60Z', '23:59:60', '22:59:60Z', '24:00:00', '12:60:00', '12:00:61', '12:00:00.123', '12:00:00.', '12:00:00+01:00', '12:00:00+0100', '12:00:00+01',
    '12:00:00+1', '12:00:00+99:99', '12:00', '1:00:00', '12:00:00 Z', '12:00:00.1.2', '12:00:00.5Z+01', ' 12:00:00', '', '12:00:00-', '12:00:00.123456789012-23:59', '12:00:00Zz'],
  'date-time': ['2024-01-01T12:00:00Z', '2024-01-01t12:00:00z', '2024-01-01 12:00:00', '2024-01-01T12:00:00', '2024-01-01\t12:00:00Z', '2024-01-01  12:00:00', '2024-01-01T12:00:00 Z', '2024-02-30T12:00:00Z',
    '2024-01-01', 'T', '2024-01-01T', '2024-01-01T23:59:60Z', '2024-01-01\u00a012:00:00', '2024-01-01\u202812:00:00', '2024-01-01\u180e12:00:00', '2024-01-01\ufeff12:00:00', '2024-01-01T12:00:00+25:00',
    '2024-01-01T12:00:00.999Z', '2024-01-01TT12:00:00', '2024-01-01_12:00:00', ''],
  duration: ['P1Y', 'P', 'PT', 'P1', 'P1W', 'P1W1D', 'P1Y2M3DT4H5M6S', 'PT0S', 'P1M1Y', 'PT1.5S', 'P-1D', 'p1d', 'P1DT', 'PT1H1S', 'P1D1M', 'PT1S1M', '1D', '', 'P0D', 'PT1D', 'P1Y1W', 'P99999999999999999999D', 'P٣D', 'P1DT1', 'PTS'],
  uri: ['http://example.com', 'https://a/b?c#d', 'a:', 'a:b', 'a:/', 'a://', '//a/b', '/a', 'a', '', 'http:// x', 'http://ex ample', 'urn:x:y', 'mailto:a@b.c', 'http://[::1]/', 'http://[::1', 'http://[v1.a]/', 'http://[vz.a]/',
    'http://[1:2:3:4:5:6:7:8]:80/x', 'http://[::1]:x/', 'http://u:p@[::1]/', 'http://u@u@[::1]/', 'http:/[::1]/', 'http:///[::1]/', 'a:[::1]', 'http://a"b/', 'a:"', 'http://a/%2', 'http://a/%zz', 'http://a/%2F', '1a:b', 'a+b.c-d:e',
    'ä:b', 'http://ä', 'http://a#b#c', 'http://a?b?c', 'http://a?{', 'ipfs://bafy', 'did:key:z6Mk', 'data:text/plain,hi', 'http://a\\b', 'http://a|b', 'HTTP://A', 'http://a:99999999/', 'http://a:b@c:d/e', 'http://[::ffff:001.2.3.4]', 'http://[::1]x',
    'http://[::1]?q', 'http://[::1]#f', 'a:?', 'a:#', 'a:b?c', 'http://@[::1]', 'http://%41@[::1]', 'http://[fe80::1%25en1]/', 'http://\u017fx'],
  'uri-reference': ['', '#', '?', '/', '//', 'a', 'a/b', '../x', '#a', '?a=b', 'a b', 'http://a', '//[::1]/', '//[::1', ':', 'a:', '"', '/"', '#"', '?"', 'http://"@[::1]', '//"@x', '%', '%4', '%41', '\\', '{', 'ä', 'a:b:c', 'x//[::1]', 'x://[::1]:1"', '[::1]'],
  'uri-template': ['', 'a', '{a}', '{}', '{a', 'a}', '{+a}', '{#a,b}', '{a:1}', '{a:0}', '{a:10000}', '{a:9999}', '{a*}', '{a:1*}', '{a,}', '{,a}', '{%41}', '{%4}', 'x y', '%41', '%4', '{?a,b*}', '{a b}', '{ä}', 'ä', '{a-b}', '{_a}', '{|a}', '{++a}', "'", '{a:}', '{:1}', '{*}', '{a}{b}c', '{a:b}', '\u0001', '|', '`', '{a:12x}', '\u007f'],
  url: ['http://example.com', 'https://example.com:80/a', 'ftp://a.bc', 'http://localhost', 'http://10.0.0.1', 'http://127.0.0.1', 'http://192.168.1.1', 'http://169.254.1.1', 'http://172.16.0.1', 'http://172.15.0.1', 'http://172.32.0.1', 'http://8.8.8.8', 'http://8.8.8.0',
    'http://8.8.8.255', 'http://8.8.8.254', 'http://223.255.255.254', 'http://224.1.1.1', 'http://0.1.1.1', 'http://01.1.1.1', 'http://1.01.1.1', 'http://1.001.1.1', 'http://1.1.1.01', 'http://a.b', 'http://a.bc:1', 'http://a.bc:12', 'http://a.bc:123456', 'http://u:p@a.bc', 'http://@a.bc',
    'http://u@u@a.bc/x', 'http://a--b.cd', 'http://-a.bc', 'http://a-.bc', 'http://a_b.cd', 'http://ä.öü', 'http://a.b1', 'http://a.bc/ x', 'http://a .bc', 'http://a.bc?x', 'http://a.bc/?x#y', 'HTTP://A.BC', 'httpſ://a.bc', 'gopher://a.bc', 'http://a.bc.', 'http://😀.com', 'http://x@😀/y@a.bc', '//a.bc', 'http://a.bc:8080x', 'http://256.1.1.1', 'http://1.256.1.1', 'http://1.1.1', 'http://a..bc', ''],
  email: ['a@b.c', 'a@b', 'a.b@c.d', '.a@b.c', 'a.@b.c', 'a..b@c.d', 'a@b@c.d', 'a b@c.d', '"a"@b.c', 'a@-b.c', 'a@b-.c', 'a@b.c-d', 'a@b..c', 'a@b.c.', 'A@B.C', "!#$%&'*+/=?^_`{|}~-@b.c", 'ä@b.c', 'a@ä.c', '@b.c', 'a@', 'a@1.2', '', 'a+b@c.d', 'a@b_c.d', 'a@[1.2.3.4]'],
  hostname: ['a', 'a.b', 'a.', '.', '', 'a..b', '-a', 'a-', 'a_b', 'ä', 'a-b', '1', 'x'.repeat(63), 'x'.repeat(64), `${'x.'.repeat(126)}x`, `${'x.'.repeat(126)}x.`, `${'x.'.repeat(126)}xx`, 'A.B', 'a b', '1.2.3.4', 'a.-b', 'a.b-', 'xn--a', 'a\n', '\n'],
  ipv4: ['1.2.3.4', '256.1.1.1', '1.2.3', '1.2.3.4.5', '01.02.03.04', '001.002.003.004', '0001.2.3.4', '255.255.255.255', '1.2.3.4 ', '１.2.3.4', '0.0.0.0', '', '1..2.3', '-1.2.3.4', '299.1.1.1', '1.2.3.260'],
  ipv6: ['::', '::1', '1::', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1::8', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1:2:3:4::5:6:7:8', '1:2:3::5:6:7:8', ':::', '1::2::3', '12345::', 'g::', '::1.2.3.4', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:1.2.3.4', '1:2:3:4:5::1.2.3.4', '1:2:3:4:5:6::1.2.3.4',
    '::01.2.3.4', '::256.1.1.1', '1.2.3.4', '1.2.3.4::', '::1.2.3.4:5', ':1', '1:', 'A::F', '', 'fe80::1%eth0', '::ffff:1.2.3', '1:2:3:4:5:6:7:1.2.3.4', '1::2:3:4:5:1.2.3.4', '::1:2:3:4:5:1.2.3.4', '::1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7:', ':2:3:4:5:6:7:8'],
  regex: ['a', '(', ')', '[', ']', '{', '}', 'a{1}', 'a{1', 'a{', 'a{1,', 'a{2,1}', '*', 'a**', 'a+?', 'a??', 'a+*', '(?:a)', '(?=a)*', '(?<=a)*', '(?<a>b)', '(?<a>b)(?<a>c)', '\\k<a>', '(?<a>b)\\k<a>', '(?<a>b)\\k<c>', '(?<a>b)\\k', '\\1', '\\9', '[b-a]', '[\\d-z]', '[a-\\d]', '\\u{1F600}', '\\p{L}', '\\pL', '\\c', '\\cA', '[\\c]', '\\x', '\\x4', '\\x41', '\\u12', '\\',
    'a\\', '[\\', '[]', '[^]', '(?', '(?a)', '(?<', '(?<a', '(?<1>a)', '(?<a b>c)', '^*', '$+', '\\b+', '\\B*', '(?!a)+', '{1}', 'x{1}{2}', '|', '()', '(|)', 'a|*', '\\Z', 'a\\Z', 'ab\\Zc', '\\\\Z', '\\-', '\\_', '😀', '[😀-😁]', '[a-z', '(?<$a>b)', '(?<ä>b)', '(?<\\u0061>b)', '(?<a>.)\\1', '\\01', '\\8', '[\\1]', '[\\b]', '[\\B]', '}', ']', '\\k', 'a{1,2}{3}', '(?i:a)', '(?-i)', 'a{99999999999}', '(?<a>)|(?<a>)', '\\u{', '\\u{}', '/', '[/]'],
  uuid: ['123e4567-e89b-12d3-a456-426614174000', '123E4567-E89B-12D3-A456-426614174000', 'urn:uuid:123e4567-e89b-12d3-a456-426614174000', 'URN:UUID:123e4567-e89b-12d3-a456-426614174000', '{123e4567-e89b-12d3-a456-426614174000}', '123e4567e89b12d3a456426614174000', '123e4567-e89b-12d3-a456-42661417400', '123e4567-e89b-12d3-a456-42661417400g', '', '00000000-0000-0000-0000-000000000000', '123e4567-e89b-12d3-a456-4266141740000'],
  'json-pointer': ['', '/', '/a', 'a', '/a/b', '/~0~1', '/~', '/~2', '//', '/a~', '/ä\n', '~0', '#/a', '/~01'],
  'json-pointer-uri-fragment': ['', '#', '#/', '#/a', '#a', '#/%41', '#/%4', '#/~0', '#/~', '#/ä', '#/a b', '#/"', '#/a#', '/a', '#/~1~0/x', '#/%zz', '#/(a)'],
  'relative-json-pointer': ['0', '1', '01', '-1', '0#', '0/a', '0a', '', '#', '10/~0', '10/~', '0##', '0#/a', '2/', '0/', '+1'],
  byte: ['', 'YQ==', 'YWI=', 'YWJj', 'YQ', 'YQ=', 'YQ===', '====', 'Y===', '_-==', 'YWJj\n', '!!!\n', 'YWJj\r\n!', '!!!', 'YW Jj', '\u2028!', 'YQ==YQ==', '=', '==', 'YWJjZGU=', '!\r\n!', '!\n!'],
  password: ['', 'x'], binary: ['', '\u0000'],
  int32: [0, 1, -1, 2147483647, 2147483648, -2147483648, -2147483649, 1.5, 1e3, -0.5, 'x'],
  int64: [0, 1.5, 9007199254740991, 1e300, -1e18, 0.1, 'x'], float: [1.5, 0, 1e300, 'x'], double: [1.5, -1, 'x'],
}
const ajv = nodeAjv()
const formats = []
for (const [format, values] of Object.entries(samples)) {
  const isNumber = ['int32', 'int64', 'float', 'double'].includes(format)
  const check = ajv.compile({ type: isNumber ? 'number' : 'string', format })
  const checkText = ajv.compile({ type: 'string', format })
  const alphabet = [...new Set(values.filter((value) => typeof value === 'string').join(''))]
  const seen = new Set(values)
  const all = [...values]
  // Mutations of the samples: the border between good and bad runs along single characters.
  for (let i = 0; i < 40 && !isNumber && alphabet.length > 1; i++) {
    const text = [...any(values)]
    const at = chance(text.length + 1)
    const kind = chance(3)
    text.splice(at, kind === 0 ? 0 : 1, ...(kind === 1 ? [] : [any(alphabet)]))
    const value = text.join('')
    if (!seen.has(value)) all.push(value)
    seen.add(value)
  }
  for (const value of all) formats.push([format, value, typeof value === 'string' ? checkText(value) : check(value)])
}
writeFileSync('ajv-formats.json', `{"library": "ajv 8.20.0, ajv-formats 2.1.1", "cases": ${lines(formats)}}\n`)

// ---- errors ----

function record(schema, documents) {
  const instance = nodeAjv()
  try {
    instance.addSchema(schema, 'KEY')
    const validate = instance.getSchema('KEY')
    return { schema, documents: documents.map((document) => [document, validate(document) ? '' : instance.errorsText(validate.errors)]) }
  } catch (error) {
    return { schema, error: error.message }
  }
}
const object = (properties, rest = {}) => ({ type: 'object', properties, additionalProperties: false, ...rest })
const text = { type: 'string' }
const everything = [null, true, false, 0, 1, -1, 1.5, 1e21, '', 'a', 'abc', '2024-01-01', [], [1], ['a', 'a'], {}, { a: 1 }, { a: 'x' }, { b: null }]

const hand = [
  // Every scalar of the schema language, as the compiler of composites writes them.
  [scalars, [{}, { fDID: 'did:key:z6Mk', fDate: '2024-02-29', fDateTime: '2024-01-01T00:00:00Z', fTime: '12:00:00Z', fURI: 'ipfs://a', fLocale: 'en-US', fDuration: 'P1Y2M', fCountryCode: 'DE', fTimeZone: 'Europe/Rome', fUTCOffset: '+01:00', fLocalTime: '12:00', fLocalDate: '2024-01-01', fLatitude: 90, fLongitude: -180, fInt: 1, fFloat: 1.5, fBoolean: true, fString: 'x', fID: 'x' },
    { fDID: 'key:z', fDate: '2023-02-29', fDateTime: '2024-01-01', fTime: '25:00:00', fURI: 'a', fLocale: 'x', fDuration: 'P', fCountryCode: 'de', fTimeZone: '/', fUTCOffset: '1:00', fLocalTime: '24:00', fLocalDate: '24-01-01', fLatitude: 90.1, fLongitude: '1', fInt: 1.5, fFloat: 'x', fBoolean: 0, fString: 'xxxxxxxxxxx', fID: 5, extra: 1 },
    { fCountryCode: 'DEU', fDID: `did:${'x'.repeat(100)}:y`, fURI: `a:${'x'.repeat(100)}`, fString: null, fInt: 1e21 }]],
  [true, everything], [false, everything], [{}, everything],
  ...['string', 'number', 'integer', 'boolean', 'null', 'array', 'object'].map((type) => [{ type }, everything]),
  [{ type: ['string', 'null'], maxLength: 1 }, everything], [{ type: 'string', nullable: true, maxLength: 1 }, everything], [{ type: ['null', 'string'], nullable: true }, everything],
  [{ type: 'integer', nullable: true, minimum: 1 }, everything],
  [{ type: 'string', enum: ['a', 'b'] }, everything], [{ enum: [1, null, 'a', { a: 1 }, [1], [], true] }, everything], [{ const: { a: 1 } }, everything], [{ const: null }, everything], [{ const: 1 }, everything],
  [{ type: 'string', minLength: 2, maxLength: 3 }, [...everything, '😀', '😀😀', '😀😀😀😀', 'a\u0301', '\ud83d', '\ud83d\ud83d\ude00x']],
  [{ type: 'string', pattern: '^[a-c]{2}$' }, ['ab', 'ab\n', 'abc', '', 1]], [{ type: 'string', pattern: '\\d' }, ['1', '٣', 'x']], [{ type: 'string', pattern: '^.$' }, ['😀', '\n', '\u2028', 'a', 'ab', '\r']],
  [{ type: 'string', pattern: '^\\S+$' }, ['a', 'a\u00a0', '\ufeff', '\u180e', '\u0085']], [{ type: 'string', pattern: '^\\w\\b \\bé$' }, ['a é', 'a e']], [{ type: 'string', pattern: '^[^a]$' }, ['😀', 'a', 'b', '\n', 'bb']],
  [{ type: 'string', pattern: '^[😀-😂]+$' }, ['😁', '😃', '😀😂']], [{ type: 'string', pattern: '^\\u{1F600}|\\ud83d\\ude01$' }, ['😀', '😁', 'x']], [{ type: 'string', pattern: '^\\p{L}\\P{L}$' }, ['ä1', 'aa', '𝐀1', '1a']],
  [{ type: 'string', pattern: '^\\p{Lu}\\p{General_Category=Decimal_Number}\\p{gc=Zs}$' }, ['A1 ', 'a1 ', 'A٣\u00a0']], [{ type: 'string', pattern: '^(?<x>a|b)\\k<x>(c)?\\2$' }, ['aa', 'ab', 'aacc', 'aac']],
  [{ type: 'string', pattern: '^(?!x)(?=a).(?<=a)(?<!b)$' }, ['a', 'x', 'b']], [{ type: 'string', pattern: '[]' }, ['', 'a']], [{ type: 'string', pattern: '^[^]$' }, ['a', '\n', '😀', '']], [{ type: 'string', pattern: 'a{0}b{2,}?c{1,2}$' }, ['bbc', 'bc', 'bbccc', 'abbbcc']],
  [{ type: 'string', pattern: '^\\cJ\\x41\\u0042\\0\\/$' }, ['\nAB\u0000/', 'x']], [{ type: 'string', pattern: '^\\t[\\b\\-\\]\\^]$' }, ['\t\b', '\t-', '\t]', '\t^', '\tb']],
  [{ type: 'number', minimum: 1, maximum: 3 }, everything], [{ type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 1.5 }, [1, 1.2, 1.5, 'x']], [{ type: 'integer', minimum: -1e-7, maximum: 1e21 }, [0, 1e21, 1e22, -1, 1.5]], [{ type: 'number', minimum: 0.1, multipleOf: 0.01 }, [0.3, 0.1, 0.07, 1, 1.005, 4.35]],
  [{ type: 'number', multipleOf: 1e-8 }, [12391239123, 1e30, 0]], [{ type: 'integer', multipleOf: 3 }, [9, 10, -3, 0, 1e22]], [{ type: 'number', minimum: 123456789.125, maximum: -0 }, [5]], [{ type: 'number', minimum: 1e-7, maximum: 1.5e300 }, [0, 1e301]],
  [{ type: 'array', items: text, minItems: 1, maxItems: 2 }, [[], ['a'], ['a', 'b', 'c'], ['a', 1, 2], 'x', {}]],
  [{ type: 'array', items: text, uniqueItems: true }, [['a', 'b', 'a'], ['a', 'b', 'b', 'a'], [1, 1], ['a', 1, 'a', 1]]], [{ type: 'array', items: { type: 'integer' }, uniqueItems: true }, [[1, 2, 1, 2], [1, 1.0], [1.5, 1.5]]],
  [{ type: 'array', uniqueItems: true }, [[1, 2, 1, 2], [{ a: 1, b: 2 }, { b: 2, a: 1 }], [[1], [1]], [1, true], [null, null], ['1', 1]]], [{ type: 'array', items: { type: ['string', 'null'] }, uniqueItems: true }, [[null, 'a', null, 'a'], ['null', null]]],
  [{ type: 'array', items: { type: 'object', properties: { a: text } }, uniqueItems: true }, [[{}, { a: 1 }, {}, { a: 1 }]]], [{ type: 'array', uniqueItems: false }, [[1, 1]]], [{ type: 'array', items: { enum: [1, 2] }, uniqueItems: true }, [[1, 2, 2, 1]]],
  [{ type: 'array', prefixItems: [text, { type: 'integer' }], minItems: 2, items: false }, [['a', 1], ['a'], [1, 'a', 2], ['a', 1, 2, 3]]], [{ type: 'array', prefixItems: [text], minItems: 1, maxItems: 1, items: { type: 'integer' } }, [['a', 1, 'x'], [1]]],
  [{ type: 'array', items: false }, [[], [1, 2]]], [{ type: 'array', items: true }, [[1]]],
  [{ type: 'array', contains: text }, [[], [1], [1, 'a'], ['a', 1]]], [{ type: 'array', contains: { type: 'integer', minimum: 3 }, minContains: 2 }, [[3], [1, 3, 4, 2], [1, 2], []]], [{ type: 'array', contains: text, minContains: 1, maxContains: 2 }, [[], ['a', 1, 'b', 'c', 2], ['a', 'b']]],
  [{ type: 'array', contains: text, minContains: 0, maxContains: 1 }, [[], ['a', 'b', 1], [1]]], [{ type: 'array', contains: true, minContains: 2 }, [[1], [1, 2]]], [{ type: 'array', contains: false }, [[1], []]], [{ type: 'array', contains: text, maxContains: 1 }, [[1, 'a', 2, 'b', 3], []]],
  [object({ a: text, b: { type: 'integer' } }, { required: ['b', 'a'] }), [{}, { a: 1 }, { a: 1, b: 'x', c: 1, d: 2 }, { d: 1, c: 2 }, 5, null, [], { 'x/y~z': 1 }]],
  [object({ z: text, y: text, 1: text, 0: text }, { required: ['z', 'y'] }), [{ z: 1, 1: 1, y: 1, 0: 0, 5: 5, 4: 4 }, { q: 1 }]], [object({ a: text }, { required: ['a', 'a'] }), [{}]],
  [object({ 'x/y': text, '~': text, 'ä b': text, '"': text }, {}), [{ 'x/y': 1, '~': 2, 'ä b': 3, '"': 4 }]], [object(Object.fromEntries([...'abcdefghijkl'].map((name) => [name, text])), { required: [...'abcdefghijkl'] }), [{}, { a: 1, m: 1 }, { l: 'x', k: 2 }]],
  [{ type: 'object', properties: { a: text }, additionalProperties: { type: 'integer' } }, [{ a: 'x', b: 1 }, { a: 1, b: 'x', c: true }]], [{ type: 'object', additionalProperties: true }, [{ a: 1 }]], [{ type: 'object', patternProperties: { '^a': text, 'b$': { type: 'string', maxLength: 1 } }, additionalProperties: false }, [{ ab: 'xx', a: 1, c: 1, b: 2 }, { ab: 1 }]],
  [{ type: 'object', properties: { a: text }, maxProperties: 1, minProperties: 1, required: ['a'], propertyNames: { maxLength: 1, pattern: '^[a-z]' }, additionalProperties: false }, [{}, { abc: 1, a: 'y', 1: 2 }, { bb: 1 }]], [{ type: 'object', propertyNames: { enum: ['a'] } }, [{ b: 1, a: 2, c: 3 }]], [{ type: 'object', propertyNames: false }, [{ a: 1 }, {}]],
  [{ type: 'object', properties: { a: text, b: text, c: text }, dependentRequired: { a: ['b', 'c'], b: ['c'] } }, [{ a: 'x' }, { a: 'x', b: 'x' }, { b: 'x' }, { a: 'x', c: 'x' }]], [{ type: 'object', properties: { a: text }, dependentSchemas: { a: { properties: { b: { type: 'integer' } }, required: ['b'] } } }, [{ a: 'x' }, { a: 1, b: 'x' }, { b: 'x' }]],
  [{ type: 'object', properties: { a: text, b: text }, dependencies: { a: ['b'], b: { minProperties: 3 } } }, [{ a: 'x' }, { a: 'x', b: 'y' }]],
  [object({ a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/B' } }, { $defs: { A: { type: 'string', title: 'A', maxLength: 2 }, B: object({ a: { $ref: '#/$defs/A' }, b: { $ref: '#/$defs/B' } }, { required: ['a'] }) } }), [{ a: 'xxx', b: { a: 1, b: { b: {} } } }, { b: { a: 'x', b: { a: 'y' } } }, { b: 5 }]],
  [{ $ref: '#/$defs/A', type: 'string', maxLength: 3, $defs: { A: { type: 'string', minLength: 2 } } }, ['a', 'abcd', 5]],
  [{ type: 'object', properties: { next: { $ref: '#' }, v: { type: 'integer' } }, additionalProperties: false }, [{ next: { next: { v: 'x', w: 1 } } }, { next: 1 }]],
  [{ anyOf: [text, { type: 'integer', minimum: 2 }] }, everything], [{ oneOf: [text, { type: 'string', maxLength: 2 }, { type: 'integer' }, { type: 'number' }] }, everything], [{ allOf: [{ type: 'string' }, { maxLength: 2, type: 'string' }, { pattern: 'b', type: 'string' }] }, everything], [{ not: text }, everything], [{ not: {} }, everything], [{ not: { not: text } }, everything],
  [{ if: { type: 'string' }, then: { type: 'string', minLength: 2 }, else: { type: 'integer' } }, everything], [{ if: text, then: { type: 'string', minLength: 2 } }, everything], [{ if: text, else: { type: 'boolean' } }, everything], [{ if: true, then: false }, everything], [{ if: false, then: false, else: true }, everything], [{ type: 'string', anyOf: [{ maxLength: 1 }, { pattern: 'c' }] }, everything],
  [{ type: 'string', format: 'date', formatMinimum: '2024-01-01', formatExclusiveMaximum: '2024-02-01' }, ['2024-01-01', '2023-12-31', '2024-02-01', 'x', '', 5]], [{ type: 'string', format: 'time', formatMaximum: '12:00:00', formatExclusiveMinimum: '10:00:00Z' }, ['12:00:00', '12:00:00.5', '10:00:00', '99:00:00', 'x']], [{ type: 'string', format: 'date-time', formatMaximum: '2024-01-01T12:00:00Z' }, ['2024-01-01T12:00:01Z', '2024-01-01 11:00:00', '2024-01-02', '2023-12-31', 'x']],
  [{ type: 'number', format: 'int32' }, [1, 1.5, 3e9]], [{ type: 'string', format: 'uri', maxLength: 5, pattern: '^h' }, ['x', 'http://example', 'h:x']], [{ type: 'string', format: 'int32' }, ['x']],
  [{ type: 'object', properties: { a: text }, unevaluatedProperties: false }, [{ a: 1, b: 2, c: 3 }, { a: 'x' }]], [{ type: 'object', properties: { a: text }, allOf: [{ properties: { b: text } }], unevaluatedProperties: false }, [{ a: 'x', b: 'y' }, { b: 1, c: 2 }]], [{ type: 'object', properties: { a: text }, anyOf: [{ properties: { b: { const: 1 } }, required: ['b'] }, { properties: { c: { const: 1 } } }], unevaluatedProperties: { type: 'integer' } }, [{ a: 'x', b: 1, c: 'x' }, { c: 2, b: 'x' }, { b: 1, c: 1, d: 'x' }]],
  [{ type: 'object', if: { properties: { foo: { const: 'then' } }, required: ['foo'] }, then: { properties: { bar: text } }, else: { properties: { baz: text } }, properties: { foo: text }, unevaluatedProperties: false }, [{ foo: 'else', baz: 'b' }, { foo: 'then', bar: 'x' }, { foo: 'then', baz: 'x' }]], [{ type: 'object', patternProperties: { '^x': text }, oneOf: [{ properties: { a: text }, required: ['a'] }, { properties: { b: text }, required: ['b'] }], unevaluatedProperties: false }, [{ a: 'x', x1: 'y' }, { b: 'x', q: 1 }, {}]],
  [{ type: 'object', dependentSchemas: { a: { properties: { b: text } } }, properties: { a: text }, unevaluatedProperties: false }, [{ a: 'x', b: 'y' }, { b: 'y' }]], [{ type: 'object', $ref: '#/$defs/A', unevaluatedProperties: false, $defs: { A: { type: 'object', properties: { a: text } } } }, [{ a: 'x', b: 1 }, { a: 1 }]],
  [{ type: 'array', prefixItems: [text], minItems: 1, maxItems: 1, unevaluatedItems: false }, [['a'], ['a', 1], [1]]], [{ type: 'array', anyOf: [{ prefixItems: [text, text], minItems: 2, maxItems: 2 }, { prefixItems: [{ type: 'integer' }], minItems: 1, maxItems: 1 }], unevaluatedItems: false }, [['a', 'b'], [1]]], [{ type: 'array', contains: text, unevaluatedItems: false }, [['a', 1], [1]]], [{ type: 'array', unevaluatedItems: { type: 'integer' } }, [[1], ['a', 1, 'b']]], [{ type: 'array', unevaluatedItems: false }, [[], [1]]],
  [{ $id: 'https://example.com/tree', $dynamicAnchor: 'node', type: 'object', properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } } }, [{ children: [{ children: 5 }] }, { children: [1] }]],
  [{ type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'array', items: object({ c: { type: 'boolean' } }, { required: ['c'] }) } } } } }, [{ a: { b: [{}, { c: 1 }, { c: true, d: 1 }, 5] } }]],
  [{ type: 'object', enum: [{ a: 1 }], properties: { a: { type: 'integer' } }, required: ['a'] }, [5, { a: 'x' }, {}, { a: 1 }]], [{ type: 'number', const: 1, minimum: 3 }, ['x', 1, 2]], [{ type: 'array', not: { type: 'array', maxItems: 1 }, maxItems: 2 }, ['x', [], [1, 2, 3]]],
  // compile errors
  ...[
    { type: 'object', foo: 1 }, { $anchor: 'x' }, { type: 'string', example: 'x' }, { properties: { a: text } }, { type: 'string', minimum: 1 }, { type: ['string', 'integer'] }, { type: ['string', 'integer', 'null'] }, object({ a: text }, { required: ['b'] }), object({ a: object({}, { required: ['x/y z'] }) }), { type: 'string', format: 'foo' }, object({ a: { type: 'string', format: 'foo' } }),
    { type: 'array', prefixItems: [text] }, { type: 'array', prefixItems: [text], minItems: 1 }, { type: 'object', properties: { ab: text }, patternProperties: { '^a': text } }, { if: text }, { then: text }, { else: text }, { type: 'array', minContains: 1 }, { type: 'array', maxContains: 1 }, { type: 'array', contains: text, minContains: 0 }, { type: 'array', contains: text, minContains: 3, maxContains: 2 },
    { type: 'string', nullable: false }, { nullable: true }, { type: ['string', 'null'], nullable: false }, { type: 'string', nullable: 'x' }, { $ref: '#/$defs/x' }, { $ref: 'other' }, { $ref: 'https://example.com/x#/a' }, object({ a: { $ref: '#/$defs/A' } }, { $defs: { A: { type: 'string', foo: 1 } } }), { type: 'object', $defs: { unused: { foo: 1 } } }, { enum: [] }, { id: 'x' }, { $recursiveAnchor: false }, { type: 'string', formatMinimum: '1' }, { type: 'string', format: 'uri', formatMinimum: '1' }, { type: 'string', format: 'password', formatMinimum: '1' },
    { type: 'string', pattern: '[' }, { type: 'string', pattern: '(' }, { type: 'string', pattern: 'a**' }, { type: 'string', pattern: '\\' }, { type: 'string', pattern: '\\_' }, { type: 'string', pattern: '{' }, { type: 'string', pattern: ']' }, { type: 'string', pattern: '\\u{110000}' }, { type: 'string', pattern: '[b-a]' }, { type: 'string', pattern: '[\\d-z]' }, { type: 'string', pattern: '\\p{Foo}' }, { type: 'string', pattern: '(?<a>.)(?<a>.)' }, { type: 'string', pattern: '\\k<a>' }, { type: 'string', pattern: 'a{2,1}' }, { type: 'string', pattern: '(?:' }, { type: 'string', pattern: ')' }, { type: 'string', pattern: '(?a)' }, { type: 'string', pattern: '^*' }, { type: 'string', pattern: '(?=a)*' }, { type: 'string', pattern: 'a{1' }, { type: 'string', pattern: '\\1' }, { type: 'string', pattern: '\\00' }, { type: 'string', pattern: '[\\1]' }, { type: 'string', pattern: '\\c' }, { type: 'string', pattern: '\\x1' }, { type: 'string', pattern: '[a' }, { type: 'string', pattern: '[\\' }, { type: 'string', pattern: '(?<1>a)' },
    { type: 'string', allOf: [{ type: 'integer' }] }, { type: 'number', allOf: [{ type: 'integer', minimum: 1 }] }, { type: 'object', properties: { a: text }, anyOf: [{ required: ['a'] }] }, { type: 'object', properties: { a: { type: 'integer', anyOf: [{ maxLength: 1 }] } } }, { type: 'string', items: text }, { propertyNames: text }, { type: 'object', propertyNames: { type: 'object' } }, { contains: text }, { unevaluatedProperties: false }, { type: 'object', dependentSchemas: { a: { type: 'array' } } },
    { type: 'object', properties: { 'a b/c~(*)': { maxLength: 1 } } }, { $schema: 'http://json-schema.org/draft-07/schema#', type: 'string' }, { $schema: 5 }, { type: 'foo' }, { type: 5 }, { type: 'object', properties: { a: 5 } }, { type: 'object', required: 'a' }, { type: 'object', required: [1] }, { maxLength: -1 }, { maxLength: 1.5 }, { minimum: '1' }, { enum: 5 }, { properties: [] }, { anyOf: [] }, { items: [] }, { multipleOf: 0 }, { pattern: 5 }, { uniqueItems: 1 }, { $ref: 5 }, { $id: '#x' }, { $defs: 5 }, { additionalProperties: 1 }, { required: ['a', 'a'] }, { type: ['string', 'string'] }, { $anchor: '1' }, { title: 5 }, { dependentRequired: { a: 5 } }, { allOf: {} }, { not: 5 }, { if: 5 }, { format: 5 }, { $comment: 5 },
    { $id: 'https://example.com/a', $defs: { b: { $id: 'https://example.com/a', type: 'string' } }, type: 'object' }, { allOf: [{ $ref: '#/allOf/0' }] }, 5, null, 'x',
  ].map((schema) => [schema, []]),
]

// Random schemas of all keywords together: the order of errors is what they test.
const names = ['a', 'b', 'c', '1', 'ab']
function randomSchema(depth) {
  const type = any(depth > 2 ? ['string', 'integer', 'number', 'boolean'] : ['string', 'integer', 'number', 'boolean', 'array', 'object', 'object', 'object'])
  const schema = { type: chance(8) === 0 ? [type, 'null'] : type }
  const maybe = (keyword, value) => chance(3) === 0 && (schema[keyword] = value())
  if (type === 'string') {
    maybe('maxLength', () => chance(3)); maybe('minLength', () => chance(4)); maybe('pattern', () => any(['^a', 'b$', '^[a-c]+$', '\\d'])); maybe('format', () => any(['date', 'uri', 'email', 'ipv4'])); maybe('enum', () => ['a', 'b', 'abc'])
  } else if (type === 'integer' || type === 'number') {
    maybe('minimum', () => chance(5) - 2); maybe('maximum', () => chance(5) - 2); maybe('exclusiveMinimum', () => chance(5) / 4); maybe('exclusiveMaximum', () => chance(5)); maybe('multipleOf', () => any([2, 0.5, 3])); maybe('const', () => 1)
  } else if (type === 'array') {
    maybe('items', () => randomSchema(depth + 1)); maybe('minItems', () => chance(3)); maybe('maxItems', () => chance(3)); maybe('uniqueItems', () => true); maybe('contains', () => randomSchema(depth + 1)); maybe('unevaluatedItems', () => any([false, { type: 'integer' }]))
  } else if (type === 'object') {
    schema.properties = Object.fromEntries(names.filter(() => chance(2)).map((name) => [name, randomSchema(depth + 1)]))
    const declared = Object.keys(schema.properties)
    maybe('required', () => declared.filter(() => chance(2))); maybe('additionalProperties', () => any([false, randomSchema(depth + 1)])); maybe('minProperties', () => chance(3)); maybe('maxProperties', () => chance(3))
    maybe('propertyNames', () => ({ maxLength: 1 })); maybe('dependentRequired', () => ({ a: ['b', 'c'] })); maybe('dependentSchemas', () => ({ b: { minProperties: 2 } })); maybe('patternProperties', () => ({ '^z': text })); maybe('unevaluatedProperties', () => any([false, { type: 'integer' }]))
  }
  // Branches beside unevaluated* are left out: ajv loses track of them.
  if (depth < 2 && !('unevaluatedProperties' in schema || 'unevaluatedItems' in schema)) {
    const same = () => ({ ...randomSchema(depth + 1), type })
    const plain = () => (type === 'object' ? { properties: { a: randomSchema(2) }, minProperties: chance(3) } : type === 'string' ? { maxLength: chance(3) } : { enum: [1, 2, 'a', []] })
    if (chance(5) === 0) schema.anyOf = [plain(), plain()]
    if (chance(6) === 0) schema.oneOf = [plain(), plain(), plain()]
    if (chance(6) === 0) schema.allOf = [plain(), same()]
    if (chance(6) === 0) schema.not = plain()
    if (chance(6) === 0) { schema.if = plain(); schema.then = plain(); if (chance(2)) schema.else = plain() }
  }
  return schema
}
function randomValue(depth) {
  const kind = chance(depth > 2 ? 5 : 8)
  if (kind === 0) return any(['', 'a', 'b', 'abc', 'xyz1', '2024-01-01', 'a@b.c', 'a:b'])
  if (kind === 1) return chance(6) - 2
  if (kind === 2) return any([0.5, 1.25, -1.5, 1e21])
  if (kind === 3) return any([true, false, null])
  if (kind === 4) return 1
  if (kind === 5) return Array.from({ length: chance(4) }, () => randomValue(depth + 1))
  return Object.fromEntries([...names, 'zz', 'q'].filter(() => chance(2)).map((name) => [name, randomValue(depth + 1)]))
}
const random = []
while (random.length < 260) {
  const schema = randomSchema(0)
  const documents = Array.from({ length: 6 }, () => (schema.type === 'object' && chance(6) ? { ...randomValue(0) } : randomValue(0)))
  const recorded = record(schema, documents)
  if (!recorded.error || random.length % 10 === 0) random.push(recorded)
}

// What the node says about a model's schema.
const meta = [{}, true, 5, null, 'x', [], { type: 'foo' }, { properties: { a: { type: 5, maxLength: -1 } } }, { $ref: 1, $anchor: '!' }, { allOf: [], anyOf: [5], items: [true] }, { required: ['a', 'a'], enum: 1 }, { $defs: { x: { minimum: 'a' } } }, { patternProperties: { '[': 5 } }, { dependencies: { a: ['b'], c: { type: 5 }, d: 5 } }, { definitions: { a: 5 } }, { $recursiveAnchor: true }, { $vocabulary: { 'x y': 1 } }, { $id: 'a#b' }, { type: 'string', foo: 5 }, { unevaluatedItems: 5, contentSchema: 7, default: 5, examples: 5, deprecated: 1 }]
  .map((schema) => {
    const instance = nodeAjv()
    return [schema, instance.validateSchema(schema ?? {}) ? '' : instance.errorsText()]
  })

// Patterns by themselves: what the engine takes, and what they match.
const patterns = ['(?<=a)*', '(?<!a)+', '(?=a)*', '(?!a){1}', '\\b*', '$?', '(?=a){', '{', '{1', '{1}', '{,1}', 'a{,1}', '}', 'a}', '(?<a', '(?<', '(?<a>', '\\u{', '\\u12', '\\ud83d', '\\p', '\\pL', '\\p{', '\\p{L', '[\\p{L}-a]', '[a-\\p{L}]', '[\\b]', '[\\B]', '\\-', '[\\-]', '\\k', '\\k<',
  '(?<a>)\\k', '(?<a>)\\k<b', '\\8', '\\01', '[\\01]', '[\\c]', '\\x', '(?:a', 'a)', '(?', '(?<=', 'a|*', '\\u{D83D}', '(?<𝒜>.)', '(?i:a)', 'a{99999999999999999999}', 'a{5,3}', '\\/', '/', '\\e', '\\ ', '', '|', '()', '^', '$', '^$', '(a)|b\\1', '\\1(a)', '(?:a|ab)(?:c|bcd)(?:d*)$', '^(a+)+$',
  '\\p{Any}', '\\p{ASCII}', '\\P{ASCII}', '\\p{Assigned}', '\\p{Letter}', '\\p{gc=L}', '\\p{L=L}', '\\p{lu}', '[\\p{Nd}_]', '[^\\p{L}]', '[\\P{L}\\d]', '\\p{Sc}', '\\p{So}', '\\p{punct}', '\\p{Zs}', '\\p{Cs}', '\\p{Co}', '\\S\\W\\D', '[\\s\\w]', '[^\\S]', '\\bа', '\\Ba', '\\b', '\\B', '[^]', '[]', '.', '..', '^.$', '[𝒜-𝒵]', '[^😀]', '😀{2}', '😀+$', '(?<!😀)a', '[\\u{10000}-\\u{10ffff}]', '[\\ud83c-\\ud83e]', '[\\u0000-\\u{10ffff}]', '[\\u{ffff}-\\u{10400}]',
  ...Object.values(scalars.$defs).flatMap((scalar) => scalar.pattern ?? [])]
const texts = ['', 'a', 'b', 'ab', 'aa', 'abcd', 'A', '1', '_', '-', ' ', '\n', '\r', '\u2028', '\u00a0', '\ufeff', '\u0130', 'ä', 'é', 'а', '٣', '€', '§', '😀', '😀😀', 'a😀', '😀a', '𝒜', '\ue000', '\u0378', 'did:key:z6Mk', 'did:pkh:eip155:1:0xab16a96D359eC26a11e2C2b3d8f8B8942d5Bfcdb', '2024-01-01', '12:34:56', 'Europe/Rome', '+01:00', 'P1Y', 'DE', 'XK', 'de', 'en-US', 'de-Latn-DE']
const atoms = ['a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\s', '\\W', '😀', '[😀-😂a]', '(?:a|b)', '(a)', '^', '$', '\\b', '(?=a)', '(?!b)', '(?<=a)', '\\p{L}', '[^\\p{L}]', '-', 'ä']
for (let i = 0; i < 150; i++) {
  let pattern = ''
  for (let n = 1 + chance(5); n > 0; n--) {
    const atom = any(atoms)
    pattern += atom + (/^(\^|\$|\\\\b|\(\?[=!<])/.test(atom) || atom === '\\b' ? '' : any(['', '', '', '*', '+', '?', '*?', '{2}', '{1,}', '{0,2}'])) + (chance(6) ? '' : '|')
  }
  patterns.push(pattern)
}
const matches = patterns.map((pattern) => {
  try {
    const regex = new RegExp(pattern, 'u')
    return [pattern, null, texts.map((value) => (regex.test(value) ? 1 : 0)).join('')]
  } catch (error) {
    return [pattern, error.message]
  }
})

const compiled = hand.map(([schema, documents]) => record(schema, documents))
writeFileSync('ajv-errors.json', `{"library": "ajv 8.20.0, ajv-formats 2.1.1", "cases": ${lines([...compiled, ...random])}, "meta": ${lines(meta)}, "texts": ${JSON.stringify(texts)}, "patterns": ${lines(matches)}}\n`)
