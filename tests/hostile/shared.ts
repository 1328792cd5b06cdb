import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { domainOf, LINDMOOR } from './carrier.ts'
import { bytesOf, encodedWord } from './message.ts'
import { rowOf, slug } from './row.ts'
import type { Parties, Row } from './row.ts'

/** A row of the corpora that lie beside the project, where they do; their README gives the fields. */
type Given = {
  id: string
  kind: string
  technique: string
  account: string
  visibility: Row['visibility']
  never: string[]
  never_active: string[]
  canaries: string[]
  facts: { quote: string }[]
  invariants: string[]
  probe_account?: string
  ics?: string
  crm?: { object: string; field: string; value: string }
  message?: {
    from: string
    to: string[]
    cc: string[]
    date: string
    subject: string
    text: string | null
    html: string | null
    headers?: Record<string, string>
    reply_to?: string | string[]
  }
}

export type Placed = { row: Row; parties: Parties; source: string }

const HOSTILE = resolve('../shared/hostile')
export const sharedPresent = existsSync(HOSTILE)

/** Every row and every raw file that lies beside the project, each with the account that it attacks. */
export function sharedRows(): Placed[] {
  if (!sharedPresent) return []
  const folder = join(HOSTILE, 'injection')
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  const given = files.flatMap((name) => readRows(join(folder, name)).map((row) => ({ name, row })))
  const contacts = new Map(
    given.flatMap(({ row }) =>
      row.technique === 'clean-carrier' && row.message ? [[row.account, partyOf(row.message.from)]] : [],
    ),
  )
  return [...given.map(({ name, row }) => placed(row, contacts.get(row.account) ?? null, name)), ...rawFiles()]
}

/** The harmless messages that accounts' attacked ones are made from, by account: what is found in them is the measure. */
export function cleanMessages(): Map<string, Row> {
  return new Map(
    sharedRows().flatMap(({ row, parties }) => (row.technique === 'clean-carrier' ? [[parties.account, row]] : [])),
  )
}

function readRows(file: string): Given[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Given)
}

function placed(given: Given, contact: Parties['contact'] | null, source: string): Placed {
  const { message } = given
  const to = partyOf(message?.to[0] ?? '')
  const giver = to.email === '' ? { name: 'Dana Reed', email: 'dana@tessel.example' } : to
  const sender = partyOf(message?.from ?? '')
  const company = domainOf(giver.email)
  const stranger = sender.email === '' || domainOf(sender.email) === company
  const known = contact ?? (stranger ? LINDMOOR.contact : sender)
  const account = contact === null ? `Company of ${domainOf(known.email)}` : given.account
  // a group that names the contact first is no lie about who is in it
  const group = /^[^<"]*:[^<]*;/.test(message?.from ?? '')
  const spoofed = !group && SPOOFS.has(given.kind) && given.invariants.includes('I9') && sender.email !== known.email
  const row: Row = {
    ...rowOf({ id: slug(given.id), carrier: carrierOf(given), technique: given.technique, files: {} }),
    visibility: given.visibility,
    never: given.probe_account === undefined ? given.never : [],
    neverActive: given.never_active,
    canaries: given.canaries,
    facts: given.facts.map(({ quote }) => quote),
    warns: given.visibility === 'hidden' || given.invariants.includes('I15'),
    notBy: spoofed ? [known.email] : [],
    ...(given.probe_account === undefined ? {} : { elsewhere: true }),
    ...(given.technique === 'uid-collision-other-organiser' ? { alone: true } : {}),
  }
  if (given.visibility === 'none') row.warns = false
  row.files = filesOf(given, row.id, giver.email)
  return {
    row,
    source,
    parties: {
      account,
      contact: known,
      giver,
      receiver: { name: 'Ruben Castell', email: `ruben.castell@${company}` },
    },
  }
}

const SPOOFS = new Set(['attribution-spoof', 'lookalike-domain', 'address-spoof'])

function carrierOf({ ics, crm }: Given): Row['carrier'] {
  return ics !== undefined ? 'calendar' : crm === undefined ? 'mail' : 'crm'
}

function filesOf({ ics, crm, message }: Given, id: string, mailbox: string): Row['files'] {
  if (ics !== undefined) return { [`calendar/${id}.ics`]: ics }
  if (crm !== undefined) return crmFiles(crm, id)
  if (message === undefined) return {}
  const header = (name: string, value: string) => (value === '' ? [] : [`${name}: ${headerValue(value)}`])
  const bytes = bytesOf({
    id,
    from: headerValue(message.from),
    to: headerValue(message.to.join(', ')),
    ...(message.cc.length === 0 ? {} : { cc: headerValue(message.cc.join(', ')) }),
    subject: headerValue(message.subject),
    date: Number.isNaN(Date.parse(message.date)) ? '2026-01-05T09:00:00Z' : message.date,
    headers: [
      ...header('Reply-To', [message.reply_to ?? []].flat().join(', ')),
      ...Object.entries(message.headers ?? {}).flatMap(([name, value]) => header(name, value)),
    ],
    ...(message.text === null ? {} : { text: message.text }),
    ...(message.html === null ? {} : { html: message.html }),
  })
  return { [`mail/${mailbox}/${id}.eml`]: bytes }
}

function crmFiles(
  { object, field, value }: { object: string; field: string; value: string },
  id: string,
): Row['files'] {
  if (object === 'call') return { [`transcripts/2026-02-11-${id}.txt`]: `Guest: Good morning.\nGuest: ${value}\n` }
  const names: Record<string, string> = {
    title: 'Title',
    email: 'Email',
    next_step: 'NextStep',
    message: 'Description',
    name: 'Name',
  }
  const type = object === 'contact' ? 'Contact' : object === 'deal' ? 'Opportunity' : 'Lead'
  const record = {
    attributes: { type },
    Id: '00QQy00000SHAREDAA',
    Name: 'Olav Reinholt',
    IsClosed: true,
    [names[field] ?? field]: value,
  }
  return { [`crm/salesforce/${type}-${id}.json`]: JSON.stringify([record]) }
}

/** Broken and hostile files as they are; what must not be seen in them is known of those written for this. */
function rawFiles(): Placed[] {
  return ['mime', 'ics'].flatMap((kind) => {
    const expected = new Map(
      readRawExpectations(join(HOSTILE, kind, 'authored-hostile', 'expected.jsonl')).map((one) => [one.file, one]),
    )
    return readdirSync(join(HOSTILE, kind), { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((name) => !/README|expected\.jsonl/.test(name) && statSync(join(HOSTILE, kind, name)).isFile())
      .map((name): Placed => {
        const bytes = readFileSync(join(HOSTILE, kind, name))
        const id = `${kind}-${slug(name)}`
        const mbox = kind === 'mime' && bytes.subarray(0, 5).toString('latin1') === 'From '
        const path =
          kind === 'ics' ? `calendar/${id}.ics` : `mail/${LINDMOOR.giver.email}/${id}.${mbox ? 'mbox' : 'eml'}`
        const row = rowOf({
          id,
          carrier: kind === 'ics' ? 'calendar' : 'mail',
          technique: name,
          files: { [path]: bytes },
          // what is attached is read as the document that it is
          never: name.includes('attachment') ? [] : (expected.get(`${kind}/${name}`)?.visible_text_excludes ?? []),
        })
        return { row, parties: LINDMOOR, source: kind }
      })
  })
}

function readRawExpectations(file: string): { file: string; visible_text_excludes?: string[] }[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { file: string; visible_text_excludes?: string[] })
}

function partyOf(value: string): { name: string; email: string } {
  const email = /([^\s<>"(),:;]+@[\w.-]+)>?\s*$/.exec(value)?.[1]?.toLowerCase() ?? ''
  const name = value
    .replace(/<[^>]*>\s*$/, '')
    .replaceAll('"', '')
    .trim()
  return { name: name === '' || name.includes('@') ? email : name, email }
}

/** A header value as a server would pass it on: words outside ASCII encoded, the address left as it stands. */
function headerValue(value: string): string {
  if (!/[^\t -~]/.test(value)) return value
  const address = /^(.*?)\s*(<[^<>]*>)$/s.exec(value)
  const word = (text: string) => encodedWord(text.replaceAll(/^"|"$/g, ''))
  return address
    ? `${word(address[1] ?? '')} ${address[2] ?? ''}`
    : /@/.test(value)
      ? value.replaceAll(/[\r\n]+/g, ' ')
      : word(value)
}
