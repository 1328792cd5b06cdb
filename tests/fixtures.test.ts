import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, it } from 'vitest'
import { crmRecords, fold, hiddenText, quoted, read, root, sources, stamp, walk } from './fixture-deal.ts'
import type { Deal } from './fixture-deal.ts'

/**
 * The fixtures are only worth something while they are as messy as real mail. These tests read them with other people's parsers, never with our
 * own, and hold what is claimed of them; the gold answers are held to the words that they quote.
 */
const deals = [
  { folder: 'fixtures/aldermoor-testing', handoff: 'sdr-to-ae', crm: 'salesforce', tongue: null },
  { folder: 'fixtures/varnholt-eye-clinics', handoff: 'sales-to-cs', crm: 'hubspot', tongue: / (nicht|und|bis zum) / },
  { folder: 'fixtures/hale-desrosiers', handoff: 'renewal-risk', crm: 'salesforce', tongue: / (pas|avec|d'ici) / },
]

describe.each(deals)('the fixture $folder', ({ folder, handoff, crm, tongue }) => {
  let deal: Deal
  beforeAll(async () => {
    deal = await read(folder)
  })

  it('says who sells to whom, which handoff and as of when, and nothing in it is later', () => {
    const { workspace } = deal
    expect(workspace.handoff).toBe(handoff)
    expect(workspace.seller.people.length).toBeGreaterThanOrEqual(3)
    const emails = workspace.seller.people.map((person) => person.email)
    expect(emails).toContain(workspace.from)
    expect(emails).toContain(workspace.to)
    for (const domain of [...workspace.seller.domains, ...workspace.account.domains])
      expect(domain).toMatch(/\.example$/)
    const asOf = Date.parse(workspace.as_of)
    for (const { email } of deal.mails) expect(Date.parse(email.date ?? ''), email.subject).toBeLessThanOrEqual(asOf)
    for (const { event } of deal.events) expect(stamp(event)).toBeLessThanOrEqual(asOf)
  })

  it('holds at least 25 messages in two or three mailboxes, some of them in more than one', () => {
    expect(deal.byId.size).toBeGreaterThanOrEqual(25)
    const boxes = readdirSync(join(root, folder, 'mail'))
    expect(boxes.length).toBeGreaterThanOrEqual(2)
    expect(boxes.length).toBeLessThanOrEqual(3)
    const twice = [...deal.byId.values()].filter((copies) => new Set(copies.map((copy) => copy.mailbox)).size > 1)
    expect(twice.length).toBeGreaterThanOrEqual(5)
    // The same message is the same wherever it was found, or an import would count it twice.
    for (const copies of deal.byId.values()) expect(new Set(copies.map((copy) => fold(copy.visible))).size).toBe(1)
  })

  it('keeps one mailbox export as .mbox, with a message that stands nowhere else', () => {
    const boxed = deal.mails.filter((mail) => mail.file.endsWith('.mbox'))
    expect(boxed.length).toBeGreaterThanOrEqual(3)
    const alone = boxed.filter((mail) =>
      deal.byId.get(mail.email.messageId ?? '')?.every((copy) => copy.file.endsWith('.mbox')),
    )
    expect(alone.length).toBeGreaterThanOrEqual(1)
  })

  it('mixes the shapes, encodings and character sets of real clients', () => {
    const has = (pattern: RegExp) => deal.mails.some((mail) => pattern.test(mail.raw))
    expect(deal.mails.some((mail) => mail.email.html && !mail.email.text)).toBe(true)
    for (const pattern of [
      /^Content-Type: multipart\/alternative/im,
      /^Content-Transfer-Encoding: quoted-printable/im,
      /^Content-Transfer-Encoding: base64/im,
      /^Content-Type: text\/(plain|html);.*charset="?(iso-8859-1|windows-1252)/im,
      /format=flowed/i,
      /^Subject: .*\S/im,
      /^In-Reply-To: /im,
    ])
      expect(has(pattern), String(pattern)).toBe(true)
    const endings = new Set(
      deal.mails.filter((mail) => mail.file.endsWith('.eml')).map((mail) => mail.raw.includes('\r\n')),
    )
    expect(endings.size, 'both line endings').toBe(2)
  })

  it('quotes, forwards and answers in line the way clients do', () => {
    const says = (pattern: RegExp) => deal.mails.some((mail) => pattern.test(mail.visible))
    expect(
      says(/^(On \w{3}, |Am \w{2}\., |Le \w{3,4}\.? )[^<]{10,80}<[^>]+@[^>]+>\s(wrote:|a écrit :)/m),
      'Gmail',
    ).toBe(true)
    expect(says(/^_{20,}\n(From|Von|De ?): .+<.+@.+>\n(Sent|Gesendet|Envoyé ?): /m), 'Outlook').toBe(true)
    expect(says(/^> (On|Am|Le) \d.*(wrote|schrieb|a écrit) ?:/m), 'Apple').toBe(true)
    expect(says(/^> .*\n\n\S[^>].*/m), 'in line').toBe(true)
    expect(
      deal.mails.some((mail) => /^(FW|WG|TR|Fwd|RE|AW|Re):? /.test(mail.email.subject ?? '')),
      'subjects',
    ).toBe(true)
  })

  it('has the mail that nobody wrote: a newsletter, an absence with date and delegate, a bounce', () => {
    const raw = (pattern: RegExp) => deal.mails.filter((mail) => pattern.test(mail.raw))
    expect(raw(/^List-Unsubscribe: /im).length).toBeGreaterThanOrEqual(1)
    const away = raw(/^Auto-Submitted: auto-replied/im).filter((mail) =>
      /back on|Ab \w+, \d+\. |de retour le/.test(mail.visible),
    )
    expect(away.length).toBeGreaterThanOrEqual(1)
    expect(away.some((mail) => /@[a-z-]+\.example/.test(mail.visible))).toBe(true)
    expect(deal.mails.some((mail) => /mailer-daemon/i.test(mail.email.from?.address ?? ''))).toBe(true)
  })

  it('hides text in one mail and orders machines about in plain sight in another', () => {
    const hidden = deal.mails.filter(
      (mail) => mail.email.html && hiddenText(mail.email.html).length > 20 && !mail.email.text,
    )
    expect(hidden.length).toBeGreaterThanOrEqual(1)
    expect(
      deal.mails.some((mail) => /AI assistant|SYSTEM: Assistants|Consigne aux assistants/.test(mail.visible)),
    ).toBe(true)
  })

  it('has a meeting after the date that was moved, in a time zone that its calendar declares', () => {
    const moved = deal.events.filter(
      ({ event }) => event.sequence === 1 && event.startDate.toJSDate().getTime() > Date.parse(deal.workspace.as_of),
    )
    expect(moved.length).toBeGreaterThanOrEqual(1)
    for (const { event, zones } of moved) {
      expect(deal.events.some((other) => other.event.uid === event.uid && other.event.sequence === 0)).toBe(true)
      expect(zones).toContain(event.startDate.zone.tzid)
    }
  })

  it('has a call transcript, and attachments of which every PDF yields its text', async () => {
    const calls = readdirSync(join(root, folder, 'transcripts')).filter((name) => name.endsWith('.vtt'))
    expect(calls.length).toBeGreaterThanOrEqual(1)
    for (const call of calls)
      expect(readFileSync(join(root, folder, 'transcripts', call), 'utf8')).toMatch(
        /^WEBVTT\n[\s\S]*-->[\s\S]*<v [^>]+>/,
      )
    const pdfs = [...deal.byId.values()]
      .flatMap(([copy]) => copy?.email.attachments ?? [])
      .filter((part) => part.filename?.endsWith('.pdf'))
    expect(pdfs.length).toBeGreaterThanOrEqual(2)
    for (const part of pdfs) {
      const bytes = new Uint8Array(part.content as ArrayBuffer)
      const { text } = await extractText(await getDocumentProxy(bytes), { mergePages: true })
      expect(text.length, part.filename ?? '').toBeGreaterThan(80)
    }
  })

  it('has a CRM export whose ids are whole and whose fields are partly empty', () => {
    const records = crmRecords(join(root, folder, 'crm', crm))
    expect(records.length).toBeGreaterThanOrEqual(8)
    for (const record of records)
      expect(record.Id ?? record.id).toMatch(crm === 'salesforce' ? /^[A-Za-z0-9]{15}[A-Z0-5]{3}$/ : /^\d+$/)
    expect(JSON.stringify(records)).toMatch(/null/)
  })

  it('is partly in another language where that is claimed', () => {
    const foreign = deal.mails.filter((mail) => tongue?.test(mail.visible))
    expect(foreign.length).toBeGreaterThanOrEqual(tongue ? 4 : 0)
  })

  describeGold(() => deal)
})

it('the fixtures hold a spreadsheet, a word-processor document and a usage log between them', () => {
  const documents = deals.flatMap(({ folder }) =>
    walk(join(root, folder)).map((file) => file.slice(file.lastIndexOf('.'))),
  )
  for (const ending of ['.csv', '.docx', '.pdf', '.mbox']) expect(documents).toContain(ending)
  expect(existsSync(join(root, 'fixtures/hale-desrosiers/usage/active-drivers.csv'))).toBe(true)
})

it('the fixtures have one seller, for a workspace has one', async () => {
  const all = await Promise.all(deals.map(({ folder }) => read(folder)))
  const sellers = all.map(({ workspace }) => `${workspace.seller.name} ${workspace.seller.domains.join(' ')}`)
  expect(new Set(sellers)).toEqual(new Set(['Quillnest quillnest.example']))
})

describe.each([
  { folder: 'tests/accounts/geruestbau-maehrlein', handoff: 'mql-to-sql', foreign: /\b(the|and|with|from)\b/i },
  { folder: 'tests/accounts/bodegas-ibarzo', handoff: 'expansion', foreign: /\b(the|and|with|from)\b/i },
  { folder: 'tests/accounts/petits-sureaux', handoff: 'rep-transition', foreign: /\b(the|and|with|from)\b/i },
])('the held-out account $folder', ({ folder, handoff, foreign }) => {
  let deal: Deal
  beforeAll(async () => {
    deal = await read(folder)
  })

  it('holds at least 15 messages of its handoff, none of them in English', () => {
    expect(deal.workspace.handoff).toBe(handoff)
    expect(deal.byId.size).toBeGreaterThanOrEqual(15)
    for (const mail of deal.mails) expect(mail.visible, mail.file).not.toMatch(foreign)
  })

  describeGold(() => deal)
})

const own = new Set(['geruestbau-maehrlein', 'bodegas-ibarzo', 'petits-sureaux'])
const others = readdirSync(join(root, 'tests/accounts')).filter((name) => !own.has(name))

describe.each(others)('the account tests/accounts/%s, by somebody who did not know the rules', (name) => {
  let deal: Deal
  beforeAll(async () => {
    deal = await read(`tests/accounts/${name}`)
  })

  it('holds at least 25 messages, and names nobody who could be real', () => {
    expect(deal.byId.size).toBeGreaterThanOrEqual(25)
    for (const domain of [...deal.workspace.seller.domains, ...deal.workspace.account.domains])
      expect(domain).toMatch(/\.example$/)
  })

  describeQuotes(() => deal)
})

/** What every gold file must keep: its quotes are the source's own words, and what is hidden is not among them. */
function describeQuotes(of: () => Deal): void {
  it('quotes in its gold answers only what a reader of the source sees', () => {
    const deal = of()
    const seen = sources(deal)
    const gold = JSON.parse(readFileSync(join(root, deal.folder, 'gold.json'), 'utf8')) as Record<string, unknown>
    let quotes = 0
    for (const { quote, source, hidden } of quoted(gold)) {
      quotes++
      const texts = seen.get(source.replace(/^<|>$/g, '')) ?? []
      const found = texts.some((text) => text.includes(fold(quote)))
      expect(found, `${source}: ${quote}`).toBe(!hidden)
    }
    expect(quotes).toBeGreaterThan(60)
  })
}

function describeGold(of: () => Deal): void {
  describeQuotes(of)

  it('has promises kept, open, replaced, unknown to the CRM and overdue, a champion, a sceptic and a competitor', () => {
    const deal = of()
    const gold = JSON.parse(readFileSync(join(root, deal.folder, 'gold.json'), 'utf8')) as Gold
    const statuses = new Set(gold.commitments.map((item) => item.status))
    for (const status of ['done', 'open', 'superseded']) expect(statuses).toContain(status)
    expect(
      gold.commitments.some(
        (item) =>
          item.status === 'open' &&
          item.due !== null &&
          item.due < deal.workspace.as_of.slice(0, 10) &&
          !item.recorded_in_crm,
      ),
    ).toBe(true)
    expect(gold.commitments.some((item) => item.recorded_in_crm)).toBe(true)
    const roles = gold.stakeholders.flatMap((person) => person.roles)
    for (const role of ['champion', 'skeptic', 'economic_buyer']) expect(roles).toContain(role)
    expect(gold.qualification.competition).toBeTruthy()
    expect(new Set(gold.commitments.map((item) => item.id)).size).toBe(gold.commitments.length)
  })
}
interface Gold {
  commitments: { id: string; status: string; due: string | null; recorded_in_crm: boolean }[]
  stakeholders: { roles: string[] }[]
  qualification: Record<string, unknown>
}
