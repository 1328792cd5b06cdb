import type { CrmSignal, MeetingSignal } from '../signals/signal.ts'
import { recordsOf } from './crm-fields.ts'
import type { Commitment, Contradiction } from './finding.ts'
import { gistOf, likeness, weigh } from './gist.ts'
import type { Gist } from './gist.ts'
import type { Known } from './reconcile-known.ts'

const OPEN = /not.?started|in.?progress|waiting|open|deferred|scheduled|offen/i
const LEAST_LIKENESS = 0.5

/** Tasks that are done or moved although the CRM says otherwise, notes of promises that were taken back, meetings that moved or fell out. */
export function activityChecks(known: Known): Contradiction[] {
  return [...tasks(known), ...meetings(known), ...notes(known)]
}

function tasks({ corpus, commitments }: Known): Contradiction[] {
  const texts = new Map(corpus.sentences.map((one) => [one.id, one.text]))
  const gists = commitments.map((one) => gistOfCommitment(one, texts))
  const records = recordsOf(corpus, /^tasks?$/i)
  const weight = weigh([...gists, ...records.map((record) => gistOf(textOf(record)))])
  const found: Contradiction[] = []
  for (const record of records) {
    const status = record.fields['Status'] !== undefined ? 'Status' : 'hs_task_status'
    if (!OPEN.test(record.fields[status] ?? '')) continue
    const gist = gistOf(textOf(record))
    const ranked = commitments
      .map((commitment, at) => ({ commitment, like: likeness(gist, gists[at] ?? new Set(), weight) }))
      .filter(({ like }) => like.contained >= LEAST_LIKENESS && like.shared >= 2)
      .toSorted((a, b) => b.like.contained - a.like.contained)
    const done = ranked.find(({ commitment }) => commitment.status === 'done')
    if (done && done.commitment.resolvedBy.length > 0) {
      found.push(made(record, status, 'done', [...done.commitment.resolvedBy, ...done.commitment.sentences]))
      continue
    }
    const dueField = record.fields['ActivityDate'] !== undefined ? 'ActivityDate' : 'hs_timestamp'
    const due = record.fields[dueField]?.slice(0, 10)
    const moved = ranked.find(({ commitment }) => commitment.status === 'open' && commitment.due !== null)
    if (moved?.commitment.due && due && moved.commitment.due !== due) {
      found.push(made(record, dueField, moved.commitment.due, moved.commitment.sentences))
    }
  }
  return found
}

function notes({ corpus, commitments }: Known): Contradiction[] {
  const texts = new Map(corpus.sentences.map((one) => [one.id, one.text]))
  const fallen = commitments.filter((one) => one.status === 'withdrawn' || one.status === 'superseded')
  const gists = fallen.map((one) => gistOfCommitment(one, texts))
  const records = recordsOf(corpus, /^(?:notes?|events?|meetings?|calls?)$/i)
  const weight = weigh([...gists, ...records.map((record) => gistOf(textOf(record)))])
  const found: Contradiction[] = []
  for (const record of records) {
    for (const [name, value] of Object.entries(record.fields)) {
      if (!/body|description|notes?$|summary/i.test(name) || value.length < 8) continue
      const gist = gistOf(value)
      const hit = fallen.find((_, at) => {
        const like = likeness(gist, gists[at] ?? new Set(), weight)
        return like.shared >= 2 && like.contained >= 0.55
      })
      if (!hit) continue
      const next = hit.supersededBy === null ? undefined : commitments[hit.supersededBy]
      const value2 = next ? (next.due ?? next.what) : 'withdrawn'
      found.push(made(record, name, value2, [...(next?.sentences ?? []), ...hit.resolvedBy]))
    }
  }
  return found
}

/** CRM events against the invites: another start, or cancelled. */
function meetings({ corpus }: Known): Contradiction[] {
  const invites = corpus.signals.filter((signal): signal is MeetingSignal => signal.kind === 'meeting')
  const found: Contradiction[] = []
  for (const record of recordsOf(corpus, /^(?:events?|meetings?)$/i)) {
    const start = record.fields['StartDateTime'] !== undefined ? 'StartDateTime' : 'hs_meeting_start_time'
    const at = record.fields[start]
    if (!at) continue
    const invite = invites.find((one) => fits(one, record, at))
    if (!invite) continue
    const sentences = corpus.sentences.filter((one) => one.item === invite.id).map((one) => one.id)
    const moved = sentences.filter((id) =>
      /moved|verschob|verleg|deplac|déplac|report|aplaz|cancel|abgesag|annul/i.test(
        corpus.sentences.find((one) => one.id === id)?.text ?? '',
      ),
    )
    const proof = [...moved, ...sentences]
    if (invite.cancelled)
      found.push(made(record, 'Description' in record.fields ? 'Description' : start, 'cancelled', proof))
    else if (Math.abs(Date.parse(invite.startAt) - Date.parse(at)) > 3_600_000 * 3) {
      found.push(made(record, start, invite.startAt.slice(0, 10), proof))
    }
  }
  return found
}

function fits(invite: MeetingSignal, record: CrmSignal, at: string): boolean {
  const near = (iso: string): boolean => Math.abs(Date.parse(iso) - Date.parse(at)) <= 3_600_000 * 3
  if (invite.earlier.some((one) => near(one.startAt))) return true
  if (near(invite.startAt)) return invite.cancelled
  const subject = gistOf(record.fields['Subject'] ?? record.fields['hs_meeting_title'] ?? '')
  const other = gistOf(invite.subject)
  const like = likeness(subject, other, () => 1)
  return (
    like.shared >= 2 && like.mutual >= 0.6 && Math.abs(Date.parse(invite.startAt) - Date.parse(at)) < 21 * 86_400_000
  )
}

function textOf(record: CrmSignal): string {
  return ['Subject', 'Description', 'hs_task_subject', 'hs_task_body']
    .map((name) => record.fields[name] ?? '')
    .join(' ')
}

function gistOfCommitment(commitment: Commitment, texts: ReadonlyMap<string, string>): Gist {
  return gistOf([commitment.what, ...commitment.sentences.slice(0, 2).map((id) => texts.get(id) ?? '')].join(' '))
}

function made(record: CrmSignal, name: string, evidenceValue: string, sentences: string[]): Contradiction {
  return {
    record: record.id,
    field: `${record.object}.${name}`,
    crmValue: record.fields[name] || null,
    evidenceValue: evidenceValue.slice(0, 120),
    sentences: [...new Set(sentences)].slice(0, 2),
  }
}
