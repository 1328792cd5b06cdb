import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { docx, pdf, pptx, WORD, xlsx } from '../documents.ts'
import { file, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

export const DOCUMENTS: Flood[] = [
  file('paragraphs of a document', 'documents/a.docx', 40_000, (n) =>
    docx('<w:p><w:r><w:t>We need it.</w:t></w:r></w:p>'.repeat(n)),
  ),
  file('one paragraph of a document', 'documents/a.docx', 40_000, (n) =>
    docx(`<w:p>${'<w:r><w:t>We need it. </w:t></w:r>'.repeat(n)}</w:p>`),
  ),
  file('open runs of a document', 'documents/a.docx', 60_000, (n) => docx(`<w:p>${'<w:r>'.repeat(n)}</w:p>`)),
  file('nested elements of a document', 'documents/a.docx', 100_000, (n) =>
    docx('<w:p>'.repeat(n) + '</w:p>'.repeat(n)),
  ),
  file('nested tables of a document', 'documents/a.docx', 3000, (n) =>
    docx('<w:tbl><w:tr><w:tc>'.repeat(n) + '</w:tc></w:tr></w:tbl>'.repeat(n)),
  ),
  file('a document that unpacks', 'documents/a.docx', 79_000_000, (n) =>
    docx(`<w:p><w:r><w:t>${' '.repeat(n)}</w:t></w:r></w:p>`),
  ),
  file('a document with a large picture', 'documents/a.docx', 79_000_000, (n) =>
    docx('<w:p><w:r><w:t>We need it.</w:t></w:r></w:p>', { 'word/media/a.png': new Uint8Array(n) }),
  ),
  file('entities of a document', 'documents/a.docx', 20, (n) =>
    zipSync({
      'word/document.xml': strToU8(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">${times(n, (index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`)}]><w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:t>&a${n};</w:t></w:r></w:p></w:body></w:document>`,
      ),
    }),
  ),
  file('cells of a table', 'documents/a.xlsx', 100_000, (n) =>
    xlsx(
      times(n / 10, (index) => `<row r="${index + 1}">${'<c t="inlineStr"><is><t>ab</t></is></c>'.repeat(10)}</row>`),
    ),
  ),
  file('far cells of a table', 'documents/a.xlsx', 1_000_000, (n) =>
    xlsx(`<row r="${n}"><c r="XFD${n}"><v>1</v></c></row>`),
  ),
  file('shared strings', 'documents/a.xlsx', 100_000, (n) =>
    xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', '<si><t>ab</t></si>'.repeat(n)),
  ),
  file('slides', 'documents/a.pptx', 1000, (n) =>
    pptx(
      Array.from(
        { length: n },
        (_, index) => `<p:sp><p:txBody><a:p><a:r><a:t>Slide ${index}</a:t></a:r></a:p></p:txBody></p:sp>`,
      ),
    ),
  ),
  file('an archive of many files', 'documents/a.zip', 60_000, (n) =>
    zipSync(Object.fromEntries(Array.from({ length: n }, (_, index) => [`a${index}`, new Uint8Array(0)]))),
  ),
  file('archives in archives', 'documents/a.zip', 20, (n) =>
    Array.from({ length: n }).reduce<Uint8Array>((inner) => zipSync({ 'a.zip': inner }), strToU8('x')),
  ),
  file('a compressed file', 'documents/a.gz', 50_000_000, (n) => gzipSync(Buffer.alloc(n))),
  file('a page of a PDF', 'documents/a.pdf', 200_000, (n) =>
    pdf(strToU8(`BT /F1 12 Tf ${'(We need it.) Tj T* '.repeat(n / 20)} ET`)),
  ),
  file('a stream of a PDF that unpacks', 'documents/a.pdf', 100_000_000, (n) => pdf(Buffer.alloc(n, ' '))),
  file('a stream of a PDF packed twice', 'documents/a.pdf', 400_000_000, (n) => pdf(Buffer.alloc(n, 'BT '), 2)),
  file('pages of a PDF', 'documents/a.pdf', 4000, (n) => pdf(strToU8('BT /F1 12 Tf (We need it.) Tj ET'), 1, n)),
  file('one page of a PDF for all', 'documents/a.pdf', 3000, (n) =>
    pdf(strToU8(`BT /F1 12 Tf ${'(We need it.) Tj T* '.repeat(2000)} ET`), 1, n),
  ),
  file('nested lists of a PDF', 'documents/a.pdf', 100_000, (n) =>
    strToU8(`%PDF-1.7\n1 0 obj ${'['.repeat(n)} endobj\ntrailer <</Root 1 0 R>>`),
  ),
  file('groups of a rich text', 'documents/a.rtf', 100_000, (n) => `{\\rtf1 ${'{'.repeat(n)}x${'}'.repeat(n)}}`),
  file('pictures of a rich text', 'documents/a.rtf', 2_000_000, (n) => `{\\rtf1 {\\pict ${'00'.repeat(n / 2)}} x}`),
  file('words of a rich text', 'documents/a.rtf', 400_000, (n) => `{\\rtf1 ${'\\b x\\par '.repeat(n / 9)}}`),
  file('a long text document', 'documents/a.txt', 24_000_000, (n) => 'We need it. '.repeat(n / 12)),
  file('a long page as a document', 'documents/a.html', 24_000_000, (n) => '<p>We need it.'.repeat(n / 14)),
]
