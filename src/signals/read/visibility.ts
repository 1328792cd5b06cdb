import { wordTable } from '../../lib/word-table.ts'
import type { Element } from 'domhandler'
import type { Declared } from './css-cascade.ts'
import { BLACK, contrast, distance, filterOf, over, parseColor, parseLegacyColor, WHITE } from './css-color.ts'
import type { Color } from './css-color.ts'
import { parseLength, parseLengths, VIEWPORT } from './css-length.ts'
import type { Effort } from './effort.ts'
import { hidingBox } from './hiding-box.ts'

/**
 * What an element hands down to its text and its children. Everything is judged as a browser at a desktop would show it,
 * without a layout: what only a layout could tell (one box laid over another) is out of reach.
 */
export type Sight = {
  /** the whole subtree is out of sight: nothing inside can bring itself back */
  gone: boolean
  /** `visibility`, which a child may set back */
  visible: boolean
  opacity: number
  fontSize: number
  color: Color
  /** -webkit-text-fill-color, where set */
  fill: Color | null
  /** what text is painted on; null where an image or a gradient leaves it unknown */
  backdrop: Color | null
  indent: number
  spacing: number
  /** -webkit-text-security shows dots instead of letters */
  masked: boolean
  /** a text-shadow keeps text of the backdrop's colour readable */
  shadow: Color | null
  pre: boolean
  /** what filters of the element and of those around it make of a colour */
  filter: ((color: Color) => Color) | null
  /** custom properties */
  variables: Map<string, string>
}

export const OPEN_SIGHT: Sight = {
  gone: false,
  visible: true,
  opacity: 1,
  fontSize: 16,
  color: BLACK,
  fill: null,
  backdrop: WHITE,
  indent: 0,
  spacing: 0,
  masked: false,
  shadow: null,
  pre: false,
  filter: null,
  variables: new Map(),
}

/** Below these nobody reads. Nine pixels and seven tenths of opacity are small print, not hidden. */
const LEAST = { opacity: 0.12, fontSize: 4, contrast: 1.12, distance: 30, alpha: 0.12 }

/** Is text that stands directly in an element of this sight out of a reader's sight? */
export function isHidden(sight: Sight): boolean {
  if (sight.gone || !sight.visible || sight.masked || sight.opacity < LEAST.opacity || sight.fontSize < LEAST.fontSize)
    return true
  if (sight.indent <= -300 || sight.indent >= VIEWPORT.width * 1.5) return true
  if (sight.spacing <= -sight.fontSize * 0.45) return true
  const drawn = sight.fill ?? sight.color
  const ink = sight.filter === null ? drawn : sight.filter(drawn)
  if (sight.shadow !== null && sight.backdrop !== null && !alike(sight.shadow, sight.backdrop)) return false
  return ink.a * sight.opacity < LEAST.alpha || (sight.backdrop !== null && alike(ink, sight.backdrop))
}

/** What an element adds to what it was handed. */
export function sightOf(element: Element, style: Declared, variables: Map<string, string>, parent: Sight): Sight {
  const sight: Sight = { ...parent, variables }
  const quiet = style.size === 0
  attributesOf(element, sight, style)
  if (quiet) return sight
  fontOf(style, parent, sight)
  sight.filter = filterOf(style.get('filter') ?? style.get('-webkit-filter') ?? '', parent.filter)
  colorsOf(style, parent, sight)
  const visibility = style.get('visibility')
  if (visibility !== undefined)
    sight.visible =
      visibility === 'visible' ||
      visibility === 'initial' ||
      ((visibility === 'inherit' || visibility === 'unset') && parent.visible)
  const indent = style.get('text-indent')
  if (indent !== undefined)
    sight.indent = parseLength(indent.split(' ')[0] ?? '', { fontSize: sight.fontSize, whole: VIEWPORT.width }) ?? 0
  const spacing = style.get('letter-spacing')
  if (spacing !== undefined) sight.spacing = parseLength(spacing, { fontSize: sight.fontSize, whole: 0 }) ?? 0
  const space = style.get('white-space') ?? style.get('white-space-collapse')
  if (space !== undefined) sight.pre = /^(?:pre|pre-wrap|pre-line|break-spaces|preserve|preserve-breaks)\b/.test(space)
  const security = style.get('-webkit-text-security')
  if (security !== undefined) sight.masked = security !== 'none'
  sight.opacity = parent.opacity * opacityOf(style)
  if (
    style.get('mso-hide') === 'all' ||
    style.get('content-visibility') === 'hidden' ||
    hidingBox(element, style, sight.fontSize)
  )
    sight.gone = true
  return sight
}

/** `display` as it is used: the style's, else that of the `hidden` attribute, else null for the element's own. */
export function displayOf(element: Element, declared: Declared): string | null {
  const value = declared.get('display')
  if (value !== undefined && !/^(?:initial|unset|revert|revert-layer|inherit)$/.test(value)) return value
  return 'hidden' in element.attribs || 'popover' in element.attribs ? 'none' : null
}

/** An element's declared values with var() replaced, and the custom properties that it hands down. */
export function resolveStyle(
  declared: Declared,
  parent: Sight,
  effort: Effort,
): { style: Declared; variables: Map<string, string> } {
  let { variables } = parent
  let used = false
  for (const [property, value] of declared) {
    if (property.startsWith('--')) {
      if (variables === parent.variables) {
        effort.spend(variables.size * COPY)
        variables = new Map(parent.variables)
      }
      variables.set(property, value)
    } else used ||= value.includes('var(')
  }
  if (!used) return { style: declared, variables }
  const style: Declared = new Map()
  for (const [property, value] of declared)
    style.set(property, value.includes('var(') ? substitute(value, variables, 0, effort).trim().toLowerCase() : value)
  return { style, variables }
}

/** What handing down one custom property costs, in looks at an element. */
const COPY = 5

function substitute(value: string, variables: Map<string, string>, depth: number, effort: Effort): string {
  effort.spend(value.length)
  if (depth > 8 || value.length > 2000 || effort.exhausted) return ''
  return value.replace(
    /var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/gi,
    (_, name: string, fallback: string | undefined) => {
      const known = variables.get(name) ?? variables.get(name.toLowerCase()) ?? fallback ?? ''
      return known.includes('var(') ? substitute(known, variables, depth + 1, effort) : known
    },
  )
}

/** What HTML itself says about looks: legacy attributes, and the few tags that browsers paint in colours of their own. */
function attributesOf(element: Element, sight: Sight, style: Declared) {
  const { name, attribs } = element
  if (name === 'pre' || name === 'xmp' || name === 'listing' || name === 'plaintext') sight.pre = true
  if (attribs['bgcolor'] !== undefined) {
    const color = parseLegacyColor(attribs['bgcolor'])
    if (color !== null) sight.backdrop = color
  }
  if (name === 'font') {
    const color = attribs['color'] === undefined ? null : parseLegacyColor(attribs['color'])
    if (color !== null) sight.color = color
  }
  if (name === 'body' && attribs['text'] !== undefined) sight.color = parseLegacyColor(attribs['text']) ?? sight.color
  if (name === 'a' && attribs['href'] !== undefined && !style.has('color')) sight.color = LINK
  if (name === 'mark') {
    sight.color = BLACK
    sight.backdrop = MARK
  }
  if (name === 'button') {
    sight.color = BLACK
    sight.backdrop = BUTTON
  }
}

const LINK = { r: 0, g: 0, b: 238, a: 1 }
const MARK = { r: 255, g: 255, b: 0, a: 1 }
const BUTTON = { r: 239, g: 239, b: 239, a: 1 }

const KEYWORD_SIZES: Record<string, number> = wordTable({
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
  'xxx-large': 48,
  initial: 16,
})

function fontOf(style: Declared, parent: Sight, sight: Sight) {
  const shorthand = style.get('font')
  const size =
    style.get('font-size') ??
    (shorthand === undefined
      ? undefined
      : /(?:^|\s)((?:[\d.]+(?:%|[a-z]+)?|(?:calc|min|max|clamp)\([^)]*\)|(?:xx?-)?(?:small|large)|medium|smaller|larger))(?:\s*\/\s*\S+)?\s+\S/.exec(
          withoutWeight(shorthand),
        )?.[1])
  if (size === undefined) return
  if (size === 'smaller') sight.fontSize = parent.fontSize / 1.2
  else if (size === 'larger') sight.fontSize = parent.fontSize * 1.2
  else
    sight.fontSize =
      KEYWORD_SIZES[size] ?? parseLength(size, { fontSize: parent.fontSize, whole: parent.fontSize }) ?? parent.fontSize
}

/** `bold 700 12px/1 x`: a number before the size is a weight */
function withoutWeight(font: string): string {
  return font.replace(/(^|\s)[1-9]\d{2}(?=\s)/, '$1')
}

function colorsOf(style: Declared, parent: Sight, sight: Sight) {
  const color = style.get('color')
  if (color !== undefined) sight.color = readColor(color, parent.color, parent.color) ?? sight.color
  const fill = style.get('-webkit-text-fill-color')
  if (fill !== undefined) sight.fill = readColor(fill, sight.color, parent.fill ?? sight.color)
  const shadow = style.get('text-shadow')
  if (shadow !== undefined) sight.shadow = shadow === 'none' ? null : shadowColor(shadow, sight.color)
  const paint = backgroundOf(style, sight)
  const painted = paint != null && sight.filter !== null ? sight.filter(paint) : paint
  const clip = style.get('background-clip') ?? style.get('-webkit-background-clip')
  if (clip === 'text' || /\btext\b/.test(style.get('background') ?? '')) {
    // the background is cut to the letters: it is their ink
    if (painted !== undefined && (sight.fill ?? sight.color).a < 1) {
      sight.fill = painted ?? BLACK
      if (painted === null) sight.backdrop = null
    }
    return
  }
  if (painted === null) sight.backdrop = null
  else if (painted !== undefined)
    sight.backdrop = painted.a >= 1 ? painted : sight.backdrop === null ? null : over(painted, sight.backdrop)
}

function readColor(value: string, current: Color, inherited: Color): Color | null {
  if (value === 'currentcolor') return current
  if (value === 'inherit' || value === 'unset') return inherited
  if (value === 'initial' || value === 'revert') return BLACK
  return parseColor(value)
}

/** The colour an element is filled with; undefined for none, null for one that cannot be told. */
function backgroundOf(style: Declared, sight: Sight): Color | null | undefined {
  const image = style.get('background-image') ?? style.get('background') ?? ''
  const gradient = /(?:repeating-)?(?:linear|radial|conic)-gradient\((.*)\)/s.exec(image)?.[1]
  const plain = style.get('background-color') ?? colorWord(style.get('background') ?? '')
  const color = plain === undefined ? undefined : (readColor(plain, sight.color, { ...WHITE, a: 0 }) ?? undefined)
  if (gradient !== undefined) {
    const stops = [
      ...gradient.matchAll(/#[0-9a-f]{3,8}\b|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)|[a-z]{3,}/gi),
    ].flatMap(([word]) => parseColor(word) ?? [])
    const [first] = stops
    if (first === undefined) return null
    return stops.every((stop) => distance(stop, first) < LEAST.distance && Math.abs(stop.a - first.a) < 0.1)
      ? first
      : null
  }
  // an image from elsewhere is not fetched by a careful mail program, so what lies under it is what is seen
  return color
}

/** The colour inside a `background` shorthand. */
function colorWord(shorthand: string): string | undefined {
  const bare = shorthand.replace(/url\([^)]*\)/g, ' ').replace(/(?:[a-z-]+-gradient)\((?:[^()]|\([^()]*\))*\)/g, ' ')
  const words = bare.match(/[a-z-]+\([^()]*\)|[^\s,/]+/g) ?? []
  return words.find((word) => word === 'currentcolor' || parseColor(word) !== null)
}

function shadowColor(shadow: string, color: Color): Color | null {
  const word = colorWord(shadow)
  const found = word === undefined || word === 'currentcolor' ? color : parseColor(word)
  // a shadow that is thrown far away or blurred out of shape does not draw the letters
  const lengths = parseLengths(shadow.replace(/[a-z-]+\([^()]*\)|#[0-9a-f]+|\b[a-z]{3,}\b/gi, ' ').trim(), {
    fontSize: 16,
    whole: 0,
  })
  return found === null || found.a < 0.4 || Math.max(0, ...lengths.map(Math.abs)) > 6 ? null : found
}

function opacityOf(style: Declared): number {
  let opacity = 1
  const own = style.get('opacity')
  if (own !== undefined) opacity *= fraction(own)
  for (const [, value = '1'] of (style.get('filter') ?? style.get('-webkit-filter') ?? '').matchAll(
    /opacity\(([^)]*)\)/g,
  ))
    opacity *= fraction(value || '1')
  for (const [, value = '100'] of (style.get('filter') ?? '').matchAll(/alpha\(\s*opacity\s*=\s*([\d.]+)/g))
    opacity *= fraction(`${value}%`)
  const blur = /blur\(([^)]*)\)/.exec(style.get('filter') ?? '')?.[1]
  if (blur !== undefined && (parseLength(blur, { fontSize: 16, whole: 0 }) ?? 0) >= 12) opacity = 0
  const mask =
    style.get('mask-image') ?? style.get('-webkit-mask-image') ?? style.get('mask') ?? style.get('-webkit-mask') ?? ''
  const stops = [...mask.matchAll(/#[0-9a-f]{3,8}\b|rgba?\([^()]*\)|\btransparent\b|\b(?:black|white)\b/gi)].flatMap(
    ([word]) => parseColor(word) ?? [],
  )
  if (mask.includes('gradient(') && stops.length > 0 && stops.every(({ a }) => a < LEAST.alpha)) opacity = 0
  return opacity
}

function fraction(value: string): number {
  const number = parseLength(value.endsWith('%') ? `${Number.parseFloat(value) / 100}` : value, {
    fontSize: 1,
    whole: 1,
  })
  return number === null ? 1 : Math.min(1, Math.max(0, number))
}

function alike(ink: Color, backdrop: Color): boolean {
  const seen = over(ink, backdrop)
  return contrast(seen, backdrop) < LEAST.contrast && distance(seen, backdrop) < LEAST.distance
}
