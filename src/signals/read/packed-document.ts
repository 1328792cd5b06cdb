import { withoutHidden } from './office-hidden.ts'
import { visiblePageText } from './pdf-hidden.ts'

/** Bounds of one packed document (PDF, Office, rich text); each is named to the reader where it is passed. */
export const PACKED_BOUNDS = { pages: 150, characters: 400_000, unpackedBytes: 80_000_000, entries: 3000 }

export type PackedKind = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'odt' | 'ods' | 'odp' | 'rtf'

/** What was read of it; `partly` says what was left out. */
export type PackedText = { text: string; hidden: number; partly: string | null }

/** Reads a packed document in this thread; throws `Unreadable`, or whatever its library throws at a damaged one. */
export function readPacked(bytes: Uint8Array, kind: PackedKind): Promise<PackedText> {
  return kind === 'pdf' ? readPdf(bytes) : readOffice(bytes, kind)
}

/** Loads the library for a kind of document, which costs more than reading a usual one. */
export async function loadReader(kind: PackedKind): Promise<void> {
  await (kind === 'pdf' ? import('unpdf').then(({ getResolvedPDFJS }) => getResolvedPDFJS()) : import('officeparser'))
}

async function readPdf(bytes: Uint8Array): Promise<PackedText> {
  const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf')
  const { OPS } = await getResolvedPDFJS()
  // pdf.js takes the buffer over, so it gets a copy; errors in a font are not worth a line on standard error
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const pages = Math.min(pdf.numPages, PACKED_BOUNDS.pages)
  let text = ''
  let hidden = 0
  let read = 0
  try {
    for (; read < pages && text.length < PACKED_BOUNDS.characters; read++) {
      const page = await pdf.getPage(read + 1)
      const seen = await visiblePageText(page, OPS)
      text += `${text === '' ? '' : '\n\n'}${seen.text.trimEnd()}`
      hidden += seen.hidden
      page.cleanup()
    }
  } finally {
    await pdf.loadingTask.destroy()
  }
  if (pdf.numPages === 0) throw new Unreadable('it is damaged: it has no pages')
  if (text.trim() === '')
    throw new Unreadable(`it has ${pdf.numPages} ${pdf.numPages === 1 ? 'page' : 'pages'} and no text: probably a scan`)
  return { text, hidden, partly: read < pdf.numPages ? `only ${read} of its ${pdf.numPages} pages were read` : null }
}

async function readOffice(bytes: Uint8Array, kind: Exclude<PackedKind, 'pdf'>): Promise<PackedText> {
  const { OfficeParser } = await import('officeparser')
  const seen = kind === 'docx' || kind === 'xlsx' || kind === 'pptx' ? withoutHidden(bytes, kind) : { bytes, hidden: 0 }
  const ast = await OfficeParser.parseOffice(Buffer.from(seen.bytes), {
    fileType: kind,
    ignoreComments: true,
    ignoreSlideMasters: true,
    ignorePageGeometry: true,
  })
  const { value: text } = await ast.to('text')
  if (text.trim() === '') throw new Unreadable('it holds no text')
  return { text, hidden: seen.hidden, partly: null }
}

/** Why a document has no text, in words for its reader. */
export class Unreadable extends Error {}
