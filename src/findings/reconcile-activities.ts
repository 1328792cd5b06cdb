import type { CrmSignal, MeetingSignal } from '../signals/signal.ts'
import { recordsOf } from './crm-fields.ts'
import type { Commitment, Contradiction } from './finding.ts'
import { gistOf, likeness, weigh } from './gist.ts'
import type { Gist } from './gist.ts'
import type { Known } from './reconcile-known.ts'
import type { Said } from './said-values.ts'

const OPEN = /not.?started|in.?progress|waiting|open|deferred|scheduled|offen/i
const LEAST_LIKENESS = 0.5

/** Tasks that are done or moved although the CRM says otherwise, notes of promises that were taken back, meetings that moved or fell out. */
export function activityChecks(known: Known): Contradiction[] {
  return [...tasks(known), ...meetings(known), ...notes(known)]
}

function tasks({ corpus, commitments, said }: Known): Contradiction[] {
  const texts = new Map(corpus.sentences.map((one) => [one.id, one.text]))
  const gists = commitments.map((one) => gistOfCommitment(one, texts))
  const records = recordsOf(corpus, /^tasks?$/i)
  const weight = weigh([...gists, ...records.map((record) => gistOf(textOf(record)))])
  const found: Contradiction[] = []
  for (const record of records) {
    const status = record.fields['Status'] !== undefined ? 'Status' : 'hs_task_status'
    const gist = gistOf(textOf(record))
    if (CLOSED.test(record.fields[status] ?? '')) {
      const denied = deniedBy(gist, said, weight)
      if (denied.length > 0) found.push(made(record, status, 'not done', denied))
      continue
    }
    if (!OPEN.test(record.fields[status] ?? '')) continue
    const ranked = commitments
      .map((commitment, at) => ({ commitment, like: likeness(gist, gists[at] ?? new Set(), weight) }))
      .filter(({ like }) => like.contained >= LEAST_LIKENESS && like.shared >= 2)
      .toSorted((a, b) => b.like.contained - a.like.contained)
    const done = ranked.find(({ commitment }) => commitment.status === 'done' && commitment.resolvedBy.length > 0)
    const handed = handedOver(gist, said, weight)
    if (done || handed) {
      const { resolvedBy = [], sentences = [] } = done?.commitment ?? {}
      found.push(made(record, status, 'done', [...(handed ? [handed.sentence.id] : []), ...resolvedBy, ...sentences]))
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

/** The seller's mail that hands over what the task names, to whom it names. */
function handedOver(gist: Gist, said: readonly Said[], weight: (key: string) => number): Said | undefined {
  return said
    .filter(
      (one) => one.side === 'seller' && one.handsOver && !one.sentence.text.includes('?') && !NOT_YET.test(one.text),
    )
    .map((one) => ({ one, like: likeness(gist, one.about, weight), own: likeness(gist, one.gist, weight) }))
    .filter(({ like, own }) => like.contained >= 0.6 && like.shared >= 2 && own.shared >= 1)
    .toSorted((a, b) => b.like.contained - a.like.contained)[0]?.one
}

/** Handed over some day, perhaps, or not: no deed. */
const NOT_YET =
  /\b(?:will|ll|would|won t|not yet|once|as soon as|wird|werden|wurde|sobald|noch nicht|sera|seront|recevrez|aurez|pas encore|des que|recibira\w*|tendra\w*|enviare\w*|aun no|todavia no|cuando)\b/

/** "The letter task is ticked off. It isn't done": a colleague says so of a task that the CRM calls done. */
function deniedBy(gist: Gist, said: readonly Said[], weight: (key: string) => number): string[] {
  const at = said.findIndex((one, place) => {
    if (one.side !== 'seller' || !TICKED.test(one.text)) return false
    const next = said[place + 1]
    const denied = NOT_DONE.test(one.text) || (next?.sentence.item === one.sentence.item && NOT_DONE.test(next.text))
    return denied && likeness(gist, one.gist, weight).shared >= 1 && likeness(gist, one.gist, weight).contained >= 0.25
  })
  const one = said[at]
  if (!one) return []
  const next = said[at + 1]
  return [one.sentence.id, ...(next?.sentence.item === one.sentence.item ? [next.sentence.id] : [])]
}

const CLOSED = /completed|complete|done|erledigt|abgeschlossen|termine|completad|hech[ao]|closed/i
const TICKED =
  /\b(?:task|to do|todo|ticked|checked off|marked|aufgabe|abgehakt|auf erledigt|steht (?:als|auf) erledigt|tache|coche\w*|marque\w*|tarea|marcad\w+|completad\w+)\b/
const NOT_DONE =
  /\b(?:isn t|is not|not (?:done|sent|true)|never|wasn t|hasn t|wrong|stimmt nicht|nicht (?:erledigt|raus|fertig|verschickt)|noch offen|faux|pas (?:fait|envoye|vrai|le cas)|no (?:esta|es|se ha|lo he)|falta|sin enviar)\b/

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
