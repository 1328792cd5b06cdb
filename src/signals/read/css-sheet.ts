import { ident, lexer, parse } from 'css-tree/dist/csstree.esm'
import type { CssNode, Declaration as CssDeclaration } from 'css-tree'
import { mediaMatches, MOST_CONDITION, OVERLONG_CONDITION } from './css-media.ts'
import { splitList, splitWord } from './css-text.ts'

/** One declaration, property decoded and in lower case, value without comments, white space folded. */
export type Declaration = { property: string; value: string; important: boolean }

/** One style rule that applies on a screen; `order` counts over the whole sheet, `layer` is null outside of layers. */
export type Rule = { selector: string; declarations: Declaration[]; layer: number | null; order: number }

/** Style sheets longer than this are cut: no mail program writes them, and a parser is no place to spend seconds. */
const MAX_SHEET = 400_000
const MAX_RULES = 5000
const MAX_NESTING = 20

/** The declarations of a `style` attribute. */
export function parseDeclarations(text: string): Declaration[] {
  const declarations: Declaration[] = []
  const list = safely(() =>
    parse(text.slice(0, 20_000), { context: 'declarationList', parseValue: false, parseCustomProperty: false }),
  )
  if (list?.type === 'DeclarationList') for (const node of list.children) addDeclaration(node, declarations)
  return declarations
}

/** The rules of a `<style>` element that a reader at a desktop screen would get. */
export function parseSheet(text: string): Rule[] {
  const collected: Collected = { rules: [], layers: new Map() }
  collect(stylesheet(text.slice(0, MAX_SHEET)), { parents: '', layer: null, layerName: '', depth: 0 }, collected)
  return collected.rules
}

type Collected = { rules: Rule[]; layers: Map<string, number> }
type Place = { parents: string; layer: number | null; layerName: string; depth: number }

function stylesheet(text: string): CssNode[] {
  const sheet = safely(() =>
    parse(text, { parseValue: false, parseRulePrelude: false, parseAtrulePrelude: false, parseCustomProperty: false }),
  )
  return sheet?.type === 'StyleSheet' ? sheet.children.toArray() : []
}

function collect(nodes: CssNode[], place: Place, into: Collected) {
  if (place.depth > MAX_NESTING) return
  const own: Declaration[] = []
  for (const node of nodes) {
    if (into.rules.length >= MAX_RULES) return
    if (node.type === 'Declaration') addDeclaration(node, own)
    else if (node.type === 'Rule') {
      const prelude = node.prelude.type === 'Raw' ? uncommented(node.prelude.value) : ''
      collect(
        node.block.children.toArray(),
        { ...place, parents: nested(prelude, place.parents), depth: place.depth + 1 },
        into,
      )
    } else if (node.type === 'Raw') {
      // css-tree hands back nested rules that do not begin with `&` as raw text
      if (node.value.includes('{') && place.parents !== '')
        collect(stylesheet(node.value), { ...place, depth: place.depth + 1 }, into)
    } else if (node.type === 'Atrule') collectAtRule(node, place, into)
  }
  if (own.length > 0 && place.parents !== '')
    into.rules.push({ selector: place.parents, declarations: own, layer: place.layer, order: into.rules.length })
}

function collectAtRule(node: Extract<CssNode, { type: 'Atrule' }>, place: Place, into: Collected) {
  const name = ident.decode(node.name).toLowerCase()
  const prelude = node.prelude?.type === 'Raw' ? uncommented(node.prelude.value).trim() : ''
  const body = () => node.block?.children.toArray() ?? []
  const inner = { ...place, depth: place.depth + 1 }
  switch (name) {
    case 'media':
      if (mediaMatches(prelude)) collect(body(), inner, into)
      return
    case 'supports':
      if (supported(prelude)) collect(body(), inner, into)
      return
    case 'layer': {
      // the first mention of a layer fixes its rank, also in a statement without a block
      const names = prelude === '' ? [`anonymous ${into.layers.size}`] : prelude.split(',').map((part) => part.trim())
      const ranks = names.map((part) => layerRank(place.layerName === '' ? part : `${place.layerName}.${part}`, into))
      if (node.block) collect(body(), { ...inner, layer: ranks[0] ?? null, layerName: names[0] ?? '' }, into)
      return
    }
    case 'scope': {
      // rules for what lies within the elements named first; a limit below them is not looked at
      const root = /^\(((?:[^()]|\([^()]*\))*)\)/.exec(prelude)?.[1]?.trim() ?? ''
      collect(body(), root === '' ? inner : { ...inner, parents: nested(root, place.parents) }, into)
      return
    }
    case 'container':
      // a condition that no static reader can decide: its rules may hide text, so they are taken to apply
      collect(body(), inner, into)
      return
    default:
  }
}

function layerRank(name: string, into: Collected): number {
  const known = into.layers.get(name)
  if (known !== undefined) return known
  into.layers.set(name, into.layers.size)
  return into.layers.size - 1
}

/** A nested rule's selector with its parents' in place of `&`. */
function nested(selector: string, parents: string): string {
  if (parents === '') return selector
  const inside = `:is(${parents})`
  return splitList(selector)
    .map((part) => {
      const placed = part.replaceAll('&', inside).replaceAll(/:scope\b/gi, inside)
      return placed === part ? `${inside} ${part}` : placed
    })
    .join(', ')
}

function addDeclaration(node: CssNode, into: Declaration[]) {
  if (node.type !== 'Declaration') return
  // `!ie` and the like make a declaration invalid for everyone but the browser that it was made for
  if (typeof node.important === 'string') return
  const property = ident.decode(node.property).toLowerCase()
  const raw = rawValue(node)
  if (raw !== '')
    into.push({ property, value: property.startsWith('--') ? raw : raw.toLowerCase(), important: node.important })
}

function rawValue(node: CssDeclaration): string {
  if (node.value.type !== 'Raw') return ''
  const bare = uncommented(node.value.value).replace(/\s+/g, ' ').trim()
  return bare.includes('\\') ? ident.decode(bare) : bare
}

function uncommented(text: string): string {
  return text.includes('/*') ? text.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '') : text
}

/** An `@supports` condition: what a current browser knows is supported. */
function supported(condition: string): boolean {
  const text = condition.trim()
  if (text.length > MOST_CONDITION) throw new TypeError(OVERLONG_CONDITION)
  if (/^not\b/i.test(text)) return !supported(text.slice(3))
  const either = splitWord(text, 'or')
  if (either.length > 1) return either.some(supported)
  const all = splitWord(text, 'and')
  if (all.length > 1) return all.every(supported)
  if (/^(?:selector|font-tech|font-format)\(/i.test(text)) return true
  const inner = /^\((.*)\)$/s.exec(text)?.[1]?.trim()
  if (inner === undefined) return false
  const declaration = /^(-*[a-z][\w-]*)\s*:\s*(.+)$/is.exec(inner)
  if (!declaration) return supported(inner)
  const [, property = '', value = ''] = declaration
  if (property.startsWith('--')) return true
  return safely(() => lexer.matchProperty(property, value.replace(/!important\s*$/i, '').trim()))?.matched !== null
}

/** css-tree forgives nearly everything; what it does throw on is no style that a browser would use. */
function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw error
    return null
  }
}
