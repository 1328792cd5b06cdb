import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/**
 * An Office file without what its reader does not see: runs marked as hidden or set in letters too small to read (Word), hidden
 * sheets (Excel), hidden slides (PowerPoint). The library that reads the text afterwards knows none of these.
 */
export function withoutHidden(
  bytes: Uint8Array,
  kind: 'docx' | 'xlsx' | 'pptx',
): { bytes: Uint8Array; hidden: number } {
  const wanted =
    kind === 'docx'
      ? /^word\/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$/
      : kind === 'xlsx'
        ? /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels)$/
        : /^ppt\/slides\/slide\d+\.xml$/
  const parts = unzipSync(bytes, { filter: ({ name }) => wanted.test(name) })
  const changed = new Map<string, string>()
  let hidden = 0
  const replace = (name: string, before: string, after: string) => {
    changed.set(name, after)
    hidden += letters(before) - letters(after)
  }
  for (const [name, content] of Object.entries(parts)) {
    const xml = strFromU8(content)
    if (kind === 'docx') {
      const seen = xml.replace(/<w:r[ >](?:(?!<\/w:r>)[\s\S])*<\/w:r>/g, (run) => (isHiddenRun(run) ? '' : run))
      if (seen.length !== xml.length) replace(name, xml, seen)
    } else if (kind === 'pptx' && /<p:sld\b[^>]*\bshow="(?:0|false)"/.test(xml)) {
      replace(
        name,
        xml,
        xml.replace(/<p:sp\b[\s\S]*<\/p:sp>/, '').replace(/<p:graphicFrame\b[\s\S]*<\/p:graphicFrame>/, ''),
      )
    }
  }
  if (kind === 'xlsx') {
    const sheets = hiddenSheets(
      strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()),
      strFromU8(parts['xl/_rels/workbook.xml.rels'] ?? new Uint8Array()),
    )
    for (const sheet of sheets) changed.set(sheet, EMPTY_SHEET)
    // its words stand in a table shared by all sheets, so they are not counted one by one
    hidden += sheets.length
  }
  if (changed.size === 0) return { bytes, hidden: 0 }
  const all = unzipSync(bytes)
  for (const [name, xml] of changed) all[name] = strToU8(xml)
  return { bytes: zipSync(all, { level: 0 }), hidden: Math.max(1, hidden) }
}

const EMPTY_SHEET =
  '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'

/** `w:vanish`, or a size of four half points and less. */
function isHiddenRun(run: string): boolean {
  const properties = /<w:rPr>([\s\S]*?)<\/w:rPr>/.exec(run)?.[1]
  if (properties === undefined) return false
  if (/<w:(?:vanish|webHidden)(?:\s*\/>|\s+w:val="(?:1|true|on)"\s*\/>|>)/.test(properties)) return true
  const size = /<w:sz w:val="(\d+)"/.exec(properties)?.[1]
  return size !== undefined && Number(size) <= 4
}

function hiddenSheets(workbook: string, relations: string): string[] {
  const ids = (workbook.match(/<sheet\b[^>]*>/g) ?? []).flatMap((sheet) =>
    /\bstate="(?:hidden|veryHidden)"/.test(sheet) ? (/\br:id="([^"]+)"/.exec(sheet)?.[1] ?? []) : [],
  )
  return (relations.match(/<Relationship\b[^>]*>/g) ?? []).flatMap((relation) => {
    const id = /\bId="([^"]+)"/.exec(relation)?.[1]
    const target = /\bTarget="([^"]+)"/.exec(relation)?.[1]
    return id !== undefined && target !== undefined && ids.includes(id)
      ? [target.startsWith('/') ? target.slice(1) : `xl/${target}`]
      : []
  })
}

function letters(xml: string): number {
  return xml.replace(/<[^>]*>/g, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
