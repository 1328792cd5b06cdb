import type { PDFPageProxy } from 'unpdf/pdfjs'

/** What a page says, and how many letters of it nobody would see. */
export type PageText = { text: string; hidden: number }

type Item = { str: string; hasEOL: boolean; transform: number[]; width: number; height: number }

/**
 * The text of one page without what its reader does not see: letters of no size or off the page, and letters that are drawn
 * without ink, in white or without opacity. White is judged on a page that paints nothing but letters; letters without ink over
 * a picture are what a scanner's program read in it, and stay.
 */
export async function visiblePageText(page: PDFPageProxy, codes: Record<string, number>): Promise<PageText> {
  const { items } = await page.getTextContent()
  const written = items.filter((item): item is Item & typeof item => 'str' in item)
  const unseen = await inkless(page, codes)
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  let text = ''
  let hidden = 0
  for (const item of written) {
    const [, , , , x = 0, y = 0] = item.transform
    const size = Math.hypot(item.transform[2] ?? 0, item.transform[3] ?? 0)
    const away = x >= right || x + item.width <= left || y >= top || y + size <= bottom
    const words = item.str.replace(/\s+/g, '')
    if (words !== '' && (away || size < LEAST_SIZE || take(unseen, words))) hidden += letters(words)
    else text += item.str
    if (item.hasEOL) text += '\n'
  }
  return { text, hidden }
}

/** Points; footnotes are five times as large. */
const LEAST_SIZE = 1.5

/** What is drawn without being seen, as one text: pieces of it are taken out as they are met among the page's items. */
async function inkless(page: PDFPageProxy, codes: Record<string, number>): Promise<{ rest: string }> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const code = (name: string) => codes[name] ?? -1
  const pictures = fnArray.some((fn) => PICTURES.some((name) => fn === code(name)))
  const painted = pictures || fnArray.some((fn) => fn === code('shadingFill') || fn === code('constructPath'))
  let state: State = { mode: 0, white: false, alpha: 1 }
  const saved: State[] = []
  let rest = ''
  for (const [index, fn] of fnArray.entries()) {
    const args = argsArray[index] as unknown[] | null
    if (fn === code('save')) saved.push({ ...state })
    else if (fn === code('restore')) state = saved.pop() ?? state
    else if (fn === code('setTextRenderingMode')) state.mode = Number(args?.[0])
    else if (fn === code('setFillRGBColor')) state.white = isWhite(args)
    else if (fn === code('setGState')) state.alpha = alphaOf(args?.[0]) ?? state.alpha
    else if (fn === code('showText')) {
      const noInk = (state.mode === 3 || state.mode === 7) && !pictures
      const faint = state.alpha < 0.08 || (state.white && !painted && (state.mode & 3) === 0)
      if (noInk || faint) rest += said(args?.[0])
    }
  }
  return { rest }
}

type State = { mode: number; white: boolean; alpha: number }

const PICTURES = ['paintImageXObject', 'paintInlineImageXObject', 'paintImageMaskXObject', 'paintImageXObjectRepeat']

/** `#rrggbb` in newer versions, three numbers in older ones. */
function isWhite(args: unknown[] | null): boolean {
  const [first] = args ?? []
  if (typeof first === 'string') return /^#f[4-9a-f]f[4-9a-f]f[4-9a-f]$/i.test(first)
  return (args ?? []).slice(0, 3).every((part) => Number(part) >= 0xf4)
}

function alphaOf(states: unknown): number | null {
  const fill = Array.isArray(states)
    ? (states as unknown[]).find((one) => Array.isArray(one) && one[0] === 'ca')
    : undefined
  return Array.isArray(fill) ? Number(fill[1]) : null
}

function said(glyphs: unknown): string {
  if (!Array.isArray(glyphs)) return ''
  return (glyphs as unknown[])
    .map((glyph) => (typeof glyph === 'object' && glyph !== null && 'unicode' in glyph ? String(glyph.unicode) : ''))
    .join('')
    .replace(/\s+/g, '')
}

function take(unseen: { rest: string }, words: string): boolean {
  const at = unseen.rest === '' ? -1 : unseen.rest.indexOf(words)
  if (at < 0) return false
  unseen.rest = unseen.rest.slice(0, at) + unseen.rest.slice(at + words.length)
  return true
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
