// Writes the sets that \p{…} names beside general categories, as this JavaScript engine has them.
// node make-unicode-properties.mjs > ../../src/ComposeServer.Json/Schema/Patterns/unicode-properties.txt
// A line: names joined by |, a space, then for each range the gap before it and its length less one, both in base 36, joined by commas.
const binary = `ASCII_Hex_Digit|AHex Alphabetic|Alpha Bidi_Control|Bidi_C Bidi_Mirrored|Bidi_M Case_Ignorable|CI Cased Changes_When_Casefolded|CWCF Changes_When_Casemapped|CWCM
Changes_When_Lowercased|CWL Changes_When_NFKC_Casefolded|CWKCF Changes_When_Titlecased|CWT Changes_When_Uppercased|CWU Dash Default_Ignorable_Code_Point|DI Deprecated|Dep Diacritic|Dia Emoji
Emoji_Component|EComp Emoji_Modifier|EMod Emoji_Modifier_Base|EBase Emoji_Presentation|EPres Extended_Pictographic|ExtPict Extender|Ext Grapheme_Base|Gr_Base Grapheme_Extend|Gr_Ext Hex_Digit|Hex
IDS_Binary_Operator|IDSB IDS_Trinary_Operator|IDST ID_Continue|IDC ID_Start|IDS Ideographic|Ideo Join_Control|Join_C Logical_Order_Exception|LOE Lowercase|Lower Math Noncharacter_Code_Point|NChar
Pattern_Syntax|Pat_Syn Pattern_White_Space|Pat_WS Quotation_Mark|QMark Radical Regional_Indicator|RI Sentence_Terminal|STerm Soft_Dotted|SD Terminal_Punctuation|Term Unified_Ideograph|UIdeo
Uppercase|Upper Variation_Selector|VS White_Space|space XID_Continue|XIDC XID_Start|XIDS`.split(/\s+/)

function compile(expression) {
  try {
    return new RegExp(`^\\p{${expression}}$`, 'u')
  } catch {
    return undefined
  }
}

function ranges(regex) {
  const found = []
  let start = -1
  for (let code = 0; code <= 0x110000; code++) {
    const inside = code <= 0x10ffff && regex.test(String.fromCodePoint(code))
    if (inside && start < 0) start = code
    if (!inside && start >= 0) {
      found.push([start, code - 1])
      start = -1
    }
  }
  let last = -1
  return found.map(([from, to]) => {
    const text = `${(from - last - 1).toString(36)},${(to - from).toString(36)}`
    last = to
    return text
  }).join(',')
}

// All four-letter codes that the engine knows, each with its long name.
const letters = [...'abcdefghijklmnopqrstuvwxyz']
const special = { Beng: 'Bengali', Dupl: 'Duployan', Lana: 'Tai_Tham', Mand: 'Mandaic', Mend: 'Mende_Kikakui', Mtei: 'Meetei_Mayek', Nshu: 'Nushu', Orkh: 'Old_Turkic', Plrd: 'Miao', Rohg: 'Hanifi_Rohingya', Wara: 'Warang_Citi', Hmnp: 'Nyiakeng_Puachue_Hmong', Nkoo: 'Nko', Phag: 'Phags_Pa', Zyyy: 'Common', Zinh: 'Inherited', Qaai: 'Inherited', Qaac: 'Coptic', Cans: 'Canadian_Aboriginal', Egyp: 'Egyptian_Hieroglyphs', Hluw: 'Anatolian_Hieroglyphs', Merc: 'Meroitic_Cursive', Mero: 'Meroitic_Hieroglyphs', Sund: 'Sundanese', Talu: 'New_Tai_Lue', Xsux: 'Cuneiform', Yiii: 'Yi', Orya: 'Oriya', Kits: 'Khitan_Small_Script', Aghb: 'Caucasian_Albanian', Hang: 'Hangul', Hani: 'Han', Latn: 'Latin' }
const titled = (text) => text.replace(/[^A-Za-z]+/g, '_').split('_').map((word) => word[0] + word.slice(1).toLowerCase()).join('_')
const display = new Intl.DisplayNames('en', { type: 'script' })
const scripts = new Map()
for (const a of letters) for (const b of letters) for (const c of letters) for (const d of letters) {
  const code = a.toUpperCase() + b + c + d
  const regex = compile(`Script=${code}`)
  if (!regex) continue
  const shown = display.of(code)
  const name = [special[code], titled(shown), shown, titled(shown.replace(/^Old /, 'Old_')), code].find((candidate) => candidate && compile(`Script=${candidate}`))
  scripts.set(code, name)
}
const byName = Map.groupBy ? Map.groupBy([...scripts], ([, name]) => name) : [...scripts].reduce((map, entry) => map.set(entry[1], [...(map.get(entry[1]) ?? []), entry]), new Map())

for (const names of binary) console.log(`${names} ${ranges(compile(names.split('|')[0]))}`)
for (const [name, codes] of byName) {
  const names = [...new Set([name, ...codes.map(([code]) => code)])]
  const [own, shared] = [ranges(compile(`Script=${name}`)), ranges(compile(`Script_Extensions=${name}`))]
  const named = (...keys) => names.flatMap((value) => keys.map((key) => `${key}=${value}`)).join('|')
  if (own === shared) console.log(`${named('Script', 'sc', 'Script_Extensions', 'scx')} ${own}`)
  else console.log(`${named('Script', 'sc')} ${own}\n${named('Script_Extensions', 'scx')} ${shared}`)
}
