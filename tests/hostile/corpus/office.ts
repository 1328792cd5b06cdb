import { strToU8, zipSync } from 'fflate'

/** The smallest files of each kind that readers take. Bodies are XML as it stands in the file. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

export function zip(parts: Record<string, string>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
    mtime: new Date('2026-01-01T00:00:00Z'),
  })
}

function relations(...targets: [type: string, target: string, external?: boolean][]): string {
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([type, target, external], index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"${external ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`
}

function types(part: string, type: string): string {
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${type}"/></Types>`
}

export function run(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
}

export function docx(body: string, more: Record<string, string> = {}): Uint8Array {
  return zip({
    '[Content_Types].xml': types(
      '/word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    ),
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/document.xml': `${XML}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...more,
  })
}

export type Sheet = { name: string; state?: string; rows: string; head?: string }

export function xlsx(sheets: Sheet[], more: Record<string, string> = {}): Uint8Array {
  return zip({
    '[Content_Types].xml': types(
      '/xl/workbook.xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
    ),
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
      ['styles', 'styles.xml'],
    ),
    ...Object.fromEntries(
      sheets.map(({ rows, head = '' }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${head}<sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...more,
  })
}

export function cell(at: string, text: string, more = ''): string {
  return `<c r="${at}" t="inlineStr"${more}><is><t>${text}</t></is></c>`
}

const P =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'

export type Slide = { shapes: string; attributes?: string; notes?: string }

export function shape(text: string, { properties = '', run = '', box = '' } = {}): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="t"${properties}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${box}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en"${run.startsWith('<') ? `>${run}</a:rPr>` : `${run}/>`}<a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`
}

export function pptx(slides: Slide[]): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': types(
      '/ppt/presentation.xml',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml',
    ),
    '_rels/.rels': relations(['officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': `${XML}<p:presentation ${P} xmlns:r="${OFFICE}"><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      ...slides.map((_, index): [string, string] => ['slide', `slides/slide${index + 1}.xml`]),
    ),
  }
  for (const [index, { shapes, attributes = '', notes }] of slides.entries()) {
    parts[`ppt/slides/slide${index + 1}.xml`] =
      `${XML}<p:sld ${P}${attributes}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
    if (notes !== undefined) {
      parts[`ppt/slides/_rels/slide${index + 1}.xml.rels`] = relations([
        'notesSlide',
        `../notesSlides/notesSlide${index + 1}.xml`,
      ])
      parts[`ppt/notesSlides/notesSlide${index + 1}.xml`] =
        `${XML}<p:notes ${P}><p:cSld><p:spTree>${shape(notes)}</p:spTree></p:cSld></p:notes>`
    }
  }
  return zip(parts)
}

/** One page whose content stream is `content`; fonts are F1 (Helvetica). `more` are further objects, numbered from 6. */
export function pdf(content: string, { page = '', catalog = '', more = [] as string[] } = {}): Uint8Array {
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/ExtGState<</G0<</ca 0/CA 0>>>>>>${page}>>`,
    `<</Length ${Buffer.byteLength(content, 'latin1')}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...more,
  ]
  let out = '%PDF-1.7\n'
  const offsets = objects.map((object, index) => {
    const at = Buffer.byteLength(out, 'latin1')
    out += `${index + 1} 0 obj${object}endobj\n`
    return at
  })
  const start = Buffer.byteLength(out, 'latin1')
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  return Buffer.from(
    `${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`,
    'latin1',
  )
}

export function written(text: string, before = '', at = '50 700'): string {
  return `q BT /F1 12 Tf ${before} 1 0 0 1 ${at} Tm (${text.replaceAll(/[\\()]/g, String.raw`\$&`)}) Tj ET Q\n`
}
