import { readMail } from '../../src/signals/read/mail.ts'
import { nameThreads } from '../../src/signals/read/threads.ts'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import type { Corpus } from '../../src/signals/corpus.ts'
import type { CrmSignal, MeetingSignal } from '../../src/signals/signal.ts'

/** A message as a test writes it; `from` and `to` may be `Name <address>`, `answers` is the number of the letter it replies to. */
export type Letter = { from: string; text: string; to?: string; at?: string; subject?: string; answers?: number }
export type CrmRecord = { object: string; record: string; fields: Record<string, string>; empty?: string[] }

export const SELLER = 'Sam Seller <sam@vendor.example>'
export const CUSTOMER = 'Anna Kunde <anna@kunde.example>'

/** A corpus of true messages through the real reader: the seller is vendor.example, the account kunde.example, as of 1 June 2025. */
export async function corpusOf(
  letters: Letter[],
  records: CrmRecord[] = [],
  meetings: MeetingSignal[] = [],
  asOf = '2025-06-01T12:00:00Z',
): Promise<Corpus> {
  const reading = letters.map(async (letter, at) => {
    const day = String((at % 27) + 1).padStart(2, '0')
    const raw = [
      `From: ${letter.from}`,
      `To: ${letter.to ?? (letter.from.includes('vendor.example') ? CUSTOMER : SELLER)}`,
      `Subject: ${letter.subject ?? 'Project'}`,
      `Date: ${new Date(letter.at ?? `2025-05-${day}T09:00:00Z`).toUTCString()}`,
      `Message-ID: <m${at}@test.example>`,
      ...(letter.answers === undefined ? [] : [`In-Reply-To: <m${letter.answers}@test.example>`]),
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      letter.text,
      '',
    ].join('\r\n')
    return (await readMail(new TextEncoder().encode(raw))).signal
  })
  const mails = await Promise.all(reading)
  nameThreads(mails)
  const crm = records.map((record): CrmSignal => ({
    kind: 'crm',
    id: `salesforce:${record.object}/${record.record}`,
    path: null,
    sources: ['salesforce'],
    at: '2025-05-01T00:00:00Z',
    text: '',
    segments: [],
    contentHash: 'sha256:0',
    warnings: [],
    vendor: 'salesforce',
    object: record.object,
    record: record.record,
    fields: record.fields,
    empty: record.empty ?? [],
    related: [],
  }))
  return assembleCorpus(
    {
      workspace: {
        seller: {
          name: 'Vendor',
          domains: ['vendor.example'],
          people: [{ name: 'Sam Seller', email: 'sam@vendor.example', role: 'AE' }],
        },
        account: { name: 'Kunde', domains: ['kunde.example'] },
        handoff: 'sdr-to-ae',
        as_of: asOf,
      },
      signals: [...mails, ...crm, ...meetings],
      coverage: [],
      unread: [],
      warnings: [],
    },
    {},
  )
}
