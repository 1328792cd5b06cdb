import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { AppError } from '../lib/errors.ts'
import type { Coverage } from '../signals/corpus.ts'
import { joinVersions, readCalendar } from '../signals/read/calendar.ts'
import type { EventVersion } from '../signals/read/calendar.ts'
import { decodeUnlabelled } from '../signals/read/charset.ts'
import { readCrmJson } from '../signals/read/crm.ts'
import type { CrmVendor } from '../signals/read/crm.ts'
import { joinCopies } from '../signals/read/copies.ts'
import { readMail } from '../signals/read/mail.ts'
import { nameThreads } from '../signals/read/threads.ts'
import { readTranscript } from '../signals/read/transcript.ts'
import type { CallSignal, CrmSignal, DocumentSignal, EmailSignal, Signal, Unread, Warning } from '../signals/signal.ts'
import { parseWorkspaceFile } from './workspace-file.ts'
import type { WorkspaceFile } from './workspace-file.ts'

/** An import folder as read: one signal for each item id, segments and sentences still to be made. */
export type FolderContents = {
  workspace: WorkspaceFile | null
  signals: Signal[]
  coverage: Coverage[]
  unread: Unread[]
  warnings: Warning[]
}

/**
 * Reads an account's import folder (contract, section 1) into memory. The same folder gives the same result, whatever
 * order the file system lists it in. Throws where the folder or its workspace.json cannot be read at all;
 * every other thing that cannot be read is one line in `unread`, and the rest is read.
 * With `asOf`, versions of a meeting that were sent later do not speak; workspace.json's `as_of` is the default.
 */
export async function readFolder(folder: string, options: { asOf?: string | null } = {}): Promise<FolderContents> {
  const files = await listFiles(folder)
  const workspace = files.includes('workspace.json')
    ? parseWorkspaceFile(await readText(folder, 'workspace.json'), 'workspace.json')
    : null
  const asOf = options.asOf ?? workspace?.as_of ?? null
  const gathered: Gathered = {
    mails: [],
    events: [],
    calls: [],
    documents: [],
    crm: [],
    unread: [],
    discarded: new Map(),
  }
  for (const path of files) {
    const top = path.split('/')[0] ?? ''
    if (top === 'mail') await gatherMail(folder, path, workspace, gathered)
    else if (top === 'calendar') await gatherCalendar(folder, path, gathered)
    else if (top === 'transcripts') await gatherTranscript(folder, path, gathered)
    else if (top === 'crm') await gatherCrm(folder, path, gathered)
  }
  const { signals: mails, warnings: copies } = joinCopies(gathered.mails)
  nameThreads(mails)
  const known = gathered.events.filter(
    ({ stampedAt }) => asOf === null || stampedAt === null || Date.parse(stampedAt) <= Date.parse(asOf),
  )
  const signals: Signal[] = [
    ...mails,
    ...joinVersions(known),
    ...gathered.calls,
    ...gathered.documents,
    ...gathered.crm,
  ]
  return {
    workspace,
    signals,
    coverage: coverageOf(signals, gathered),
    unread: gathered.unread,
    warnings: [...signals.flatMap(({ warnings }) => warnings), ...copies],
  }
}

type Gathered = {
  mails: EmailSignal[]
  events: EventVersion[]
  calls: CallSignal[]
  documents: DocumentSignal[]
  crm: CrmSignal[]
  unread: Unread[]
  /** items that may not be stored, by source */
  discarded: Map<string, number>
}

async function listFiles(folder: string): Promise<string[]> {
  const about = await stat(folder).catch((error: unknown) => {
    throw new AppError('bad_call', `${folder} cannot be read; name an existing import folder`, { cause: error })
  })
  if (!about.isDirectory()) throw new AppError('bad_call', `${folder} is no folder; name an import folder`)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

async function readText(folder: string, path: string): Promise<string> {
  return decodeUnlabelled(await readFile(join(folder, path)))
}

async function gatherMail(folder: string, path: string, workspace: WorkspaceFile | null, into: Gathered) {
  if (extname(path).toLowerCase() !== '.eml') return
  const source = mailSource(path, workspace)
  try {
    const { signal, calendars, unread } = await readMail(await readFile(join(folder, path)))
    into.unread.push(...unread)
    into.mails.push({ ...signal, path, sources: [source] })
    void calendars
  } catch (error) {
    into.unread.push({ item: path, text: `this message could not be read (${reasonOf(error)})` })
  }
}

/** `mail:anna@seller.example`; the folder's name alone where no address with that local part is known. */
function mailSource(path: string, workspace: WorkspaceFile | null): string {
  const parts = path.split('/')
  const mailbox = parts.length > 2 ? (parts[1] ?? '').toLowerCase() : ''
  if (mailbox === '') return 'mail'
  if (mailbox.includes('@')) return `mail:${mailbox}`
  const person = workspace?.seller?.people?.find(({ email }) => email.split('@')[0] === mailbox)
  if (person) return `mail:${person.email}`
  const domains = workspace?.seller?.domains ?? []
  return domains.length === 1 ? `mail:${mailbox}@${domains[0]}` : `mail:${mailbox}`
}

async function gatherCalendar(folder: string, path: string, into: Gathered) {
  if (extname(path).toLowerCase() !== '.ics') return
  const { events, discarded, unread } = readCalendar(await readText(folder, path), path)
  for (const event of events) into.events.push({ ...event, meeting: { ...event.meeting, path, sources: ['calendar'] } })
  into.discarded.set('calendar', (into.discarded.get('calendar') ?? 0) + discarded)
  into.unread.push(...unread)
}

async function gatherTranscript(folder: string, path: string, into: Gathered) {
  if (!['.vtt', '.srt', '.txt'].includes(extname(path).toLowerCase())) return
  const call = readTranscript(await readText(folder, path), path.split('/').slice(1).join('/'))
  if (call === null) into.unread.push({ item: path, text: 'no spoken words were found in this transcript' })
  else into.calls.push({ ...call, path, sources: ['transcripts'] })
}

async function gatherCrm(folder: string, path: string, into: Gathered) {
  const [, vendor, ...rest] = path.split('/')
  if ((vendor !== 'salesforce' && vendor !== 'hubspot') || rest.length !== 1 || extname(path).toLowerCase() !== '.json')
    return
  const object = (rest[0] ?? '').replace(/\.[^.]+$/, '')
  const { signals, unread } = readCrmJson(await readText(folder, path), vendor satisfies CrmVendor, object, path)
  into.crm.push(...signals.map((signal) => ({ ...signal, path })))
  into.unread.push(...unread)
}

function coverageOf(signals: Signal[], gathered: Gathered): Coverage[] {
  const bySource = new Map<string, { items: number; from: string | null; to: string | null }>()
  for (const source of gathered.discarded.keys()) bySource.set(source, { items: 0, from: null, to: null })
  for (const signal of signals) {
    for (const source of signal.sources) {
      const seen = bySource.get(source) ?? { items: 0, from: null, to: null }
      seen.items++
      if (signal.at !== null) {
        if (seen.from === null || signal.at < seen.from) seen.from = signal.at
        if (seen.to === null || signal.at > seen.to) seen.to = signal.at
      }
      bySource.set(source, seen)
    }
  }
  return [...bySource.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, seen]) => ({
      source,
      ...seen,
      discarded: gathered.discarded.get(source) ?? 0,
      complete: true,
      gaps: [],
    }))
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'malformed').replace(/\s+/g, ' ').slice(0, 160)
}
