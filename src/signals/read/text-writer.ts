import { visibleUnicode } from './unicode.ts'
import { isHidden } from './visibility.ts'
import type { Sight } from './visibility.ts'

export type Stretch = { start: number; end: number }
type Box = { block: boolean; spaced: boolean; quote: boolean }

/**
 * Collects text as a browser's `innerText` would: white space folded, one break at a block's end, two around a paragraph.
 * Lines are kept apart until the end: asking a growing string for its last sign copies it every time.
 */
export class TextWriter {
  #lines: string[] = []
  #length = 0
  #line = ''
  #hidden = 0
  #quotes: Stretch[] = []
  #quoteDepth = 0
  /** line breaks owed before the next visible sign, and those that stand at the end already */
  #owed = 0
  #breaks = 0
  #space = false
  /** sights are shared by all the text of an element */
  #judged = new WeakMap<Sight, boolean>()

  openElement({ block, spaced, quote }: Box, cell: boolean) {
    if (block) this.#owe(spaced ? 2 : 1)
    if (cell && this.#owed === 0 && this.#line !== '') {
      this.#space = false
      if (!this.#line.endsWith('\t')) this.#line += '\t'
    }
    if (quote && this.#quoteDepth++ === 0) {
      this.#flush()
      this.#quotes.push({ start: this.#length + this.#line.length, end: -1 })
    }
  }

  closeElement({ block, spaced, quote }: Box) {
    const last = this.#quotes.at(-1)
    if (quote && --this.#quoteDepth === 0 && last) last.end = this.#length + this.#line.length
    if (block) this.#owe(spaced ? 2 : 1)
  }

  lineBreak(sight: Sight) {
    if (this.#isHidden(sight)) return
    this.#flush()
    this.#endLine()
    this.#space = false
  }

  text(data: string, sight: Sight) {
    if (this.#isHidden(sight)) {
      this.#hidden += lettersIn(data)
      return
    }
    const { text, hidden } = visibleUnicode(data)
    this.#hidden += hidden
    if (text === '') return
    if (sight.pre) this.#preformatted(text)
    else this.#folded(text.replace(/[ \t\r\n\f]+/g, ' '))
  }

  /** Words that stood where no words belong. */
  misplaced(prose: string) {
    this.#hidden += lettersIn(prose)
  }

  result(): { text: string; quotes: Stretch[]; hidden: number } {
    const text = [...this.#lines, this.#line].join('\n').replace(/[\s\u200b]+$/u, '')
    const quotes = this.#quotes.map(({ start, end }) => ({
      start,
      end: end < 0 ? text.length : Math.min(end, text.length),
    }))
    return { text, quotes: quotes.filter(({ start, end }) => end > start), hidden: this.#hidden }
  }

  #preformatted(text: string) {
    this.#flush()
    const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n')
    this.#line += first
    for (const line of rest) {
      this.#endLine()
      this.#line = line
    }
  }

  #folded(words: string) {
    if (words === ' ') {
      this.#space = true
      return
    }
    this.#space ||= words.startsWith(' ')
    this.#flush()
    this.#line += words.replace(/^ | $/g, '')
    this.#space = words.endsWith(' ')
  }

  #isHidden(sight: Sight): boolean {
    let known = this.#judged.get(sight)
    if (known === undefined) {
      known = isHidden(sight)
      this.#judged.set(sight, known)
    }
    return known
  }

  #owe(breaks: number) {
    this.#space = false
    if (this.#line !== '' || this.#lines.length > 0) this.#owed = Math.max(this.#owed, breaks)
  }

  /** Writes the breaks and the space that the next sign stands behind. */
  #flush() {
    if (this.#owed > 0) {
      if (this.#line !== '') this.#endLine()
      while (this.#breaks < this.#owed) this.#push('')
      this.#owed = 0
    } else if (this.#space && this.#line !== '' && !this.#line.endsWith('\t')) this.#line += ' '
    this.#space = false
  }

  #endLine() {
    const { length } = this.#line
    const written = length > 0
    this.#push(this.#line.replace(/[ \t\u00a0]{1,2000}$/, ''))
    // a line of nothing but a space that does not break is an empty line that somebody meant
    if (written) this.#breaks = 1
    this.#line = ''
  }

  #push(line: string) {
    this.#lines.push(line)
    this.#length += line.length + 1
    this.#breaks++
  }
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
