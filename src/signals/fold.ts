/** Lower-case words and numbers only, for finding the same sentence again after re-wrapping, quoting or retyping of quotes. */
export function wordKey(text: string): string {
  return (
    text
      .replace(/^[ \t]*(?:>[ \t]?)+/gm, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  )
}

/** A name without case, accents, punctuation: `Köhler` and `Koehler` differ still, see `nameKeys`. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
