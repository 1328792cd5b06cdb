/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number

export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

/** No input grows beyond this: what larger ones cost is what `tests/bounds` measures. */
const MOST_BYTES = 30_000

/** A changed copy: lines and stretches moved, doubled, dropped or taken from another input, tokens of the format, single bytes. */
export function mutate(random: Random, bytes: Uint8Array, other: Uint8Array, tokens: readonly string[]): Uint8Array {
  let text = Buffer.from(bytes).toString('latin1')
  for (let left = 1 + Math.floor(random() * 6); left > 0; left--) text = changed(random, text, other, tokens)
  return Buffer.from(text.slice(0, MOST_BYTES), 'latin1')
}

function changed(random: Random, text: string, other: Uint8Array, tokens: readonly string[]): string {
  const at = Math.floor(random() * (text.length + 1))
  const to = Math.min(text.length, at + Math.floor(random() ** 3 * 200))
  const put = (words: string) => text.slice(0, at) + words + text.slice(to)
  switch (Math.floor(random() * 9)) {
    case 0:
      return put(Buffer.from(pick(random, tokens), 'utf8').toString('latin1'))
    case 1:
      return text.slice(0, at) + Buffer.from(pick(random, tokens), 'utf8').toString('latin1') + text.slice(at)
    case 2:
      return put('')
    case 3:
      return put(text.slice(at, to).repeat(2 + Math.floor(random() * 20)))
    case 4: {
      const from = Math.floor(random() * other.length)
      return put(Buffer.from(other.subarray(from, from + Math.floor(random() * 400))).toString('latin1'))
    }
    case 5:
      return put(String.fromCharCode(Math.floor(random() * 256)))
    case 6: {
      const lines = text.split('\n')
      const [one, two] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)]
      ;[lines[one], lines[two]] = [lines[two] ?? '', lines[one] ?? '']
      return lines.join('\n')
    }
    case 7: {
      const lines = text.split('\n')
      lines.splice(Math.floor(random() * lines.length), 1)
      return lines.join('\n')
    }
    default:
      return put(
        pick(random, ['0', '-1', '99999999999', '1e308', '"', "'", '\\', '\0', '\r', '\u00ff\u00fe', '<', '(']),
      )
  }
}
