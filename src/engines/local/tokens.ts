import { wordTable } from '../../lib/word-table.ts'
import type { Language } from './language.ts'

/** One word, number or mark of a sentence. `w` is lower-cased with straight apostrophes; contractions and elisions are split. */
export type Token = {
  w: string
  /** offset of its first character in the sentence */
  start: number
  end: number
  /** begins with a capital letter */
  upper: boolean
  kind: 'word' | 'number' | 'mark'
}

const PIECE = /\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th|er|º|ª|°)?(?![\p{L}])|[\p{L}\p{N}]+(?:[-'][\p{L}\p{N}]+)*'?|\S/gu
const CONTRACTION = /^(.+?)('ll|'m|'re|'ve|'d|'s|n't)$/u
/** Contractions as typed in a hurry. */
const UNMARKED: Record<string, readonly [string, string]> = wordTable({
  im: ['i', "'m"],
  ill: ['i', "'ll"],
  ive: ['i', "'ve"],
  youll: ['you', "'ll"],
  theyll: ['they', "'ll"],
  itll: ['it', "'ll"],
  thatll: ['that', "'ll"],
  wont: ['will', "n't"],
  cant: ['can', "n't"],
  dont: ['do', "n't"],
  doesnt: ['does', "n't"],
  didnt: ['did', "n't"],
  isnt: ['is', "n't"],
  havent: ['have', "n't"],
})
const ELISION = /^(j|d|l|m|n|s|t|c|qu|jusqu|lorsqu|puisqu)'(.+)$/u
const INVERSION = /^(.+?)-(?:t-)?(je|tu|il|elle|on|nous|vous|ils|elles|moi|lui|leur|le|la|les)$/u

/** Splits a sentence into tokens, once; every rule reads these. */
export function tokenize(text: string, language: Language): Token[] {
  const plain = text.includes('’') || text.includes('ʼ') ? text.replaceAll(/[’ʼ]/g, "'") : text
  const tokens: Token[] = []
  for (const match of plain.matchAll(PIECE)) {
    const raw = match[0]
    const start = match.index
    const first = raw.charCodeAt(0)
    if (first >= 48 && first <= 57) {
      tokens.push({ w: raw.toLowerCase(), start, end: start + raw.length, upper: false, kind: 'number' })
      continue
    }
    const w = raw.toLowerCase()
    const upper = w !== raw && raw[0] !== w[0]
    if (!/[\p{L}\p{N}]/u.test(w)) {
      tokens.push({ w, start, end: start + raw.length, upper: false, kind: 'mark' })
      continue
    }
    pushWord(tokens, w, start, upper, language)
  }
  return tokens
}

function pushWord(tokens: Token[], w: string, start: number, upper: boolean, language: Language): void {
  const end = start + w.length
  const split = (left: string, right: string, at: number): void => {
    pushWord(tokens, left, start, upper, language)
    tokens.push({ w: right, start: start + at, end, upper: false, kind: 'word' })
  }
  if (language === 'en') {
    const bare = UNMARKED[w]
    if (bare !== undefined) return split(bare[0], bare[1], bare[0].length)
  }
  if (language === 'en' && w.includes("'")) {
    if (w === "won't") return split('will', "n't", 2)
    if (w === "can't") return split('can', "n't", 3)
    if (w === "shan't") return split('shall', "n't", 3)
    const parts = CONTRACTION.exec(w)
    if (parts?.[1] !== undefined && parts[2] !== undefined) return split(parts[1], parts[2], parts[1].length)
  }
  if (language === 'fr') {
    const elided = ELISION.exec(w)
    if (elided?.[1] !== undefined && elided[2] !== undefined && w !== "aujourd'hui") {
      const cut = elided[1].length + 1
      tokens.push({ w: `${elided[1]}'`, start, end: start + cut, upper, kind: 'word' })
      return pushWord(tokens, elided[2], start + cut, false, language)
    }
    const inverted = INVERSION.exec(w)
    if (inverted?.[1] !== undefined && inverted[2] !== undefined && w !== 'rendez-vous') {
      return split(inverted[1], inverted[2], w.length - inverted[2].length)
    }
  }
  tokens.push({ w, start, end, upper, kind: 'word' })
}
