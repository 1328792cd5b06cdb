import type { Contents } from '../../src/signals/assemble.ts'
import type { CallSignal, CrmSignal, EmailSignal, MeetingSignal, Party, Signal } from '../../src/signals/signal.ts'

/** Signals as a reader hands them over, for tests of what is made of them. */

export function party(text: string): Party {
  const match = /^(.*?)\s*<([^>]+)>$/.exec(text)
  return match ? { name: match[1] === '' ? null : match[1]!, email: match[2]! } : { name: null, email: text }
}

const base = { path: null, sources: ['mail:ola@tidewell.example'], segments: [], contentHash: '', warnings: [] }

export function mail(
  id: string,
  over: Partial<Omit<EmailSignal, 'from' | 'to' | 'cc'>> & { from: string; to: string[]; cc?: string[] },
): EmailSignal {
  return {
    ...base,
    kind: 'email',
    id,
    at: '2025-03-04T09:00:00.000Z',
    text: '',
    subject: 'Cold store',
    references: [],
    thread: 't',
    automatic: null,
    attachments: [],
    offsetMinutes: 60,
    headers: {},
    quotes: [],
    ...over,
    from: party(over.from),
    to: over.to.map(party),
    cc: (over.cc ?? []).map(party),
  }
}

export function call(id: string, lines: [speaker: string, words: string][]): CallSignal {
  const cues: CallSignal['cues'] = []
  let text = ''
  lines.forEach(([speaker, words], index) => {
    const start = text.length
    text += words
    cues.push({ start, end: text.length, at: `00:00:${String(index * 5).padStart(2, '0')}.000`, speaker })
    text += '\n'
  })
  const speakers = [...new Set(lines.map(([speaker]) => speaker))]
  return {
    ...base,
    sources: ['transcripts'],
    kind: 'call',
    id,
    at: '2025-03-05T09:00:00.000Z',
    text,
    subject: id,
    cues,
    speakers,
  }
}

export function record(object: string, id: string, fields: Record<string, string>): CrmSignal {
  const vendor = /^[A-Z]/.test(object) ? 'salesforce' : 'hubspot'
  return {
    ...base,
    sources: [vendor],
    kind: 'crm',
    id: `${vendor}:${object}/${id}`,
    at: '2025-01-10T08:00:00.000Z',
    text: '',
    vendor,
    object,
    record: id,
    fields,
    empty: [],
    related: [],
  }
}

export function meeting(id: string, zone: string | null, text: string): MeetingSignal {
  return {
    ...base,
    sources: ['calendar'],
    kind: 'meeting',
    id,
    at: '2025-03-01T09:00:00.000Z',
    text,
    subject: text.split('\n')[0]!,
    location: null,
    organizer: party('Ola Brandt <ola@tidewell.example>'),
    attendees: [{ ...party('Mara Lindqvist <mara@harbour.example>'), status: 'accepted' }],
    startAt: '2025-03-10T09:00:00.000Z',
    endAt: null,
    allDay: false,
    zone,
    sequence: 0,
    cancelled: false,
    recurrence: null,
    earlier: [],
  }
}

export function folder(signals: Signal[], workspace: Contents['workspace'] = WORKSPACE): Contents {
  return { workspace, signals, coverage: [], unread: [], warnings: [] }
}

export const WORKSPACE = {
  seller: {
    name: 'Tidewell',
    domains: ['tidewell.example'],
    people: [{ name: 'Ola Brandt', email: 'ola@tidewell.example' }],
  },
  account: { name: 'Harbour Foods', domains: ['harbour.example'] },
  handoff: 'sales-to-cs',
  as_of: '2025-04-01T12:00:00Z',
}
