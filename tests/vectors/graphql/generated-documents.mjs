// Documents made by chance with a fixed seed: mostly well-formed in types, so that the interesting rules are reached.
const seed = 20211026
const count = 500

function random(state) {
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const composite = {
  Query: { person: 'Person', people: 'Person', post: 'Post', pet: 'Pet', dog: 'Dog', cat: 'Cat', named: 'Named', found: 'Found', count: null },
  Person: { id: null, name: null, mood: null, age: null, friends: 'Person', posts: 'Post', pet: 'Pet' },
  Post: { id: null, owner: 'Person', name: null, text: null, size: null, likes: 'Like' },
  Like: { id: null, owner: 'Person', post: 'Post', score: null, mood: null },
  Dog: { name: null, barks: null, volume: null, age: null },
  Cat: { name: null, meows: null, volume: null, age: null, lives: null },
  Node: { id: null },
  Named: { name: null },
  Owned: { id: null, owner: 'Person' },
  Pet: {},
  Found: {},
}
const possible = {
  Node: ['Person', 'Post', 'Like', 'Owned', 'Node'],
  Named: ['Person', 'Post', 'Dog', 'Cat', 'Named', 'Pet'],
  Owned: ['Post', 'Like', 'Node'],
  Pet: ['Dog', 'Cat', 'Named', 'Pet'],
  Found: ['Person', 'Post', 'Dog', 'Node', 'Named'],
  Dog: ['Dog', 'Named', 'Pet'],
  Cat: ['Cat', 'Pet'],
  Person: ['Person', 'Node', 'Found'],
  Post: ['Post', 'Owned', 'Named'],
  Like: ['Like', 'Owned'],
  Query: ['Query'],
}
const args = {
  friends: ['(first: 1)', '(first: 1)', '(first: 1)', '(first: 1)', '(first: 2)', '(first: 1, mood: SAD)', '(mood: SAD, first: 1)', '(first: $n)'],
  name: ['', '', '', '', '', '', '', '(short: true)', '(short: $b)'],
  posts: ['', '', '', '(first: 5)'],
  person: ['(id: 1)', '(id: 1)', '(id: 1)', '(id: "1")', '(id: $i)'],
}

class Maker {
  constructor(state) {
    this.next = random(state)
    this.fragments = Array.from({ length: Math.floor(this.next() * 7) }, (_, i) => ({
      name: `F${i}`,
      type: this.pick(Object.keys(composite).filter(name => name !== 'Query')),
    }))
  }

  pick(items) {
    return items[Math.floor(this.next() * items.length)]
  }

  chance(p) {
    return this.next() < p
  }

  field(type, depth) {
    const fields = composite[type]
    const names = Object.keys(fields)
    if (names.length === 0 || this.chance(0.04)) return `${this.chance(0.2) ? `${this.pick('xyz')}: ` : ''}__typename`
    const name = this.pick(names)
    if (fields[name] !== null && depth <= 0) return names.includes('id') ? 'id' : '__typename'
    const alias = this.chance(0.2) ? `${this.chance(0.3) ? this.pick('xyz') : `${name}2`}: ` : ''
    const condition = this.chance(0.03) ? ` @${this.pick(['skip', 'include'])}(if: ${this.pick(['true', 'false', '$b'])})` : ''
    const below = fields[name] === null ? '' : ' ' + this.selections(fields[name], depth - 1)
    return alias + name + (args[name] ? this.pick(args[name]) : '') + condition + below
  }

  // Spreads go to later fragments, so that most documents have no cycle.
  fitting(type) {
    const from = this.chance(0.02) ? 0 : this.current + 1
    return this.fragments.slice(from).filter(fragment => possible[type].includes(fragment.type))
  }

  selection(type, depth) {
    if (this.chance(0.15) && depth > 0) {
      const on = this.pick(possible[type])
      return this.chance(0.2) ? `... ${this.selections(type, depth - 1)}` : `... on ${on} ${this.selections(on, depth - 1)}`
    }
    if (this.chance(0.15) && this.fragments.length > 0) {
      const fitting = this.fitting(type)
      if (fitting.length > 0) return `...${this.pick(fitting).name}`
    }
    return this.field(type, depth)
  }

  selections(type, depth) {
    const count = 1 + Math.floor(this.next() * 4)
    return `{ ${Array.from({ length: count }, () => this.selection(type, depth)).join(' ')} }`
  }

  document() {
    this.current = -1
    const parts = [this.selections('Query', 4)]
    for (const { name, type } of this.fragments) {
      this.current++
      if (parts.some(part => part.includes(`...${name}`)) || this.chance(0.1)) {
        parts.push(`fragment ${name} on ${type} ${this.selections(type, 2)}`)
      }
    }
    const all = parts.join('\n')
    const variables = [['$n', 'Int'], ['$b', 'Boolean!'], ['$i', 'ID']].filter(([name]) => all.includes(name))
    const head = variables.length === 0 ? 'query' : `query (${variables.map(variable => variable.join(': ')).join(', ')})`
    return `${head} ${all}`
  }
}

export function generatedDocuments() {
  return Array.from({ length: count }, (_, index) => new Maker(seed + index).document())
}
