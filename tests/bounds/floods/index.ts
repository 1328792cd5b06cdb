import type { Flood } from '../flood.ts'
import { CALENDARS } from './calendars.ts'
import { CRM } from './crm.ts'
import { DOCUMENTS } from './documents.ts'
import { HEADERS } from './headers.ts'
import { LETTERS } from './letters.ts'
import { MBOXES } from './mboxes.ts'
import { PAGES } from './pages.ts'
import { PARTS } from './parts.ts'
import { TRANSCRIPTS } from './transcripts.ts'

/** Every way to grow, by what carries it. */
export const FLOODS: Record<string, Flood[]> = {
  letters: LETTERS,
  pages: PAGES,
  parts: PARTS,
  headers: HEADERS,
  mboxes: MBOXES,
  calendars: CALENDARS,
  transcripts: TRANSCRIPTS,
  crm: CRM,
  documents: DOCUMENTS,
}
