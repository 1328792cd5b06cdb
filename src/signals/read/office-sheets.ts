import { isWhite } from './office-white.ts'

/** Names of the worksheets that a workbook keeps hidden. */
export function hiddenSheets(workbook: string, relations: string): string[] {
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

/** Takes hidden rows, cells of hidden columns, and cells whose format shows nothing out of a worksheet. */
export function hiddenCells(styles: string): (sheet: string) => string {
  const formats = hiddenFormats(styles)
  return (sheet) => {
    const columns = (sheet.match(/<col\b[^>]*>/g) ?? []).flatMap((column) => {
      const gone = on(column, 'hidden') || (value(column, 'width') !== null && Number(value(column, 'width')) < 0.2)
      return gone ? [{ first: Number(value(column, 'min')), last: Number(value(column, 'max')) }] : []
    })
    return sheet.replace(/<row\b([^>]*)>((?:(?!<\/row>)[\s\S])*)<\/row>/g, (row, head: string, cells: string) => {
      const height = value(head, 'ht')
      if (on(head, 'hidden') || (height !== null && Number(height) < 1)) return ''
      if (columns.length === 0 && formats.size === 0) return row
      const seen = cells.replace(/<c\b([^>]*?)(?:\/>|>(?:(?!<\/c>)[\s\S])*<\/c>)/g, (cell, about: string) => {
        const column = columnOf(value(about, 'r') ?? '')
        const gone = columns.some(({ first, last }) => column >= first && column <= last)
        return gone || formats.has(Number(value(about, 's') ?? -1)) ? '' : cell
      })
      return `<row${head}>${seen}</row>`
    })
  }
}

/** Numbers of the cell formats that show nothing: no sections to show, letters as white as their cell, letters of no size. */
function hiddenFormats(styles: string): ReadonlySet<number> {
  const list = (name: string, item: string) =>
    new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`)
      .exec(styles)?.[1]
      ?.match(new RegExp(`<${item}\\b(?:[^>]*/>|[^>]*>[\\s\\S]*?</${item}>)`, 'g')) ?? []
  const silent = new Set(
    list('numFmts', 'numFmt').flatMap((format) =>
      /^\s*;;;\s*$/.test(value(format, 'formatCode') ?? '') ? [value(format, 'numFmtId')] : [],
    ),
  )
  const fonts = list('fonts', 'font').map((font) => {
    const size = /<sz val="([\d.]+)"/.exec(font)?.[1]
    return {
      white: isWhite(/<color\b[^>]*\brgb="([^"]+)"/.exec(font)?.[1]),
      tiny: size !== undefined && Number(size) <= 2,
    }
  })
  const filled = list('fills', 'fill').map((fill) => /patternType="(?!none)/.test(fill))
  const hidden = new Set<number>()
  for (const [index, format] of list('cellXfs', 'xf').entries()) {
    const font = fonts[Number(value(format, 'fontId') ?? 0)]
    const paper = filled[Number(value(format, 'fillId') ?? 0)] !== true
    if (silent.has(value(format, 'numFmtId')) || font?.tiny === true || (font?.white === true && paper))
      hidden.add(index)
  }
  return hidden
}

function value(tag: string, name: string): string | null {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? null
}

function on(tag: string, name: string): boolean {
  return /^(?:1|true)$/.test(value(tag, name) ?? '')
}

/** "AB12" is column 28. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
