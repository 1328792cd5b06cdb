import { localEngine } from '../engines/local/index.ts'
import type { Finding } from '../findings/finding.ts'
import { assembleCorpus } from '../signals/assemble.ts'
import type { Corpus } from '../signals/corpus.ts'
import { domainOf } from '../signals/derive.ts'
import { readItem, readMessage } from '../signals/read/item.ts'
import type { ReadItem } from '../signals/read/item.ts'
import { readMbox } from '../signals/read/mbox.ts'
import type { Party, SegmentRole, Sentence, Signal } from '../signals/signal.ts'
import { explained } from './why.ts'

/** One line of `baton read` (contract, section 4). */
export type ReadLine =
  | { schema: 'baton.read/1'; item: string; error: string }
  | ({ schema: 'baton.read/1'; item: string; kind: string } & Record<string, unknown>)

const MAX_MESSAGE = 40_000_000

/** The lines of one file that is no mbox: its items as read, or one with `error`. `name` is as the caller wrote it. Never throws. */
export async function* fileLines(bytes: Uint8Array, name: string): AsyncGenerator<ReadLine> {
  yield* linesOf(await readItem(bytes, name), name)
}

/** The lines of an mbox file, read message by message. */
export async function* mailboxLines(file: string, name: string): AsyncGenerator<ReadLine> {
  let count = 0
  for await (const { number, raw, tooLarge } of readMbox(file, MAX_MESSAGE)) {
    count++
    const item = `${name}, message ${number}`
    if (tooLarge) yield { schema: 'baton.read/1', item, error: `it is larger than ${MAX_MESSAGE / 1e6} MB` }
    else yield* linesOf(await messageOf(raw, item), item)
  }
  if (count === 0) yield { schema: 'baton.read/1', item: name, error: 'there is no message in it' }
}

async function messageOf(raw: Uint8Array, item: string): Promise<ReadItem> {
  try {
    return await readMessage(raw)
  } catch (error) {
    return {
      signals: [],
      unread: [{ item, text: `this message could not be read (${reasonOf(error)})` }],
      warnings: [],
    }
  }
}

async function* linesOf(read: ReadItem, name: string): AsyncGenerator<ReadLine> {
  if (read.signals.length === 0) {
    yield { schema: 'baton.read/1', item: name, error: oneLine(read.unread[0]?.text ?? 'nothing was found in it') }
    return
  }
  const corpus = corpusOf(read)
  const findings = await localEngine.read(corpus)
  for (const [index, signal] of corpus.signals.entries())
    yield lineOf(signal, corpus, findings, index === 0 ? read.unread.map(({ text }) => text) : [])
}

/**
 * One file stands for itself: nobody says who sells. The sender of the first message is taken for the customer and its first
 * reader of another company for the seller, which decides nothing but how a role is read.
 */
function corpusOf({ signals, unread, warnings }: ReadItem): Corpus {
  const emails = signals.flatMap((signal): (string | null | undefined)[] =>
    signal.kind === 'email'
      ? [signal.from?.email, ...signal.to.map(({ email }) => email), ...signal.cc.map(({ email }) => email)]
      : signal.kind === 'meeting'
        ? [signal.organizer?.email, ...signal.attendees.map(({ email }) => email)]
        : [],
  )
  const domains = [...new Set(emails.flatMap((email) => (email ? [domainOf(email)] : [])))]
  const party = (domain: string) => ({ name: domain, domains: [domain] })
  const workspace = {
    account: party(domains[0] ?? 'customer.invalid'),
    seller: { ...party(domains[1] ?? 'seller.invalid'), people: [] },
    handoff: 'sdr-to-ae',
    as_of: END_OF_TIME,
  }
  return assembleCorpus(
    {
      workspace,
      signals,
      coverage: [],
      unread,
      warnings: [...signals.flatMap(({ warnings }) => warnings), ...warnings],
    },
    {},
  )
}

/** Whatever a file is dated, it was named to be read. */
const END_OF_TIME = '9999-12-31T23:59:59Z'

function lineOf(signal: Signal, corpus: Corpus, findings: Finding[], unread: string[]): ReadLine {
  const own = corpus.sentences.filter(({ item }) => item === signal.id)
  const byId = new Map(own.map((sentence) => [sentence.id, sentence]))
  const warnings = corpus.warnings.filter(({ item }) => item === signal.id).map(({ kind, text }) => `${kind}: ${text}`)
  return {
    schema: 'baton.read/1',
    item: signal.id,
    kind: signal.kind,
    at: signal.at,
    ...addressesOf(signal),
    text:
      signal.kind === 'crm'
        ? Object.entries(signal.fields)
            .map(([name, value]) => `${name}: ${value}`)
            .join('\n')
        : signal.text,
    ...(signal.kind === 'crm' ? { fields: signal.fields } : {}),
    segments: segmentsOf(signal),
    sentences: own.map(({ start, end, field }) => (field === null ? { start, end } : { start, end, field })),
    findings: findings.flatMap((finding) => findingLine(finding, byId)),
    warnings: [...new Set([...warnings, ...unread])],
  }
}

/** Segments by the contract's roles: another's signature below a quote is part of what is quoted. */
function segmentsOf(signal: Signal): Record<string, unknown>[] {
  let outer: SegmentRole = 'quoted'
  return signal.segments.map(({ role, start, end, by }) => {
    if (role === 'quoted' || role === 'forwarded') outer = role
    const closing = (role === 'signature' || role === 'disclaimer') && signal.kind === 'email' && by !== signal.from
    return { role: closing ? outer : role, start, end, by: by?.email ?? null }
  })
}

function addressesOf(signal: Signal): Record<string, unknown> {
  if (signal.kind === 'email')
    return {
      from: signal.from,
      to: signal.to,
      cc: signal.cc,
      subject: signal.subject,
      thread: signal.thread,
      automatic: signal.automatic,
      attachments: signal.attachments,
    }
  if (signal.kind === 'meeting') {
    const { organizer, attendees, subject, startAt, endAt, allDay, zone, cancelled, recurrence, location } = signal
    return {
      from: organizer,
      to: attendees.map(({ name, email }) => ({ name, email })),
      cc: [],
      subject,
      thread: signal.id,
      automatic: null,
      meeting: { startAt, endAt, allDay, zone, cancelled, recurrence, location, attendees },
    }
  }
  const subject =
    signal.kind === 'call'
      ? signal.subject
      : signal.kind === 'document'
        ? signal.name
        : `${signal.object} ${signal.record}`
  return {
    from: null,
    to: [],
    cc: [],
    subject,
    thread: signal.id,
    automatic: null,
    ...(signal.kind === 'call' ? { speakers: signal.speakers } : {}),
  }
}

/** A finding by its contract name at the sentence that carries it. */
function findingLine(finding: Finding, sentences: Map<string, Sentence>): Record<string, unknown>[] {
  const sentence = sentences.get(finding.sentences[0] ?? '')
  if (sentence === undefined) return []
  const email = (party: Party | null | undefined) => party?.email ?? null
  const by = 'by' in finding ? email(finding.by) : 'owner' in finding ? finding.owner : email(sentence.by)
  return [
    {
      kind: finding.kind === 'ask' ? 'request' : finding.kind,
      start: sentence.start,
      end: sentence.end,
      quote: sentence.text,
      by,
      to: 'to' in finding ? email(finding.to) : null,
      due: 'due' in finding ? finding.due : null,
      ...(sentence.field === null ? {} : { field: sentence.field }),
      why: explained(finding),
    },
  ]
}

function reasonOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : 'malformed').slice(0, 160)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
