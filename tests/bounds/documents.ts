import { deflateSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = (kind: string, files: Record<string, string | Uint8Array>) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
        '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${kind}"/></Relationships>`,
        ...files,
      }).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  )
export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const docx = (body: string, more: Record<string, string | Uint8Array> = {}) =>
  office('word/document.xml', {
    'word/document.xml': `${XML}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    ...more,
  })
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const xlsx = (rows: string, strings = '') =>
  office('xl/workbook.xml', {
    'xl/workbook.xml': `${XML}<workbook xmlns="${SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet xmlns="${SHEET}"><sheetData>${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${XML}<sst xmlns="${SHEET}">${strings}</sst>`,
  })
const DRAWING =
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
export const pptx = (slides: string[]) =>
  office('ppt/presentation.xml', {
    'ppt/presentation.xml': `${XML}<p:presentation ${DRAWING}><p:sldIdLst>${slides.map((_, at) => `<p:sldId id="${256 + at}" r:id="rId${at + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${slides.map((_, at) => `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="slides/slide${at + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(
      slides.map((slide, at) => [
        `ppt/slides/slide${at + 1}.xml`,
        `${XML}<p:sld ${DRAWING}><p:cSld><p:spTree>${slide}</p:spTree></p:cSld></p:sld>`,
      ]),
    ),
  })

/** A PDF whose one page draws by this content stream, compressed `layers` times. */
export function pdf(content: Uint8Array, layers = 1, pages = 1): Uint8Array {
  let stream: Uint8Array = content
  for (let layer = 0; layer < layers; layer++) stream = deflateSync(stream)
  const filter = layers === 0 ? '' : `/Filter [${'/FlateDecode '.repeat(layers)}]`
  const kids = Array.from({ length: pages }, (_, at) => `${5 + at} 0 R`).join(' ')
  const parts: Uint8Array[] = [
    strToU8('%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n'),
    strToU8(`2 0 obj <</Type /Pages /Kids [${kids}] /Count ${pages}>> endobj\n`),
    strToU8('3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n'),
    strToU8(`4 0 obj <</Length ${stream.length} ${filter}>> stream\n`),
    stream,
    strToU8('\nendstream endobj\n'),
    ...Array.from({ length: pages }, (_, at) =>
      strToU8(
        `${5 + at} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources <</Font <</F1 3 0 R>>>>>> endobj\n`,
      ),
    ),
    strToU8('trailer <</Root 1 0 R>>\n%%EOF\n'),
  ]
  return Buffer.concat(parts)
}
