import { wordTable } from '../../lib/word-table.ts'
import { parseLength, VIEWPORT } from './css-length.ts'
import { splitList, splitWord } from './css-text.ts'

/** Does a media query list match a person who reads at a desktop screen in a light theme? */
export function mediaMatches(list: string): boolean {
  const queries = splitList(list)
  return queries.length === 0 || queries.some((query) => queryMatches(query.toLowerCase()))
}

function queryMatches(query: string): boolean {
  let rest = query.trim()
  let negated = false
  const prefix = /^(not|only)\s+(?!\()/.exec(rest)
  if (prefix) {
    negated = prefix[1] === 'not'
    rest = rest.slice(prefix[0].length)
  }
  const parts = splitWord(rest, 'and')
  const matches = parts.every(conditionMatches)
  return negated ? !matches : matches
}

/** Nobody writes a longer one; what a longer one shows or hides is not guessed at, so what holds it is not read. */
export const MOST_CONDITION = 2000
export const OVERLONG_CONDITION = 'a condition in its style sheet is too long'

function conditionMatches(condition: string): boolean {
  const text = condition.replace(/\s+/g, ' ').trim()
  if (text.length > MOST_CONDITION) throw new TypeError(OVERLONG_CONDITION)
  if (/^not\b/.test(text)) return !conditionMatches(text.slice(3))
  const either = splitWord(text, 'or')
  if (either.length > 1) return either.some(conditionMatches)
  if (!text.startsWith('(')) return text === 'all' || text === 'screen' || text === ''
  const inner = text.replace(/^\(/, '').replace(/\)$/, '').trim()
  if (inner.startsWith('(') || /^not\b/.test(inner)) return splitWord(inner, 'and').every(conditionMatches)
  return featureMatches(inner)
}

const NUMBERS: Record<string, number> = wordTable({
  width: VIEWPORT.width,
  height: VIEWPORT.height,
  'device-width': VIEWPORT.width,
  'device-height': VIEWPORT.height,
  'aspect-ratio': VIEWPORT.width / VIEWPORT.height,
  'device-aspect-ratio': VIEWPORT.width / VIEWPORT.height,
  resolution: 1,
  '-webkit-device-pixel-ratio': 1,
  color: 8,
  'color-index': 0,
  monochrome: 0,
})

const WORDS: Record<string, string> = wordTable({
  orientation: 'landscape',
  'prefers-color-scheme': 'light',
  'prefers-reduced-motion': 'no-preference',
  'prefers-contrast': 'no-preference',
  hover: 'hover',
  'any-hover': 'hover',
  pointer: 'fine',
  'any-pointer': 'fine',
  scripting: 'none',
  'display-mode': 'browser',
  update: 'fast',
  grid: '0',
  'forced-colors': 'none',
  'color-gamut': 'srgb',
  'inverted-colors': 'none',
})

function featureMatches(feature: string): boolean {
  const range = /^(?:([^<>=:]+?)\s*(<=|>=|<|>|=)\s*)?([a-z-]+)\s*(?:(<=|>=|<|>|=)\s*([^<>=]+))?$/.exec(feature)
  if (range && (range[2] ?? range[4]) !== undefined) {
    const own = NUMBERS[range[3] ?? '']
    if (own === undefined) return false
    return (
      (range[2] === undefined || compare(valueOf(range[1]), range[2], own)) &&
      (range[4] === undefined || compare(own, range[4], valueOf(range[5])))
    )
  }
  const [name = '', value] = feature.split(':').map((part) => part.trim())
  const bound = /^(-webkit-)?(min|max)-(.+)$/.exec(name)
  if (bound) {
    const own = NUMBERS[`${bound[1] ?? ''}${bound[3] ?? ''}`]
    return own !== undefined && compare(own, bound[2] === 'min' ? '>=' : '<=', valueOf(value))
  }
  const number = NUMBERS[name]
  if (number !== undefined) return value === undefined ? number !== 0 : compare(number, '=', valueOf(value))
  const word = WORDS[name]
  return word !== undefined && (value === undefined ? word !== 'none' && word !== '0' : word === value)
}

function valueOf(text: string | undefined): number | null {
  const value = (text ?? '').trim()
  const ratio = /^([\d.]+)\s*\/\s*([\d.]+)$/.exec(value)
  if (ratio) return Number(ratio[1]) / Number(ratio[2])
  const resolution = /^([\d.]+)(dppx|x|dpi|dpcm)$/.exec(value)
  if (resolution)
    return Number(resolution[1]) / (resolution[2] === 'dpi' ? 96 : resolution[2] === 'dpcm' ? 96 / 2.54 : 1)
  return parseLength(value, { fontSize: 16, whole: 0 })
}

function compare(left: number | null, sign: string, right: number | null): boolean {
  if (left === null || right === null) return false
  if (sign === '<') return left < right
  if (sign === '>') return left > right
  if (sign === '<=') return left <= right
  return sign === '>=' ? left >= right : left === right
}
