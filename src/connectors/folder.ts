import { lstat, readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { AppError } from '../lib/errors.ts'
import type { Coverage } from '../signals/corpus.ts'
import { documentSignal, readAttachments } from '../signals/read/attachments.ts'
import { readCalendar } from '../signals/read/calendar.ts'
import type { EventVersion } from '../signals/read/calendar.ts'
import { decodeUnlabelled } from '../signals/read/charset.ts'
import { joinCopies } from '../signals/read/copies.ts'
import { readCrmCsv } from '../signals/read/crm-csv.ts'
import { readCrmJson } from '../signals/read/crm.ts'
import { readDocument } from '../signals/read/document.ts'
import { joinVersions } from '../signals/read/event-versions.ts'
import { readMail } from '../signals/read/mail.ts'
import { readMbox } from '../signals/read/mbox.ts'
import { nameThreads } from '../signals/read/threads.ts'
import { readTranscript } from '../signals/read/transcript.ts'
import type { EmailSignal, Signal, Unread, Warning } from '../signals/signal.ts'
import { WORKSPACE_EXAMPLE } from '../signals/derive.ts'
import { coverageOf } from '../signals/coverage.ts'
import { totals } from '../signals/discards.ts'
import { DEFAULT_RULES, marksOf } from '../signals/exclusion.ts'
import { readBounded, reasonOf, startsLikeMbox } from './bounded-file.ts'
import { Gathered } from './gathered.ts'
import { compare, distinct, joinDocuments, joinRecords } from './joined.ts'
import { parseWorkspaceFile } from './workspace-file.ts'
import type { WorkspaceFile } from './workspace-file.ts'
import type { Discards } from '../signals/discards.ts'
import type { Rules } from '../signals/exclusion.ts'

/** An import folder as read: one signal for each item id, segments and sentences still to be made. */
export type FolderContents = {
  workspace: WorkspaceFile | null
  signals: Signal[]
  coverage: Coverage[]
  unread: Unread[]
  warnings: Warning[]
}

/** Larger files are named, not read: nothing of the kind is that large, and reading it would take the memory of everything else. */
export const FILE_BOUNDS = {
  workspace: 1_000_000,
  message: 40_000_000,
  calendar: 20_000_000,
  transcript: 20_000_000,
  crm: 200_000_000,
  document: 25_000_000,
}

/**
 * Reads an account's import folder (contract, section 1) into memory. The same folder gives the same result, whatever
 * order the file system lists it in. Throws where the folder or its workspace.json cannot be read at all;
 * every other thing that cannot be read is one line in `unread`, and the rest is read.
 * What `rules` exclude is counted in `discarded`, and nothing else of it comes out: neither its text nor its id, files or faults.
 * With `asOf`, versions of a meeting that were sent later do not speak; workspace.json's `as_of` is the default.
 */
export async function readFolder(
  folder: string,
  options: { asOf?: string | null | undefined; rules?: Rules } = {},
): Promise<FolderContents & { discarded: Discards }> {
  const files = await listFiles(folder)
  const workspace = await readWorkspace(folder)
  if (workspace === null && !files.some((path) => GATHERERS[path.split('/')[0] ?? ''] && path.includes('/')))
    throw new AppError(
      'bad_call',
      `${folder} holds nothing that Baton reads: put mail/, calendar/, transcripts/, documents/ or crm/ into it, and a workspace.json: ${WORKSPACE_EXAMPLE}`,
    )
  const asOf = Date.parse(options.asOf ?? workspace?.as_of ?? '')
  const gathered = new Gathered(workspace, options.rules ?? DEFAULT_RULES)
  for (const path of files) {
    const gather = GATHERERS[path.split('/')[0] ?? '']
    if (gather === undefined) continue
    try {
      await gather(folder, path, gathered)
    } catch (error) {
      gathered.miss(sourceOf(path, workspace), path, `it could not be read (${reasonOf(error)})`)
    }
  }
  gathered.withdrawInvitations()
  const copies = joinCopies(gathered.mails)
  nameThreads(copies.signals)
  const known = ({ stampedAt }: EventVersion) =>
    Number.isNaN(asOf) || stampedAt === null || Date.parse(stampedAt) <= asOf
  const meetings = joinVersions(
    gathered.events.filter((version) => known(version) && gathered.keepsMeeting(version)),
    gathered.answers.filter(({ version }) => known(version) && !gathered.withheld.has(version.meeting.id)),
  )
  const documents = joinDocuments(gathered.documents, copies.became)
  const signals: Signal[] = [
    ...copies.signals,
    ...meetings.meetings,
    ...gathered.calls,
    ...documents,
    ...joinRecords(gathered.crm),
  ]
  return {
    workspace,
    signals,
    coverage: coverageOf(signals, gathered.gaps, totals(gathered.discarded)),
    unread: distinct(gathered.unread),
    warnings: [...signals.flatMap(({ warnings }) => warnings), ...copies.warnings, ...meetings.warnings],
    discarded: gathered.discarded,
  }
}

const GATHERERS: Record<string, (folder: string, path: string, into: Gathered) => Promise<void>> = {
  mail: gatherMail,
  calendar: gatherCalendar,
  transcripts: gatherTranscript,
  documents: gatherDocument,
  crm: gatherCrm,
}

async function listFiles(folder: string): Promise<string[]> {
  const about = await stat(folder).catch((error: unknown) => {
    throw new AppError('bad_call', `${folder} cannot be read; name an existing import folder`, { cause: error })
  })
  if (!about.isDirectory()) throw new AppError('bad_call', `${folder} is no folder; name an import folder`)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .sort(compare)
}

async function gatherMail(folder: string, path: string, into: Gathered) {
  const source = mailSource(path, into.workspace)
  const extension = extname(path).toLowerCase()
  const file = join(folder, path)
  if (extension === '.mbox' || extension === '.mbx' || (extension === '' && (await startsLikeMbox(file)))) {
    for await (const { number, raw, tooLarge } of readMbox(file, FILE_BOUNDS.message)) {
      const item = `${path}, message ${number}`
      if (tooLarge) into.miss(source, item, `it is larger than ${FILE_BOUNDS.message / 1e6} MB`)
      else await gatherMessage(raw, item, path, source, into)
    }
    return
  }
  if (extension !== '.eml' && extension !== '') {
    into.miss(source, path, 'only .eml and .mbox are read as mail')
    return
  }
  const raw = await readBounded(file, FILE_BOUNDS.message)
  if (raw === null) into.miss(source, path, `it is larger than ${FILE_BOUNDS.message / 1e6} MB`)
  else await gatherMessage(raw, path, path, source, into)
}

async function gatherMessage(raw: Uint8Array, item: string, path: string, source: string, into: Gathered) {
  try {
    const { signal, carried, calendars, unread, said } = await readMail(raw)
    const marks = marksOf({ ...said, labels: [...said.labels, ...foldersOf(path)] })
    const mail: EmailSignal = {
      ...signal,
      path,
      sources: [source],
      ...(marks.length > 0 && { marks: { [source]: marks } }),
    }
    if (!into.keeps(mail, source)) return
    const invitations = calendars.map(({ text, method }) => ({ ...readCalendar(text, mail.id), method }))
    if (invitations.some(({ withheld, discarded }) => withheld.size > 0 || discarded > 0)) {
      // The invitation says in words what the event is about.
      for (const { withheld } of invitations) for (const uid of withheld) into.withheld.add(uid)
      return into.discard(source, 'private_event', 1)
    }
    into.addMail(
      mail,
      invitations.flatMap(({ events }) => events.map(({ meeting }) => meeting.id)),
    )
    for (const { item, text } of unread) into.miss(source, item, text)
    const attached = await readAttachments(mail, carried)
    into.documents.push(...attached.documents)
    into.unread.push(...attached.unread)
    for (const { events, method } of invitations) gatherInvitation(events, method, mail, into)
  } catch (error) {
    into.miss(source, item, `this message could not be read (${reasonOf(error)})`)
  }
}

/** An invitation, its change, or an answer to it, as it came by mail. */
function gatherInvitation(events: EventVersion[], method: string | null, mail: EmailSignal, into: Gathered) {
  for (const event of events) {
    const version = {
      ...event,
      method: event.method ?? method,
      stampedAt: event.stampedAt ?? mail.at,
      meeting: { ...event.meeting, at: event.meeting.at ?? mail.at, path: mail.path, sources: mail.sources },
    }
    if (version.method === 'REPLY') into.answers.push({ version, by: mail.from?.email ?? null, at: version.stampedAt })
    else into.events.push(version)
  }
}

/** The folders of a mailbox in which a message lies, as one label; the mailbox itself counts where it bears no address. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(1)
  const file = parts.pop() ?? ''
  const extension = extname(file).toLowerCase()
  if (extension !== '.eml') parts.push(file.slice(0, file.length - extension.length))
  const [mailbox = '', ...folders] = parts
  return [folders.join('/'), ...(mailbox.includes('@') ? [] : [mailbox])].filter((label) => label !== '')
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

function sourceOf(path: string, workspace: WorkspaceFile | null): string {
  const [top = '', vendor = ''] = path.split('/')
  if (top === 'mail') return mailSource(path, workspace)
  return top === 'crm' ? vendor : top
}

async function gatherCalendar(folder: string, path: string, into: Gathered) {
  if (extname(path).toLowerCase() !== '.ics') return into.miss('calendar', path, 'only .ics is read as a calendar')
  const bytes = await readBounded(join(folder, path), FILE_BOUNDS.calendar)
  if (bytes === null) return into.miss('calendar', path, `it is larger than ${FILE_BOUNDS.calendar / 1e6} MB`)
  const { events, discarded, withheld, unread } = readCalendar(decodeUnlabelled(bytes), path)
  for (const uid of withheld) into.withheld.add(uid)
  for (const event of events) into.events.push({ ...event, meeting: { ...event.meeting, path, sources: ['calendar'] } })
  into.discard('calendar', 'private_event', discarded)
  for (const { item, text } of unread) into.miss('calendar', item, text)
}

async function gatherTranscript(folder: string, path: string, into: Gathered) {
  if (!['.vtt', '.srt', '.txt'].includes(extname(path).toLowerCase()))
    return into.miss('transcripts', path, 'only .vtt, .srt and .txt are read as transcripts')
  const bytes = await readBounded(join(folder, path), FILE_BOUNDS.transcript)
  if (bytes === null) return into.miss('transcripts', path, `it is larger than ${FILE_BOUNDS.transcript / 1e6} MB`)
  const call = readTranscript(decodeUnlabelled(bytes), path.split('/').slice(1).join('/'))
  if (call === null) into.miss('transcripts', path, 'no spoken words were found in this transcript')
  else into.calls.push({ ...call, path, sources: ['transcripts'] })
}

async function gatherDocument(folder: string, path: string, into: Gathered) {
  const bytes = await readBounded(join(folder, path), FILE_BOUNDS.document)
  if (bytes === null) return into.miss('documents', path, `it is larger than ${FILE_BOUNDS.document / 1e6} MB`)
  const id = path.split('/').slice(1).join('/')
  const read = await readDocument(bytes, id, '')
  if ('unread' in read) return into.miss('documents', path, `this document was not read: ${read.unread}`)
  into.documents.push(
    documentSignal(id, id.split('/').at(-1) ?? id, null, read, { path, sources: ['documents'], at: null }),
  )
  if (read.partly !== null) into.miss('documents', path, `of this document ${read.partly}`)
}

async function gatherCrm(folder: string, path: string, into: Gathered) {
  const [, vendor, ...rest] = path.split('/')
  const extension = extname(path).toLowerCase()
  if (vendor !== 'salesforce' && vendor !== 'hubspot')
    return into.miss('crm', path, 'it lies neither in crm/salesforce/ nor in crm/hubspot/')
  if (rest.length !== 1 || (extension !== '.json' && extension !== '.csv'))
    return into.miss(vendor, path, 'only .json and .csv directly in this folder are read as CRM records')
  const bytes = await readBounded(join(folder, path), FILE_BOUNDS.crm)
  if (bytes === null) return into.miss(vendor, path, `it is larger than ${FILE_BOUNDS.crm / 1e6} MB`)
  const object = (rest[0] ?? '').slice(0, -extension.length)
  const text = decodeUnlabelled(bytes)
  const { signals, unread } =
    extension === '.json' ? readCrmJson(text, vendor, object, path) : readCrmCsv(text, vendor, object, path)
  into.crm.push(...signals.map((signal) => ({ ...signal, path })))
  for (const { item, text } of unread) into.miss(vendor, item, text)
}

/** Null where there is none. Throws `bad_call` where there is one that cannot be read. */
async function readWorkspace(folder: string): Promise<WorkspaceFile | null> {
  const file = join(folder, 'workspace.json')
  if ((await lstat(file).catch(() => null)) === null) return null
  let bytes: Uint8Array | null
  try {
    bytes = await readBounded(file, FILE_BOUNDS.workspace)
  } catch (error) {
    throw new AppError(
      'bad_call',
      `workspace.json cannot be read (${reasonOf(error)}); put a file in its place or leave it out`,
      { cause: error },
    )
  }
  if (bytes === null)
    throw new AppError('bad_call', 'workspace.json is larger than 1 MB, which none is; correct it or leave it out')
  return parseWorkspaceFile(decodeUnlabelled(bytes), 'workspace.json')
}
