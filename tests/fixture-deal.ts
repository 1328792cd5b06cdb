import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import ICAL from 'ical.js'
import PostalMime from 'postal-mime'
import type { Email } from 'postal-mime'

/** The root of the project, from which folders of deals are named. */
export const root = join(import.meta.dirname, '..')

/** One message as it lies in one mailbox. */
export interface Mail {
  readonly mailbox: string
  readonly file: string
  /** the bytes as Latin-1, for looking at headers and encodings */
  readonly raw: string
  readonly email: Email
  readonly visible: string
}
/** An import folder, read with other people's parsers. */
export interface Deal {
  readonly folder: string
  readonly workspace: {
    handoff: string
    as_of: string
    from: string
    to: string
    seller: { name: string; domains: string[]; people: { email: string }[] }
    account: { domains: string[] }
  }
  readonly mails: readonly Mail[]
  readonly byId: ReadonlyMap<string, readonly Mail[]>
  readonly events: readonly { event: ICAL.Event; zones: string[] }[]
}

/** Reads mail, calendar and workspace of an import folder; nothing of ours is called. */
export async function read(folder: string): Promise<Deal> {
  const mails: Mail[] = []
  for (const file of walk(join(root, folder, 'mail'))) {
    const bytes = readFileSync(file).toString('latin1')
    const mailbox = file.split('/mail/')[1]?.split('/')[0] ?? ''
    const messages = file.endsWith('.mbox')
      ? bytes
          .split(/^From .*\r?\n/m)
          .slice(1)
          .map((part) => part.replace(/^>(>*From )/gm, '$1'))
      : [bytes]
    for (const raw of messages) {
      const email = await PostalMime.parse(Buffer.from(raw, 'latin1'))
      mails.push({ mailbox, file, raw, email, visible: email.text ?? shownText(email.html ?? '') })
    }
  }
  const byId = Map.groupBy(mails, (mail) => mail.email.messageId ?? '')
  const events = walk(join(root, folder, 'calendar')).map((file) => {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8')) as [])
    const zones = calendar.getAllSubcomponents('vtimezone')
    for (const zone of zones) ICAL.TimezoneService.register(zone)
    const component = calendar.getFirstSubcomponent('vevent')
    if (!component) throw new Error(`${file} holds no event`)
    return { event: new ICAL.Event(component), zones: zones.map((zone) => String(zone.getFirstPropertyValue('tzid'))) }
  })
  return {
    folder,
    workspace: JSON.parse(readFileSync(join(root, folder, 'workspace.json'), 'utf8')) as Deal['workspace'],
    mails,
    byId,
    events,
  }
}

/** Item id (as in gold.json, without brackets) to its visible texts, folded. */
export function sources(deal: Deal): Map<string, string[]> {
  const seen = new Map<string, string[]>()
  const add = (id: string, text: string) => seen.set(id, [...(seen.get(id) ?? []), fold(text)])
  for (const mail of deal.mails) add((mail.email.messageId ?? '').replace(/^<|>$/g, ''), mail.visible)
  for (const { event } of deal.events) add(event.uid, [event.summary, event.location, event.description].join(' '))
  for (const file of walk(join(root, deal.folder, 'transcripts'))) {
    const cues = readFileSync(file, 'utf8')
      .split(/\n\n/)
      .filter((block) => block.includes('-->'))
    add(
      file.slice(file.lastIndexOf('/') + 1),
      cues.map((cue) => cue.slice(cue.indexOf('\n', cue.indexOf('-->')) + 1).replace(/<[^>]*>/g, '')).join(' '),
    )
  }
  return seen
}

/** Every quote of a gold file with the source that it names. */
export function* quoted(value: unknown, source = ''): Generator<{ quote: string; source: string; hidden: boolean }> {
  if (Array.isArray(value)) for (const item of value) yield* quoted(item, source)
  else if (value !== null && typeof value === 'object') {
    const item = value as Record<string, unknown>
    const from = typeof item.source === 'string' ? item.source : source
    if (typeof item.quote === 'string') yield { quote: item.quote, source: from, hidden: item.hidden === true }
    if (typeof item.impact === 'string' && 'quote' in item)
      yield {
        quote: item.impact,
        source: typeof item.impact_source === 'string' ? item.impact_source : from,
        hidden: false,
      }
    for (const inner of Object.values(item)) if (typeof inner === 'object') yield* quoted(inner, from)
  }
}

const concealed = '[style*="display:none"],[style*="visibility:hidden"],[style*="font-size:0"],style,script,head'

function shownText(html: string): string {
  const $ = load(html)
  $(concealed).remove()
  $('p,div,br,td,tr,li,h1,h2,h3,blockquote').after('\n')
  return $.root().text()
}

/** What a mail's HTML keeps from its reader. */
export function hiddenText(html: string): string {
  const $ = load(html)
  return $(concealed).not('style,script,head').text().trim()
}

/** White space and invisible characters folded, as quotes are compared. */
export function fold(text: string): string {
  return text
    .replace(/[\u200b-\u200d\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** When an event was sent, in milliseconds. */
export function stamp(event: ICAL.Event): number {
  return (event.component.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate().getTime()
}

/** All records of a CRM export, from arrays and from raw query results. */
export function crmRecords(folder: string): { Id?: string; id?: string }[] {
  return walk(folder).flatMap((file) => {
    const data = JSON.parse(readFileSync(file, 'utf8')) as
      | { Id?: string; id?: string }[]
      | { records?: []; results?: [] }
    return Array.isArray(data) ? data : (data.records ?? data.results ?? [])
  })
}

/** All files below a folder, in path order. */
export function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
