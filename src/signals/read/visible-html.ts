import { Element, isTag, isText } from 'domhandler'
import type { ChildNode, Document, ParentNode } from 'domhandler'
import { parse } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'
import { Cascade, newStyleMemory } from './css-cascade.ts'
import type { Declared, StyleMemory } from './css-cascade.ts'
import { Effort } from './effort.ts'
import { TextWriter } from './text-writer.ts'
import type { Stretch } from './text-writer.ts'
import { displayOf, OPEN_SIGHT, resolveStyle, sightOf } from './visibility.ts'
import type { Sight } from './visibility.ts'

/** What a reader of an HTML text sees, and how much of it was kept from the reader's eyes. */
export type VisibleHtml = {
  text: string
  /** outermost `<blockquote>` stretches of `text` */
  quotes: Stretch[]
  /** letters and digits that a browser would not show; 0 where nothing was hidden */
  hidden: number
  /** the document passed the bounds and was read only so far */
  cut: boolean
}

/** Bounds of one document. Beyond them its text is cut, and the caller is told. */
export const HTML_BOUNDS = {
  characters: 3_000_000,
  elements: 30_000,
  /** looks at an element that judging the styles may take; a newsletter takes a hundredth of it */
  effort: 30_000_000,
}

const memory: StyleMemory = newStyleMemory()

/**
 * The text of an HTML document as a reader sees it in a browser without scripts, block ends as line breaks, cells parted by
 * tabs. Styles are judged statically: style sheets, style attributes and legacy attributes, through the cascade.
 */
export function visibleHtml(html: string): VisibleHtml {
  const cut = html.length > HTML_BOUNDS.characters
  const { document, full } = parsed(cut ? html.slice(0, HTML_BOUNDS.characters) : html)
  const writer = new TextWriter()
  const whole = new Reading(document, writer).run()
  return { ...writer.result(), cut: cut || full || !whole }
}

/** parse5 copies open formatting elements into every block, so a few kilobytes can grow to millions of nodes. */
class TooLarge extends Error {}

function parsed(html: string): { document: Document; full: boolean } {
  let document: Document | null = null
  let budget = HTML_BOUNDS.elements
  const counting: typeof adapter = {
    ...adapter,
    createDocument: () => (document = adapter.createDocument()),
    createElement: (name, namespace, attributes) => {
      if (budget-- <= 0) throw new TooLarge()
      return adapter.createElement(name, namespace, attributes)
    },
  }
  try {
    return { document: parse(html, { treeAdapter: counting, scriptingEnabled: false }), full: false }
  } catch (error) {
    if (!(error instanceof TooLarge) || document === null) throw error
    return { document, full: true }
  }
}

/** Never text for a reader, and no sign of ill will either: every mail has some of these. */
const MACHINERY = new Set(
  'head title script style template meta link base iframe frame frameset noframes param area map track source datalist'.split(
    ' ',
  ),
)
/** Shown only where something else fails, or drawn by rules of its own: not taken for visible, and counted as hidden. */
const FALLBACK = new Set(
  'noscript object embed applet video audio canvas svg select option optgroup textarea rp dialog progress meter mphantom annotation annotation-xml'.split(
    ' ',
  ),
)
const BLOCK = new Set(
  'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search section summary table tbody tfoot thead tr ul xmp'.split(
    ' ',
  ),
)
/** Blocks that a browser sets apart by an empty line. */
const SPACED = new Set('p blockquote h1 h2 h3 h4 h5 h6 ul ol dl pre figure'.split(' '))

type Step =
  | { node: ChildNode; sight: Sight; depth: number }
  | { close: { block: boolean; spaced: boolean; quote: boolean } }

/** A walk over the document that keeps its own stack: a hundred thousand nested tags must not exhaust the process'. */
class Reading {
  #cascade: Cascade
  #writer: TextWriter
  #steps: Step[] = []
  #effort = new Effort(HTML_BOUNDS.effort)
  /** elements with a shadow tree of their own that has no place for what stands beside it */
  #closed = new WeakMap<Element, boolean>()

  constructor(document: Document, writer: TextWriter) {
    this.#writer = writer
    this.#cascade = new Cascade(sheetsOf(document), document, memory, this.#effort)
    this.#push(document, OPEN_SIGHT, 0)
  }

  /** False where the style sheets passed their bound: whether the rest can be seen is not known, so it is not read. */
  run(): boolean {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      if (this.#effort.exhausted) return false
      if ('close' in step) this.#writer.closeElement(step.close)
      else if (isText(step.node)) this.#writer.text(step.node.data, step.sight)
      else if (isTag(step.node)) this.#enter(step.node, step.sight, step.depth)
    }
    return true
  }

  #enter(element: Element, parent: Sight, depth: number) {
    const { name } = element
    if (name === 'br') return this.#writer.lineBreak(parent)
    if (MACHINERY.has(name)) return this.#writer.misplaced(misplaced(element))
    if (name === 'input' || name === 'img' || name === 'wbr') return
    const declared = this.#cascade.declared(element, depth)
    const { style, variables } = resolveStyle(declared, parent, this.#effort)
    const display = displayOf(element, style)
    const sight = sightOf(element, style, variables, parent)
    if (display === 'none' || FALLBACK.has(name) || closedDetail(element) || this.#outsideOfShadow(element))
      sight.gone = true
    const block = display === null ? BLOCK.has(name) : !/^(?:inline|contents|none|ruby|table-cell)/.test(display)
    const spaced = block && SPACED.has(name) && !closeSet(style, name)
    if (!sight.gone) {
      const box = { block, spaced, quote: name === 'blockquote' && !indented(element, style) }
      this.#writer.openElement(box, name === 'td' || name === 'th')
      this.#steps.push({ close: box })
    }
    this.#push(element, sight, depth + 1)
  }

  /** Whether it stands beside a shadow tree that has no place for it; asked once for each parent, not for each child. */
  #outsideOfShadow({ parent }: Element): boolean {
    if (!(parent instanceof Element)) return false
    const known = this.#closed.get(parent)
    if (known !== undefined) return known
    const closed = hasClosedShadow(parent)
    this.#closed.set(parent, closed)
    return closed
  }

  #push(parent: ParentNode, sight: Sight, depth: number) {
    for (let at = parent.children.length - 1; at >= 0; at--) {
      const node = parent.children[at]
      if (node !== undefined) this.#steps.push({ node, sight, depth })
    }
  }
}

/** An editor's "indent" writes a blockquote too: without the bar at its side, and named as no citation. */
function indented(element: Element, declared: Declared): boolean {
  const { type, cite, class: names } = element.attribs
  if (type === 'cite' || cite !== undefined || /quote|cite/i.test(names ?? '')) return false
  return /^(?:none|0)(?:px)?\b/.test(declared.get('border') ?? declared.get('border-left') ?? '')
}

/** Texts of all style elements, in order, that a screen reads. */
function sheetsOf(document: Document): string[] {
  const sheets: string[] = []
  const open: ChildNode[] = [...document.children].reverse()
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isTag(node)) continue
    if (node.name === 'style') {
      const media = node.attribs['media'] ?? ''
      const text = node.children.map((child) => (isText(child) ? child.data : '')).join('')
      if (text.trim() !== '') sheets.push(media.trim() === '' ? text : `@media ${media} {${text}}`)
    } else for (let at = node.children.length - 1; at >= 0; at--) open.push(node.children[at] as ChildNode)
  }
  return sheets
}

/** Prose where only machinery belongs: a title outside of the head, a script that is no script. */
function misplaced(element: Element): string {
  const title = element.name === 'title' && !(element.parent instanceof Element && element.parent.name === 'head')
  const data = element.name === 'script' && /^text\/(?!.*script)/i.test(element.attribs['type'] ?? '')
  return title || data ? element.children.map((child) => (isText(child) ? child.data : '')).join(' ') : ''
}

/** What a closed `<details>` keeps folded away. */
function closedDetail(element: Element): boolean {
  const { parent } = element
  return (
    parent instanceof Element && parent.name === 'details' && !('open' in parent.attribs) && element.name !== 'summary'
  )
}

function hasClosedShadow(parent: Element): boolean {
  const shadow = parent.children.find(
    (node): node is Element => isTag(node) && node.name === 'template' && 'shadowrootmode' in node.attribs,
  )
  if (shadow === undefined) return false
  const open: ChildNode[] = [...shadow.children]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isTag(node) && node.name === 'slot') return false
    if ('children' in node) open.push(...node.children)
  }
  return true
}

/** Word processors write paragraphs without space between them. */
function closeSet(declared: Declared, name: string): boolean {
  if (name === 'ul' || name === 'ol') return false
  const zero = (value: string | undefined) => value !== undefined && /^0(?:\.0+)?(?:[a-z]+|%)?$/.test(value)
  const [top, , bottom = top] = (declared.get('margin') ?? '').split(' ')
  return zero(declared.get('margin-bottom') ?? bottom) && zero(declared.get('margin-top') ?? top)
}
