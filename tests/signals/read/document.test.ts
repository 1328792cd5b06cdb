import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { DOCUMENT_BOUNDS, readDocument } from '../../../src/signals/read/document.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
const run = (text: string, properties = '') =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const types = (part: string, type: string) =>
  `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${type}"/></Types>`
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = (...targets: [string, string][]) =>
  `${XML}<Relationships xmlns="${RELATIONS}">${targets.map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${kind}" Target="${target}"/>`).join('')}</Relationships>`

const docx = (body: string) =>
  zip({
    '[Content_Types].xml': types(
      '/word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    ),
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/document.xml': `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  })

/** A PDF of one line a page, its cross-reference table left to the reader's repair. */
function pdf(...lines: string[]): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${lines.length}/Kids[${lines.map((_, at) => `${4 + at * 2} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]
  for (const [at, line] of lines.entries()) {
    const content = `BT /F1 12 Tf 72 700 Td (${line}) Tj ET`
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + at * 2} 0 R>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    )
  }
  return Buffer.from(
    `%PDF-1.4\n${objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`,
  )
}

describe('documents', () => {
  test('a PDF, page by page', async () => {
    expect(await readDocument(pdf('Order form 17', 'Total 4000 EUR'), 'x.bin', 'application/octet-stream')).toEqual({
      text: 'Order form 17\n\nTotal 4000 EUR',
      hidden: 0,
      partly: null,
    })
  })

  test('a PDF of many pages is read so far and says so', async () => {
    const read = await readDocument(
      pdf(...Array.from({ length: DOCUMENT_BOUNDS.pages + 2 }, (_, at) => `Page ${at + 1}`)),
      'x.pdf',
      '',
    )
    expect(read).toMatchObject({
      partly: `only ${DOCUMENT_BOUNDS.pages} of its ${DOCUMENT_BOUNDS.pages + 2} pages were read`,
    })
  })

  test('a PDF without text is named as a scan', async () => {
    expect(await readDocument(pdf(''), 'x.pdf', '')).toEqual({ unread: 'it has 1 page and no text: probably a scan' })
  })

  test('a Word document, without the words that it hides', async () => {
    const bytes = docx(
      `<w:p>${run('We accept the terms')}${run(' and waive all penalties', '<w:vanish/>')}${run('.')}</w:p><w:p>${run('tiny', '<w:sz w:val="2"/>')}${run('Second line', '<w:sz w:val="22"/>')}</w:p>`,
    )
    const read = await readDocument(bytes, 'terms.docx', '')
    expect(read).toMatchObject({ hidden: 24, partly: null })
    expect('text' in read && read.text.split(/\n+/)).toEqual(['We accept the terms.', 'Second line'])
  })

  test('a workbook, without its hidden sheets', async () => {
    const sheet = (text: string) =>
      `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c><c r="B1"><v>4000</v></c></row></sheetData></worksheet>`
    const bytes = zip({
      '[Content_Types].xml': types(
        '/xl/workbook.xml',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
      ),
      '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
      'xl/workbook.xml': `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets><sheet name="Quote" sheetId="1" r:id="rId1"/><sheet name="Margin" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relations(
        ['worksheet', 'worksheets/sheet1.xml'],
        ['worksheet', 'worksheets/sheet2.xml'],
      ),
      'xl/worksheets/sheet1.xml': sheet('Ghent'),
      'xl/worksheets/sheet2.xml': sheet('secret margin'),
    })
    const read = await readDocument(bytes, 'quote.xlsx', '')
    expect(read).toMatchObject({ text: expect.stringMatching(/Ghent[\s\S]*4000/) as string })
    expect(JSON.stringify(read)).not.toContain('secret')
  })

  test('a table and a page', async () => {
    expect(await readDocument(Buffer.from('site;units\nGhent;40\n'), 'units.csv', 'text/csv')).toMatchObject({
      text: 'site;units\nGhent;40',
    })
    expect(
      await readDocument(Buffer.from('<html><body><p>Seen</p><p hidden>unseen</p></body></html>'), 'x.html', ''),
    ).toMatchObject({ text: 'Seen', hidden: 6 })
  })

  test.each([
    ['an empty file', Buffer.alloc(0), 'x.pdf', 'empty'],
    ['a damaged PDF', Buffer.from('no pdf'), 'x.pdf', 'damaged'],
    ['an old Office file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.doc', 'old Office format'],
    ['a picture', Buffer.from('\u0089PNG\r\n', 'latin1'), 'x.png', 'picture'],
    ['an archive', Buffer.from(zip({ 'a.txt': 'x' })), 'x.zip', 'archive'],
    ['a package of Outlook', Buffer.from('x'), 'winmail.dat', 'winmail.dat'],
    ['a Word file cut in half', Buffer.from(docx('<w:p/>').subarray(0, 200)), 'x.docx', 'damaged'],
  ])('%s is named in words', async (_, bytes, name, reason) => {
    const read = await readDocument(bytes, name, '')
    expect('unread' in read && read.unread).toContain(reason)
  })

  test('a zip that unpacks to more than the bound is not unpacked', async () => {
    const bytes = Buffer.from(docx('<w:p/>'))
    const entry = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'))
    bytes.writeUInt32LE(DOCUMENT_BOUNDS.unpackedBytes + 1, entry + 24)
    expect(await readDocument(bytes, 'x.docx', '')).toEqual({
      unread: expect.stringContaining('unpacked it is larger') as string,
    })
  })
})
