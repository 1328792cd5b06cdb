import { isWhite } from './office-white.ts'

/** Styles of a Word file, of characters and of paragraphs, whose words are not seen. */
export function hiddenStyles(styles: string): ReadonlySet<string> {
  const found = new Map<string, { hides: boolean; parent: string | null }>()
  for (const style of styles.match(/<w:style\b(?:(?!<\/w:style>)[\s\S])*<\/w:style>/g) ?? []) {
    const id = /\bw:styleId="([^"]+)"/.exec(style)?.[1]
    const properties = /<w:rPr>([\s\S]*?)<\/w:rPr>/.exec(style)?.[1] ?? ''
    const parent = /<w:basedOn w:val="([^"]+)"/.exec(style)?.[1] ?? null
    if (id !== undefined) found.set(id, { hides: hides(properties), parent })
  }
  const hidden = (id: string, depth: number): boolean => {
    const style = found.get(id)
    return (
      style !== undefined && (style.hides || (style.parent !== null && depth < 10 && hidden(style.parent, depth + 1)))
    )
  }
  return new Set([...found.keys()].filter((id) => hidden(id, 0)))
}

/** A part of a Word file without runs that nobody sees and without what was deleted or moved away under tracking. */
export function withoutHiddenRuns(xml: string, styles: ReadonlySet<string>): string {
  const kept = xml.replace(/<w:(del|moveFrom)\b[^>]*(?<!\/)>(?:(?!<\/w:\1>)[\s\S])*<\/w:\1>/g, '')
  const run = /<w:r[ >](?:(?!<\/w:r>)[\s\S])*<\/w:r>/g
  const seen = kept.replace(run, (one) => (isHidden(one, styles) ? '' : one))
  if (styles.size === 0) return seen
  return seen.replace(/<w:p[ >](?:(?!<\/w:p>)[\s\S])*<\/w:p>/g, (paragraph) => {
    const style = /<w:pStyle w:val="([^"]+)"/.exec(paragraph)?.[1]
    return style !== undefined && styles.has(style) ? paragraph.replace(run, '') : paragraph
  })
}

function isHidden(run: string, styles: ReadonlySet<string>): boolean {
  const properties = /<w:rPr>([\s\S]*?)<\/w:rPr>/.exec(run)?.[1]
  if (properties === undefined) return false
  const style = /<w:rStyle w:val="([^"]+)"/.exec(properties)?.[1]
  return hides(properties) || (style !== undefined && styles.has(style))
}

/** The mark itself, letters of two points and less, letters squeezed to a line, letters in the colour of what they stand on. */
function hides(properties: string): boolean {
  if (/<w:(?:vanish|webHidden)(?:\s*\/>|\s+w:val="(?:1|true|on)"\s*\/>|>)/.test(properties)) return true
  const size = /<w:sz w:val="(\d+)"/.exec(properties)?.[1]
  if (size !== undefined && Number(size) <= 4) return true
  const width = /<w:w w:val="(\d+)%?"/.exec(properties)?.[1]
  if (width !== undefined && Number(width) <= 5) return true
  const ink = /<w:color\b[^>]*\bw:val="([0-9A-Fa-f]{6})"/.exec(properties)?.[1]?.toLowerCase()
  const backdrop = /<w:shd\b[^>]*\bw:fill="([0-9A-Fa-f]{6})"/.exec(properties)?.[1]?.toLowerCase()
  if (/<w:highlight\b/.test(properties) || ink === undefined) return false
  return backdrop === undefined ? isWhite(ink) : ink === backdrop
}
