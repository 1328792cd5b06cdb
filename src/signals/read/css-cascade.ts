import { compile } from 'css-select'
import type { Element, ParentNode } from 'domhandler'
import { parseDeclarations, parseSheet } from './css-sheet.ts'
import type { Declaration, Rule } from './css-sheet.ts'
import { splitList } from './css-text.ts'
import type { Effort } from './effort.ts'

/** The winning value of each property that an element's own rules and style attribute set. */
export type Declared = Map<string, string>

type Matcher = { selector: string; specificity: number; cost: Cost; rule: Rule; sheet: number }

/** What one test of a selector looks at besides the element itself: how often its ancestors, how often its siblings. */
type Cost = { ancestors: number; siblings: number }

/** What testing a rule and sorting what it declares costs, against a look at one other element. */
const TEST = 50

/** Sheets and style attributes repeat from mail to mail and from line to line; the memory of them is bounded. */
export type StyleMemory = { sheets: Memory<Rule[]>; attributes: Memory<Declaration[]> }
type Memory<T> = { known: Map<string, T>; characters: number }

const MEMORY = { entries: 500, characters: 2_000_000 }

export function newStyleMemory(): StyleMemory {
  return { sheets: { known: new Map(), characters: 0 }, attributes: { known: new Map(), characters: 0 } }
}

/**
 * What the style sheets of one document declare for its elements. Rules are looked up by the class, id or tag that their
 * last part names, so an element is only ever tried against rules that could match it.
 */
export class Cascade {
  #byKey = new Map<string, Matcher[]>()
  #compiled = new Map<string, ((element: Element) => boolean) | null>()
  #memory: StyleMemory
  #root: ParentNode
  #effort: Effort

  constructor(sheets: string[], root: ParentNode, memory: StyleMemory, effort: Effort) {
    this.#memory = memory
    this.#effort = effort
    this.#root = root
    for (const [index, text] of sheets.entries()) {
      for (const rule of remembered(memory.sheets, text, parseSheet)) this.#add(rule, index)
    }
  }

  /** Where `effort` is exhausted, what the rules say of this and further elements is not known. */
  declared(element: Element, depth: number): Declared {
    const layers: { key: number[]; declaration: Declaration }[] = []
    if (this.#byKey.size > 0) {
      const siblings = element.parent?.children.length ?? 0
      for (const matcher of this.#candidates(element)) {
        this.#effort.spend(TEST + matcher.cost.ancestors * depth + matcher.cost.siblings * siblings)
        if (this.#effort.exhausted) break
        if (!this.#matches(matcher.selector, element)) continue
        for (const declaration of matcher.rule.declarations)
          layers.push({ key: keyOf(declaration, matcher), declaration })
      }
    }
    const style = element.attribs['style']
    const inline = style === undefined ? [] : remembered(this.#memory.attributes, style, parseDeclarations)
    for (const { value } of inline) this.#effort.spend(value.length)
    for (const { declaration } of layers) this.#effort.spend(declaration.value.length)
    if (layers.length === 0 && inline.every(({ important }) => !important))
      return new Map(inline.map(({ property, value }) => [property, value]))
    for (const [order, declaration] of inline.entries())
      layers.push({ key: [declaration.important ? 1 : 0, 1, 0, 0, 0, order], declaration })
    layers.sort((a, b) => compareKeys(a.key, b.key))
    return new Map(layers.map(({ declaration }) => [declaration.property, declaration.value]))
  }

  #add(rule: Rule, sheet: number) {
    for (const selector of splitList(rule.selector)) {
      // a pseudo-element is not the text itself, and nobody hovers over a mail while Baton reads it
      if (
        /::|:(?:before|after|first-line|first-letter|hover|active|focus|focus-within|focus-visible|visited|target|checked)\b/i.test(
          selector,
        )
      )
        continue
      for (const key of keysOf(selector)) {
        const list = this.#byKey.get(key)
        const matcher = { selector, specificity: specificityOf(selector), cost: costOf(selector), rule, sheet }
        if (list) list.push(matcher)
        else this.#byKey.set(key, [matcher])
      }
    }
  }

  *#candidates(element: Element): Generator<Matcher> {
    yield* this.#byKey.get(element.name) ?? []
    yield* this.#byKey.get('*') ?? []
    const id = element.attribs['id']
    if (id !== undefined) yield* this.#byKey.get(`#${id.toLowerCase()}`) ?? []
    for (const name of new Set(element.attribs['class']?.toLowerCase().split(/\s+/))) {
      if (name !== '') yield* this.#byKey.get(`.${name}`) ?? []
    }
  }

  #matches(selector: string, element: Element): boolean {
    let test = this.#compiled.get(selector)
    if (test === undefined) {
      test = compiled(selector, this.#root)
      this.#compiled.set(selector, test)
    }
    return test?.(element) ?? false
  }
}

function compiled(selector: string, root: ParentNode): ((element: Element) => boolean) | null {
  try {
    // a document without a doctype is read in quirks mode, where classes and ids ignore case
    const quirks = !('x-mode' in root) || root['x-mode'] === 'quirks'
    return compile<Element, Element>(selector, { quirksMode: quirks })
  } catch {
    // a selector that is not understood selects nothing, as in a browser
    return null
  }
}

function remembered<T>(memory: Memory<T>, text: string, read: (text: string) => T): T {
  const known = memory.known.get(text)
  if (known !== undefined) return known
  if (memory.known.size >= MEMORY.entries || memory.characters + text.length > MEMORY.characters) {
    memory.known.clear()
    memory.characters = 0
  }
  const value = read(text)
  if (text.length > MEMORY.characters) return value
  memory.known.set(text, value)
  memory.characters += text.length
  return value
}

/** Importance, then the style attribute, then layers (reversed among the important), specificity, order. */
function keyOf(declaration: Declaration, { rule, specificity, sheet }: Matcher): number[] {
  const layer = rule.layer ?? 1e6
  return [declaration.important ? 1 : 0, 0, declaration.important ? -layer : layer, specificity, sheet, rule.order]
}

function compareKeys(a: number[], b: number[]): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Classes, ids or tag of the last compound of a selector; `*` where only its pseudo-classes or attributes tell. */
function keysOf(selector: string): string[] {
  const bare = stripped(selector)
  const last = bare.split(/[\s>+~]+/).findLast((part) => part !== '') ?? ''
  const id = /#((?:[\w-]|[^\0-\x7f])+)/.exec(last)?.[1]
  if (last.includes('\\')) return ['*']
  if (id !== undefined) return [`#${id.toLowerCase()}`]
  const name = /\.((?:[\w-]|[^\0-\x7f])+)/.exec(last)?.[1]
  if (name !== undefined) return [`.${name.toLowerCase()}`]
  const tag = /^([a-z][\w-]*)/i.exec(last)?.[1]
  return [tag === undefined ? '*' : tag.toLowerCase()]
}

/** The selector without what stands in brackets: those narrow a compound, they do not name it. */
function stripped(selector: string): string {
  let depth = 0
  let out = ''
  for (const sign of selector) {
    if (sign === '(' || sign === '[') depth++
    else if (sign === ')' || sign === ']') depth--
    else if (depth === 0) out += sign
  }
  return out
}

function costOf(selector: string): Cost {
  // `:has()` looks below every element that it is tried on
  const siblings = selector.match(/~|:(?:nth|first|last|only|has)\b/gi)?.length ?? 0
  return { ancestors: selector.match(/[\s>]/g)?.length ?? 0, siblings }
}

/** Ids, classes and tags as one number. What stands in `:is()` and `:not()` counts, in `:where()` it does not. */
function specificityOf(selector: string): number {
  const counted = selector.replace(/:where\([^()]*\)/gi, '').replace(/:(?:is|not|has|matches)\(/gi, ' ')
  const ids = counted.match(/#[\w-]+/g)?.length ?? 0
  const classes = counted.match(/\.[\w-]+|\[[^\]]*\]|:[\w-]+/g)?.length ?? 0
  const tags = counted.match(/(?:^|[\s>+~(,])[a-z][\w-]*/gi)?.length ?? 0
  return ids * 1e6 + classes * 1e3 + tags
}
