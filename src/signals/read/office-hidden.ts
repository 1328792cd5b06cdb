import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { hiddenCells, hiddenSheets } from './office-sheets.ts'
import { withoutHiddenShapes } from './office-slides.ts'
import { hiddenStyles, withoutHiddenRuns } from './office-words.ts'

/** The parts of one Office file that were asked for, as text, by their names in it. */
export type OfficeParts = ReadonlyMap<string, string>

/** What became of one part: its text without what its reader does not see. Empty: nothing was hidden. */
export type Replaced = Map<string, string>

/**
 * An Office file without what its reader does not see. The library that reads the text afterwards knows nothing of looks:
 * marks of hiding, white or tiny letters, tracked deletions (Word), hidden sheets, rows, columns and cells (Excel), hidden
 * slides and shapes (PowerPoint). A file in which nothing is hidden is handed on as it is.
 */
export function withoutHidden(
  bytes: Uint8Array,
  kind: 'docx' | 'xlsx' | 'pptx',
): { bytes: Uint8Array; hidden: number } {
  const unzipped = unzipSync(bytes, { filter: ({ name }) => WANTED[kind].test(name) })
  const parts: OfficeParts = new Map(Object.entries(unzipped).map(([name, content]) => [name, strFromU8(content)]))
  const { changed, hidden } = CLEANERS[kind](parts)
  if (changed.size === 0) return { bytes, hidden: 0 }
  const all = unzipSync(bytes)
  for (const [name, xml] of changed) all[name] = strToU8(xml)
  return { bytes: zipSync(all, { level: 0 }), hidden: Math.max(1, hidden) }
}

const WANTED = {
  docx: /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes|styles)\.xml$/,
  xlsx: /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|worksheets\/[^/]+\.xml)$/,
  pptx: /^ppt\/(?:presentation|slides\/slide\d+|slideMasters\/[^/]+|slideLayouts\/[^/]+)\.xml$/,
}

type Cleaned = { changed: Replaced; hidden: number }

const CLEANERS: Record<keyof typeof WANTED, (parts: OfficeParts) => Cleaned> = {
  docx(parts) {
    const styles = hiddenStyles(parts.get('word/styles.xml') ?? '')
    return each(parts, (name, xml) => (name.endsWith('styles.xml') ? xml : withoutHiddenRuns(xml, styles)))
  },
  xlsx(parts) {
    const gone = new Set(
      hiddenSheets(parts.get('xl/workbook.xml') ?? '', parts.get('xl/_rels/workbook.xml.rels') ?? ''),
    )
    const cells = hiddenCells(parts.get('xl/styles.xml') ?? '')
    const cleaned = each(parts, (name, xml) => {
      if (!name.startsWith('xl/worksheets/')) return xml
      return gone.has(name) ? EMPTY_SHEET : cells(xml)
    })
    // words of a sheet mostly stand in a table shared by all sheets, so those that go are not counted one by one
    return { ...cleaned, hidden: Math.max(cleaned.hidden, cleaned.changed.size) }
  },
  pptx(parts) {
    const room = {
      presentation: parts.get('ppt/presentation.xml') ?? '',
      backdrops: [...parts].flatMap(([name, xml]) => (/Masters|Layouts/.test(name) ? [xml] : [])),
    }
    return each(parts, (name, xml) => (name.startsWith('ppt/slides/') ? withoutHiddenShapes(xml, room) : xml))
  },
}

function each(parts: OfficeParts, clean: (name: string, xml: string) => string): Cleaned {
  const changed: Replaced = new Map()
  let hidden = 0
  for (const [name, xml] of parts) {
    const seen = clean(name, xml)
    if (seen.length === xml.length) continue
    changed.set(name, seen)
    hidden += Math.max(0, letters(xml) - letters(seen))
  }
  return { changed, hidden }
}

const EMPTY_SHEET =
  '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'

function letters(xml: string): number {
  return xml.replace(/<[^>]*>/g, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
