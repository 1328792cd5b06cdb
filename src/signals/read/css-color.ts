import { COLOR_NAMES } from './css-color-names.ts'

/** Red, green and blue from 0 to 255, alpha from 0 to 1. */
export type Color = { r: number; g: number; b: number; a: number }

export const WHITE: Color = { r: 255, g: 255, b: 255, a: 1 }
export const BLACK: Color = { r: 0, g: 0, b: 0, a: 1 }

/** The colour that a CSS value names; null where it is none that this reader knows (`inherit`, an unknown function). */
export function parseColor(value: string): Color | null {
  const text = value.trim().toLowerCase()
  if (text === 'transparent') return { r: 0, g: 0, b: 0, a: 0 }
  if (text.startsWith('#')) return hex(text.slice(1))
  const name = COLOR_NAMES[text]
  if (name !== undefined && Object.hasOwn(COLOR_NAMES, text)) return hex(name)
  // whoever reads mail in a dark scheme sees it otherwise; what is judged is the light one
  const light = /^light-dark\(((?:[^(),]|\([^()]*\))+),/.exec(text)?.[1]
  if (light !== undefined) return parseColor(light)
  const call = /^([a-z-]+)\((.*)\)$/s.exec(text)
  return call ? functional(call[1] ?? '', call[2] ?? '') : null
}

/** A `bgcolor`, `text` or `<font color>` attribute: a name, hex digits with or without `#`. */
export function parseLegacyColor(value: string): Color | null {
  const text = value.trim().toLowerCase()
  return parseColor(text) ?? (/^[0-9a-f]{3}$|^[0-9a-f]{6}$/.test(text) ? hex(text) : null)
}

/** What is seen where `top` lies over an opaque `under`. */
export function over(top: Color, under: Color): Color {
  const mix = (above: number, below: number) => above * top.a + below * (1 - top.a)
  return { r: mix(top.r, under.r), g: mix(top.g, under.g), b: mix(top.b, under.b), a: 1 }
}

/** WCAG contrast of two opaque colours: 1 for the same colour, 21 for black on white. */
export function contrast(one: Color, other: Color): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Greatest difference of any channel: two hues of one brightness are still told apart. */
export function distance(one: Color, other: Color): number {
  return Math.max(Math.abs(one.r - other.r), Math.abs(one.g - other.g), Math.abs(one.b - other.b))
}

function luminance({ r, g, b }: Color): number {
  const linear = (channel: number) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

function hex(digits: string): Color | null {
  if (!/^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(digits)) return null
  const wide = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits
  const at = (from: number) => Number.parseInt(wide.slice(from, from + 2), 16)
  return { r: at(0), g: at(2), b: at(4), a: wide.length === 8 ? at(6) / 255 : 1 }
}

function functional(name: string, inner: string): Color | null {
  if (name === 'color-mix') return mixed(inner)
  if (inner.includes('(') || inner.includes('from ')) return null
  const [main = '', slash] = inner.split('/')
  const words = main.split(/[\s,]+/).filter((word) => word !== '')
  const alphaWord = slash?.trim() ?? (words.length === 4 && name !== 'color' ? words.pop() : undefined)
  const a = alphaWord === undefined ? 1 : clamp(part(alphaWord, 1), 0, 1)
  switch (name) {
    case 'rgb':
    case 'rgba':
      return { r: channel(words[0]), g: channel(words[1]), b: channel(words[2]), a }
    case 'hsl':
    case 'hsla':
      return { ...fromHsl(degrees(words[0]), part(words[1], 100) / 100, part(words[2], 100) / 100), a }
    case 'hwb':
      return { ...fromHwb(degrees(words[0]), part(words[1], 100) / 100, part(words[2], 100) / 100), a }
    case 'color':
      return { r: part(words[1], 1) * 255, g: part(words[2], 1) * 255, b: part(words[3], 1) * 255, a }
    case 'lab':
      return { ...fromLab(part(words[0], 100), part(words[1], 125), part(words[2], 125)), a }
    case 'lch':
      return { ...polar(fromLab, part(words[0], 100), part(words[1], 150), degrees(words[2])), a }
    case 'oklab':
      return { ...fromOklab(part(words[0], 1), part(words[1], 0.4), part(words[2], 0.4)), a }
    case 'oklch':
      return { ...polar(fromOklab, part(words[0], 1), part(words[1], 0.4), degrees(words[2])), a }
    default:
      return null
  }
}

/** `color-mix(in srgb, red 20%, white)`, mixed in sRGB whatever space is named: near enough to tell whether it is seen. */
function mixed(inner: string): Color | null {
  const [, first = '', second = ''] = inner.split(/,(?![^(]*\))/)
  const read = (text: string) => ({
    color: parseColor(text.replace(/\s*[\d.]+%\s*/, '')),
    share: /([\d.]+)%/.exec(text)?.[1],
  })
  const [one, two] = [read(first), read(second)]
  if (one.color === null || two.color === null) return null
  const share =
    one.share !== undefined ? Number(one.share) / 100 : two.share !== undefined ? 1 - Number(two.share) / 100 : 0.5
  const mix = (a: number, b: number) => a * share + b * (1 - share)
  return {
    r: mix(one.color.r, two.color.r),
    g: mix(one.color.g, two.color.g),
    b: mix(one.color.b, two.color.b),
    a: mix(one.color.a, two.color.a),
  }
}

/** A number, or a percentage of `whole`. */
function part(word: string | undefined, whole: number): number {
  const value = Number.parseFloat(word ?? '')
  if (!Number.isFinite(value)) return 0
  return word?.endsWith('%') ? (value / 100) * whole : value
}

function channel(word: string | undefined): number {
  return clamp(part(word, 255), 0, 255)
}

function degrees(word: string | undefined): number {
  const value = Number.parseFloat(word ?? '')
  if (!Number.isFinite(value)) return 0
  if (word?.endsWith('turn')) return value * 360
  if (word?.endsWith('grad')) return value * 0.9
  return word?.endsWith('rad') ? (value * 180) / Math.PI : value
}

function fromHsl(hue: number, saturation: number, lightness: number) {
  const chroma = saturation * Math.min(lightness, 1 - lightness)
  const at = (n: number) => {
    const k = (((n + hue / 30) % 12) + 12) % 12
    return clamp((lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1))) * 255, 0, 255)
  }
  return { r: at(0), g: at(8), b: at(4) }
}

function fromHwb(hue: number, white: number, black: number) {
  if (white + black >= 1) {
    const grey = (white / (white + black)) * 255
    return { r: grey, g: grey, b: grey }
  }
  const pure = fromHsl(hue, 1, 0.5)
  const at = (value: number) => value * (1 - white - black) + white * 255
  return { r: at(pure.r), g: at(pure.g), b: at(pure.b) }
}

function polar(
  to: (l: number, a: number, b: number) => Omit<Color, 'a'>,
  lightness: number,
  chroma: number,
  hue: number,
) {
  const angle = (hue * Math.PI) / 180
  return to(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle))
}

function fromLab(l: number, a: number, b: number) {
  const y = (l + 16) / 116
  const inverse = (t: number) => (t > 6 / 29 ? t ** 3 : 3 * (6 / 29) ** 2 * (t - 4 / 29))
  const [x, v, z] = [0.9643 * inverse(y + a / 500), inverse(y), 0.8251 * inverse(y - b / 200)]
  return fromLinear(
    3.1341 * x - 1.6174 * v - 0.4907 * z,
    -0.9788 * x + 1.9163 * v + 0.0334 * z,
    0.072 * x - 0.229 * v + 1.4057 * z,
  )
}

function fromOklab(l: number, a: number, b: number) {
  const [x, y, z] = [
    (l + 0.3963 * a + 0.2158 * b) ** 3,
    (l - 0.1056 * a - 0.0639 * b) ** 3,
    (l - 0.0895 * a - 1.2915 * b) ** 3,
  ]
  return fromLinear(
    4.0767 * x - 3.3077 * y + 0.231 * z,
    -1.2684 * x + 2.6098 * y - 0.3413 * z,
    -0.0042 * x - 0.7034 * y + 1.7076 * z,
  )
}

function fromLinear(r: number, g: number, b: number) {
  const gamma = (value: number) =>
    clamp((value <= 0.0031308 ? 12.92 * value : 1.055 * Math.max(value, 0) ** (1 / 2.4) - 0.055) * 255, 0, 255)
  return { r: gamma(r), g: gamma(g), b: gamma(b) }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/** What a list of CSS filters makes of a colour, after what those around it make of theirs; only those that change light. */
export function filterOf(list: string, outer: ((color: Color) => Color) | null): ((color: Color) => Color) | null {
  const steps = [...list.matchAll(/(brightness|contrast|invert)\(([^)]*)\)/g)].map(([, name = '', value = '']) => {
    const amount = value.trim() === '' ? 1 : part(value.trim(), 1)
    return (channel: number) =>
      name === 'brightness'
        ? channel * amount
        : name === 'contrast'
          ? (channel - 127.5) * amount + 127.5
          : channel + (255 - 2 * channel) * amount
  })
  if (steps.length === 0) return outer
  return (color) => {
    const one = (channel: number) => steps.reduce((value, step) => clamp(step(value), 0, 255), channel)
    const seen = { r: one(color.r), g: one(color.g), b: one(color.b), a: color.a }
    return outer === null ? seen : outer(seen)
  }
}
