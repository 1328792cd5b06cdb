import type { Element } from 'domhandler'
import type { Declared } from './css-cascade.ts'
import { parseLength, parseLengths, VIEWPORT } from './css-length.ts'
import { wordTable } from '../../lib/word-table.ts'

/** Boxes whose own height and width only ever grow with what they hold. */
const GROWING = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption'])
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var time'.split(
    ' ',
  ),
)

/** A box less high or wide than this shows no line of text. */
const LEAST_BOX = 3
/** Text pushed this far beyond the edge is not seen however wide the window. */
const FAR = 500

/** Does this element's own box keep its text out of sight: clipped to nothing, shrunk to nothing, or moved off the page? */
export function hidingBox(element: Element, style: Declared, fontSize: number): boolean {
  return (
    clipped(style, fontSize) ||
    shrunk(element, style, fontSize) ||
    moved(style, fontSize) ||
    transformed(style, fontSize)
  )
}

function positioned(style: Declared): boolean {
  return style.get('position') === 'absolute' || style.get('position') === 'fixed'
}

function clipped(style: Declared, fontSize: number): boolean {
  const clip = style.get('clip')
  if (clip !== undefined && positioned(style)) {
    const [top = 0, right = 0, bottom = 0, left = 0] = parseLengths(/rect\(([^)]*)\)/.exec(clip)?.[1] ?? 'x', {
      fontSize,
      whole: 0,
    })
    if (clip.startsWith('rect(') && !clip.includes('auto') && (right - left < LEAST_BOX || bottom - top < LEAST_BOX))
      return true
  }
  const path = style.get('clip-path') ?? style.get('-webkit-clip-path')
  if (path === undefined) return false
  const base = { fontSize, whole: 100 }
  const drawn = /^(?:path|shape)\((.*)\)/s
    .exec(path)?.[1]
    ?.match(/-?\d*\.?\d+/g)
    ?.map(Number)
  // a path that stays within a few pixels shows no line of text, whatever its curves
  if (drawn !== undefined)
    return (
      spread(drawn.filter((_, at) => at % 2 === 0)) < LEAST_BOX ||
      spread(drawn.filter((_, at) => at % 2 === 1)) < LEAST_BOX
    )
  const inner = /^(inset|circle|ellipse|polygon|rect|xywh)\((.*)\)/s.exec(path)
  if (!inner) return false
  const [, shape, list = ''] = inner
  const lengths = parseLengths((list.split(/\bround\b|\bat\b/)[0] ?? '').replace(/\bauto\b/g, '0'), base)
  if (shape === 'inset') {
    const [top = 0, right = top, bottom = top, left = right] = lengths
    return top + bottom >= 98 || left + right >= 98
  }
  if (shape === 'circle' || shape === 'ellipse') return lengths.some((length) => length < LEAST_BOX)
  if (shape === 'xywh') return (lengths[2] ?? 100) < LEAST_BOX || (lengths[3] ?? 100) < LEAST_BOX
  if (shape === 'rect')
    return (
      Math.abs((lengths[1] ?? 100) - (lengths[3] ?? 0)) < LEAST_BOX ||
      Math.abs((lengths[2] ?? 100) - (lengths[0] ?? 0)) < LEAST_BOX
    )
  const points = list
    .split(',')
    .map((point) => parseLengths(point.replace(/evenodd|nonzero/, ''), base))
    .filter((point) => point.length === 2)
  return points.length > 0 && Math.abs(areaOf(points)) < LEAST_BOX
}

function spread(numbers: number[]): number {
  return numbers.length === 0 ? 0 : Math.max(...numbers) - Math.min(...numbers)
}

function areaOf(points: number[][]): number {
  let twice = 0
  for (const [at, [x = 0, y = 0]] of points.entries()) {
    const [nextX = 0, nextY = 0] = points[(at + 1) % points.length] ?? []
    twice += x * nextY - nextX * y
  }
  return twice / 2
}

function shrunk(element: Element, style: Declared, fontSize: number): boolean {
  const base = { fontSize, whole: VIEWPORT.width }
  const low = (name: string) => {
    const value = style.get(name)
    const length = value === undefined ? null : parseLength(value, base)
    return length !== null && length >= 0 && length < LEAST_BOX
  }
  // mail programs hide preview text by this alone, so it counts without `overflow`
  if (style.has('max-height') && low('max-height') && parseLength(style.get('max-height') ?? '', base) === 0)
    return true
  const display = style.get('display')
  if (GROWING.has(element.name) && display === undefined) return false
  if (
    INLINE.has(element.name) &&
    (display === undefined || display === 'inline') &&
    !positioned(style) &&
    !style.has('float')
  )
    return false
  const overflow =
    ['overflow', 'overflow-x', 'overflow-y'].some((name) =>
      /\b(?:hidden|clip|auto|scroll)\b/.test(style.get(name) ?? ''),
    ) || /\b(?:paint|strict|content)\b/.test(style.get('contain') ?? '')
  if (!overflow) return false
  const roomy = ['padding', 'padding-top', 'padding-bottom'].some((name) =>
    parseLengths(style.get(name) ?? '', base).some((length) => length >= fontSize),
  )
  const flat = low('height') || low('max-height') || low('block-size') || low('max-block-size') || low('line-height')
  return (flat && !roomy) || low('width') || low('max-width') || low('inline-size') || low('max-inline-size')
}

function moved(style: Declared, fontSize: number): boolean {
  const across = { fontSize, whole: VIEWPORT.width }
  const down = { fontSize, whole: VIEWPORT.height }
  const at = (name: string, base: typeof across) => parseLength(style.get(name) ?? logical(style, name) ?? '', base)
  const position = style.get('position')
  if (position !== undefined && position !== 'static') {
    const [top, right, bottom, left] = (style.get('inset') ?? '').split(' ')
    const sides: [string, string | undefined, typeof across][] = [
      ['left', left ?? right ?? top, across],
      ['right', right ?? top, across],
      ['top', top, down],
      ['bottom', bottom ?? top, down],
    ]
    for (const [name, shorthand, base] of sides) {
      const length = at(name, base) ?? parseLength(shorthand ?? '', base)
      if (length === null) continue
      if (length <= -FAR || length <= -base.whole) return true
      if (length >= base.whole * 2 && length >= 2000) return true
    }
  }
  const [marginTop, marginRight, , marginLeft] = (style.get('margin') ?? '').split(' ')
  const left = at('margin-left', across) ?? parseLength(marginLeft ?? marginRight ?? marginTop ?? '', across) ?? 0
  const top = at('margin-top', across) ?? parseLength(marginTop ?? '', across) ?? 0
  const padding = at('padding-left', across) ?? at('padding-top', across) ?? 0
  return left <= -FAR || top <= -FAR || left >= 3000 || padding >= 3000
}

/** The side as it is called for text that runs from left to right and from top to bottom. */
function logical(style: Declared, name: string): string | undefined {
  const [own, shorthand, second] = LOGICAL[name] ?? []
  if (own === undefined || shorthand === undefined) return undefined
  const [start, end = start] = (style.get(shorthand) ?? '').split(' ')
  return style.get(own) ?? (second ? end : start)
}

const LOGICAL: Record<string, [own: string, shorthand: string, second: boolean]> = wordTable({
  left: ['inset-inline-start', 'inset-inline', false],
  right: ['inset-inline-end', 'inset-inline', true],
  top: ['inset-block-start', 'inset-block', false],
  bottom: ['inset-block-end', 'inset-block', true],
  'margin-left': ['margin-inline-start', 'margin-inline', false],
  'margin-top': ['margin-block-start', 'margin-block', false],
  'padding-left': ['padding-inline-start', 'padding-inline', false],
  'padding-top': ['padding-block-start', 'padding-block', false],
})

function transformed(style: Declared, fontSize: number): boolean {
  const base = { fontSize, whole: VIEWPORT.width }
  const far = (length: number | undefined) => length !== undefined && (length <= -FAR || length >= 3000)
  const thin = (scale: number | undefined) => scale !== undefined && Math.abs(scale) < 0.05
  if (parseLengths(style.get('translate') ?? '', base).some(far)) return true
  if (parseLengths(style.get('scale') ?? '', { fontSize, whole: 1 }).some(thin)) return true
  const zoom = parseLengths(style.get('zoom') ?? '', { fontSize, whole: 1 })[0]
  if (zoom !== undefined && zoom > 0 && zoom < 0.1) return true
  for (const [, name = '', list = ''] of (style.get('transform') ?? style.get('-webkit-transform') ?? '').matchAll(
    /([a-z0-9]+)\(((?:[^()]|\([^()]*\))*)\)/g,
  )) {
    const values = parseLengths(name.startsWith('rotate') ? '' : list, {
      fontSize,
      whole: name.startsWith('scale') ? 1 : VIEWPORT.width,
    })
    if (name.startsWith('translate') && values.some(far)) return true
    if (/^scale(?:x|y|3d)?$/.test(name) && values.slice(0, 2).some(thin)) return true
    if (
      name === 'matrix' &&
      (far(values[4]) || far(values[5]) || (thin(values[0]) && thin(values[1])) || (thin(values[2]) && thin(values[3])))
    )
      return true
    if (/^rotate[xy]$/.test(name) && edgeOn(list)) return true
  }
  return false
}

/** Turned by a quarter around an axis in the page, a text is a line. */
function edgeOn(angle: string): boolean {
  const value = Number.parseFloat(angle)
  const turned = angle.trim().endsWith('turn')
    ? value * 360
    : angle.trim().endsWith('rad')
      ? (value * 180) / Math.PI
      : value
  return Number.isFinite(turned) && Math.abs((((turned % 180) + 180) % 180) - 90) < 3
}
