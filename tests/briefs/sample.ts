import type { Commitment, Understanding } from '../../src/findings/finding.ts'
import type { Corpus, Identity } from '../../src/signals/corpus.ts'
import type {
  CallSignal,
  CrmSignal,
  EmailSignal,
  MeetingSignal,
  Party,
  Sentence,
  SentenceId,
  Signal,
} from '../../src/signals/signal.ts'
import { sha256 } from '../../src/lib/json.ts'

/**
 * A small account of our own making, built by hand: what a reader and an engine would hand to the drafter.
 * Harbour Mills buys grain sensors from Tidewell; Ana hands over to Ben.
 */
export const ANA: Party = { name: 'Ana Reyes', email: 'ana@tidewell.example' }
export const BEN: Party = { name: 'Ben Okafor', email: 'ben@tidewell.example' }
export const SOFIA: Party = { name: 'Sofia Lindqvist', email: 'sofia@harbourmills.example' }
export const TOM: Party = { name: 'Tom Beck', email: 'tom@harbourmills.example' }

export function mail(
  id: string,
  at: string,
  from: Party,
  to: Party[],
  lines: string[],
  more: Partial<EmailSignal> = {},
) {
  const text = lines.join('\n')
  const signal: EmailSignal = {
    kind: 'email',
    id,
    path: `mail/${id}.eml`,
    sources: [`mail:${ANA.email ?? ''}`],
    at,
    text,
    segments: [{ role: 'authored', start: 0, end: text.length, by: from, at: null }],
    contentHash: sha256(text),
    warnings: [],
    from,
    to,
    cc: [],
    subject: `About ${id}`,
    references: [],
    thread: id,
    automatic: null,
    attachments: [],
    offsetMinutes: 0,
    headers: {},
    quotes: [],
    ...more,
  }
  return { signal, sentences: cut(id, lines, { by: from, at }) }
}

export function call(id: string, at: string, said: [Party, string][]) {
  const text = said.map(([, words]) => words).join('\n')
  const signal: CallSignal = {
    kind: 'call',
    id,
    path: `transcripts/${id}`,
    sources: ['transcripts'],
    at,
    text,
    segments: [],
    contentHash: sha256(text),
    warnings: [],
    subject: id,
    cues: [],
    speakers: [...new Set(said.map(([by]) => by.name ?? ''))],
  }
  const sentences = cut(
    id,
    said.map(([, words]) => words),
    { at },
  ).map((sentence, index): Sentence => ({ ...sentence, by: said[index]?.[0] ?? null }))
  return { signal, sentences }
}

export function meeting(id: string, at: string, startAt: string, endAt: string, subject: string, people: Party[]) {
  const text = `${subject}\nMill 2, meeting room`
  const signal: MeetingSignal = {
    kind: 'meeting',
    id,
    path: `calendar/${id}.ics`,
    sources: ['calendar'],
    at,
    text,
    segments: [],
    contentHash: sha256(text),
    warnings: [],
    subject,
    location: 'Mill 2, meeting room',
    organizer: people[0] ?? null,
    attendees: people.map((person) => ({ ...person, status: 'needs_action' as const })),
    startAt,
    endAt,
    allDay: false,
    zone: 'Europe/London',
    sequence: 0,
    cancelled: false,
    recurrence: null,
    earlier: [],
  }
  return { signal, sentences: cut(id, [subject, 'Mill 2, meeting room'], { by: people[0] ?? null, at }) }
}

export function record(id: string, object: string, fields: Record<string, string>, at = '2025-03-01T09:00:00Z') {
  const signal: CrmSignal = {
    kind: 'crm',
    id,
    path: `crm/salesforce/${object}.json`,
    sources: ['salesforce'],
    at,
    text: '',
    segments: [],
    contentHash: sha256(JSON.stringify(fields)),
    warnings: [],
    vendor: 'salesforce',
    object,
    record: id.split('/')[1] ?? id,
    fields,
    empty: [],
    related: [],
  }
  const sentences = Object.entries(fields).map(([field, value]): Sentence => ({
    id: `${id}@${field}@0`,
    item: id,
    field,
    start: 0,
    end: value.length,
    text: value,
    role: 'authored',
    by: null,
    forwardedBy: null,
    at,
    cue: null,
    language: null,
    speaks: false,
  }))
  return { signal, sentences }
}

export function identity(party: Party, more: Partial<Identity> = {}): Identity {
  return {
    id: party.email ?? `name:${party.name ?? ''}`,
    emails: party.email === null ? [] : [party.email],
    name: party.name ?? '',
    names: [party.name ?? ''],
    title: null,
    side: party.email?.endsWith('tidewell.example') ? 'seller' : 'customer',
    organization: null,
    crmRecords: [],
    left: null,
    awayUntil: null,
    lastHeardAt: null,
    sentences: [],
    ...more,
  }
}

export function commitment(
  by: Party,
  to: Party,
  what: string,
  sentences: SentenceId[],
  more: Partial<Commitment> = {},
) {
  const made: Commitment = {
    by,
    to,
    what,
    due: null,
    conditional: null,
    status: 'open',
    overdue: false,
    inCrm: false,
    inContract: 'not_read',
    sentences,
    resolvedBy: [],
    supersededBy: null,
    ...more,
  }
  return made
}

export function nothing(): Understanding {
  return {
    commitments: [],
    heardAsPromise: [],
    asks: [],
    handling: [],
    pains: [],
    risks: [],
    nextSteps: [],
    stakeholders: [],
    qualification: {},
    contradictions: [],
    rejected: [],
  }
}

export function corpusOf(parts: { signal: Signal; sentences: Sentence[] }[], more: Partial<Corpus> = {}): Corpus {
  return {
    seller: {
      name: 'Tidewell',
      domains: ['tidewell.example'],
      people: [
        { name: 'Ana Reyes', email: 'ana@tidewell.example', role: 'SDR' },
        { name: 'Ben Okafor', email: 'ben@tidewell.example', role: 'AE' },
      ],
    },
    account: { name: 'Harbour Mills', domains: ['harbourmills.example'] },
    deal: null,
    handoff: { type: 'sdr-to-ae', from: null, to: null },
    asOf: '2025-03-14T17:00:00Z',
    zone: 'Europe/London',
    signals: parts.map((part) => part.signal),
    sentences: parts.flatMap((part) => part.sentences),
    identities: [identity(ANA), identity(BEN), identity(SOFIA), identity(TOM)],
    coverage: [
      {
        source: 'mail:ana@tidewell.example',
        from: '2025-03-01T09:00:00Z',
        to: '2025-03-14T16:00:00Z',
        items: parts.length,
        discarded: 0,
        complete: true,
        gaps: [],
      },
    ],
    unread: [],
    warnings: [],
    notes: [],
    ...more,
  }
}

/** The account that most tests read: money, a decider, a late promise, a secret, a meeting, a wrong CRM field. */
export function harbourMills(): { corpus: Corpus; understanding: Understanding } {
  const parts = [
    record('salesforce:Opportunity/006A', 'Opportunity', { Name: 'Harbour Mills sensors', Amount: '20000' }),
    mail(
      'm1',
      '2025-03-03T09:00:00Z',
      SOFIA,
      [ANA],
      [
        'We lost 40 tonnes of wheat to damp in January because nobody saw the silo heat up.',
        'Insurance wants sensors in before 30 June.',
      ],
    ),
    mail(
      'm2',
      '2025-03-05T10:00:00Z',
      ANA,
      [SOFIA],
      ['I will send you a reference from another mill by Monday 10 March.'],
    ),
    mail(
      'm3',
      '2025-03-11T12:00:00Z',
      SOFIA,
      [ANA],
      [
        'Between us, please keep this to yourself.',
        'Tom has £45,000 for this year and not a pound more.',
        'Tom Beck signs anything above £10k, he is our finance director.',
        'Graincheck quoted us a third less than you.',
        'Where is the reference from the other mill, Tom asks me again?',
      ],
    ),
    mail(
      'm4',
      '2025-03-13T15:00:00Z',
      ANA,
      [BEN],
      ['Our offer is £52k for year one.', 'I owe Sofia the trial plan by 18 March.'],
    ),
    meeting('k1', '2025-03-12T09:00:00Z', '2025-03-20T13:00:00Z', '2025-03-20T14:00:00Z', 'Site walk and demo', [
      SOFIA,
      BEN,
    ]),
  ]
  const corpus = corpusOf(parts, {
    deal: { id: 'salesforce:Opportunity/006A', name: 'Harbour Mills sensors', why: 'the only open one', others: [] },
  })
  const at = (item: string, index: number) => corpus.sentences.filter((one) => one.item === item)[index]?.id ?? ''
  corpus.identities = [
    identity(ANA, { lastHeardAt: '2025-03-13T15:00:00Z' }),
    identity(BEN),
    identity(SOFIA, { lastHeardAt: '2025-03-11T12:00:00Z', sentences: [at('m1', 0)] }),
    identity(TOM, {
      title: { value: 'finance director', sentences: [at('m3', 2)] },
      sentences: [at('m3', 2)],
    }),
  ]
  const understanding: Understanding = {
    ...nothing(),
    commitments: [
      commitment(ANA, SOFIA, 'send a reference from another mill', [at('m2', 0)], { due: '2025-03-10', overdue: true }),
      commitment(ANA, SOFIA, 'the trial plan', [at('m4', 1)], { due: '2025-03-18' }),
    ],
    asks: [{ what: 'the reference', by: SOFIA, times: 2, answered: false, sentences: [at('m3', 4)] }],
    handling: [
      {
        kind: 'handling',
        mark: 'in_confidence',
        by: SOFIA,
        from: [],
        covers: [at('m3', 0), at('m3', 1)],
        sentences: [at('m3', 0)],
        why: 'test',
      },
    ],
    pains: [{ kind: 'pain', text: 'lost 40 tonnes', impact: null, by: SOFIA, sentences: [at('m1', 0)], why: 'test' }],
    risks: [{ kind: 'risk', risk: 'competitor', text: 'a third less', sentences: [at('m3', 3)], why: 'test' }],
    stakeholders: [
      stakeholder(SOFIA, [at('m1', 0)], { lastHeardAt: '2025-03-11T12:00:00Z', roles: ['champion'] }),
      stakeholder(TOM, [at('m3', 2)], { roles: ['economic_buyer'], stated: true, title: 'finance director' }),
    ],
    qualification: {
      budget: qualification('budget', '£45,000', [at('m3', 1)]),
      economic_buyer: qualification('economic_buyer', 'Tom Beck', [at('m3', 2)]),
      competition: qualification('competition', 'Graincheck', [at('m3', 3)]),
      critical_event: qualification('critical_event', '30 June', [at('m1', 1)]),
    },
    contradictions: [
      {
        record: 'salesforce:Opportunity/006A',
        field: 'Opportunity.Amount',
        crmValue: '20000',
        evidenceValue: '£52k',
        sentences: [at('m4', 0)],
      },
    ],
  }
  return { corpus, understanding }
}

export function stakeholder(
  party: Party,
  sentences: SentenceId[],
  more: Partial<Understanding['stakeholders'][number]> = {},
): Understanding['stakeholders'][number] {
  return {
    identity: party.email ?? '',
    email: party.email,
    name: party.name ?? '',
    title: null,
    side: 'customer',
    roles: [],
    stated: false,
    sentiment: 'neutral',
    inCrm: false,
    left: false,
    awayUntil: null,
    lastHeardAt: null,
    sentences,
    ...more,
  }
}

function qualification<F extends 'budget' | 'economic_buyer' | 'competition' | 'critical_event'>(
  field: F,
  value: string,
  sentences: SentenceId[],
) {
  return { kind: 'qualification' as const, field, value, basis: 'customer' as const, sentences, why: 'test' }
}

function cut(item: string, lines: string[], more: Partial<Sentence>): Sentence[] {
  let start = 0
  return lines.map((text): Sentence => {
    const sentence: Sentence = {
      id: `${item}@${start}`,
      item,
      field: null,
      start,
      end: start + text.length,
      text,
      role: 'authored',
      by: null,
      forwardedBy: null,
      at: null,
      cue: null,
      language: 'en',
      speaks: true,
      ...more,
    }
    start += text.length + 1
    return sentence
  })
}
