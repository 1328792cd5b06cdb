/** The window that a reader is taken to look through, in CSS pixels: a desktop, where text is easiest to see. */
export const VIEWPORT = { width: 1200, height: 800 }

/** What relative units are relative to. */
export type LengthBase = { fontSize: number; whole: number }

const UNITS: Record<string, (base: LengthBase) => number> = {
  px: () => 1,
  pt: () => 4 / 3,
  pc: () => 16,
  in: () => 96,
  cm: () => 96 / 2.54,
  mm: () => 9.6 / 2.54,
  q: () => 2.4 / 2.54,
  em: ({ fontSize }) => fontSize,
  ex: ({ fontSize }) => fontSize / 2,
  ch: ({ fontSize }) => fontSize / 2,
  ic: ({ fontSize }) => fontSize,
  lh: ({ fontSize }) => fontSize * 1.2,
  rem: () => 16,
  rlh: () => 19.2,
  '%': ({ whole }) => whole / 100,
  vw: () => VIEWPORT.width / 100,
  vh: () => VIEWPORT.height / 100,
  vi: () => VIEWPORT.width / 100,
  vb: () => VIEWPORT.height / 100,
  vmin: () => VIEWPORT.height / 100,
  vmax: () => VIEWPORT.width / 100,
  svw: () => VIEWPORT.width / 100,
  svh: () => VIEWPORT.height / 100,
  lvw: () => VIEWPORT.width / 100,
  lvh: () => VIEWPORT.height / 100,
  dvw: () => VIEWPORT.width / 100,
  dvh: () => VIEWPORT.height / 100,
}

const ONE = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|[a-z]*)$/

/**
 * A CSS length in pixels: a number with a unit, a bare number (as pixels, as quirky mail programs read it), or simple
 * arithmetic in calc(), min(), max() and clamp(). Null for keywords and for what cannot be computed without a layout.
 */
export function parseLength(value: string, base: LengthBase): number | null {
  const text = value.trim().toLowerCase()
  const one = ONE.exec(text)
  if (one) {
    const unit = UNITS[one[2] || 'px']
    return unit === undefined ? null : Number(one[1]) * unit(base)
  }
  return /^(?:-webkit-|-moz-)?(?:calc|min|max|clamp)\(/.test(text) && text.length < 200
    ? new Arithmetic(text.replace(/-(?:webkit|moz)-/g, ''), base).value()
    : null
}

/** The lengths of a list such as `inset(1px 2px)` holds, up to a word that is none. */
export function parseLengths(list: string, base: LengthBase): number[] {
  const out: number[] = []
  for (const word of list.trim().split(/[\s,]+(?![^(]*\))/)) {
    const length = parseLength(word, base)
    if (length === null) break
    out.push(length)
  }
  return out
}

/** A recursive descent over `+ - * /`, brackets and the comparison functions. */
class Arithmetic {
  #rest: string
  #base: LengthBase

  constructor(text: string, base: LengthBase) {
    this.#rest = text
    this.#base = base
  }

  value(): number | null {
    const result = this.#sum()
    return result === null || this.#rest.trim() !== '' || !Number.isFinite(result) ? null : result
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    const match = pattern.exec(this.#rest)
    if (match) this.#rest = this.#rest.slice(match[0].length)
    return match
  }

  #sum(): number | null {
    let left = this.#product()
    for (let sign = this.#take(/^\s+([+-])\s+/); sign && left !== null; sign = this.#take(/^\s+([+-])\s+/)) {
      const right = this.#product()
      left = right === null ? null : sign[1] === '+' ? left + right : left - right
    }
    return left
  }

  #product(): number | null {
    let left = this.#factor()
    for (let sign = this.#take(/^\s*([*/])\s*/); sign && left !== null; sign = this.#take(/^\s*([*/])\s*/)) {
      const right = this.#factor()
      left = right === null ? null : sign[1] === '*' ? left * right : left / right
    }
    return left
  }

  #factor(): number | null {
    const call = this.#take(/^\s*(calc|min|max|clamp)?\(/)
    if (call) {
      const values: number[] = []
      do {
        const value = this.#sum()
        if (value === null) return null
        values.push(value)
      } while (this.#take(/^\s*,/))
      if (!this.#take(/^\s*\)/)) return null
      if (call[1] === 'min') return Math.min(...values)
      if (call[1] === 'max') return Math.max(...values)
      if (call[1] === 'clamp') return Math.max(values[0] ?? 0, Math.min(values[1] ?? 0, values[2] ?? 0))
      return values[0] ?? null
    }
    const word = this.#take(/^\s*([+-]?[\d.]+(?:e[+-]?\d+)?(?:%|[a-z]*))/)
    return word ? parseLength(word[1] ?? '', this.#base) : null
  }
}
