import type { CommitmentMention } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import { conceptOf, foldWord } from '../../lib/business-words.ts'
import { actionItem } from './action-items.ts'
import { saidInFull } from './asks.ts'
import { bindsAnnouncer, broadcastOf } from './broadcast.ts'
import { conditionOf, dueOf, whatOf } from './commitment-parts.ts'
import { namedObject } from './commitment-object.ts'
import { addresseeOf, doerOf } from './commitment-people.ts'
import { thatDay } from './commitment-then.ts'
import { judgeAll, threatens, THRESHOLD, type Judged } from './commitment-score.ts'
import { isoOf, localDay, type Day } from './days.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'
import { handsOver } from './unbound.ts'

/** In an invitation the date is the meeting's and need not be said. */
const MEETING_THRESHOLD = 0.6
/** The sentence before a bare "I'll have that done by Friday" must come this near to a promise to be what "that" is. */
const NEAR = 0.5

/** Reads every sentence for promises. Requests that the other side accepts are `acceptedRequests`. */
export function readMentions(reading: Reading): CommitmentMention[] {
  const mentions: CommitmentMention[] = []
  const broadcasts = new Map(reading.corpus.signals.map((signal) => [signal, broadcastOf(signal)]))
  for (const spoken of reading.spoken) {
    const broadcast = broadcasts.get(spoken.signal) ?? null
    if (broadcast === 'mailing') continue
    const listed = broadcast === null ? actionItem(reading, spoken) : null
    if (listed) {
      mentions.push(listed)
      continue
    }
    if (spoken.signal.kind === 'meeting' && spoken.parsed.tokens.length > 30) continue
    // a seller's "otherwise" is "apart from that"
    if (spoken.author.side !== 'seller' && threatens(spoken.parsed)) continue
    const threshold = spoken.signal.kind === 'meeting' ? MEETING_THRESHOLD : THRESHOLD
    const doers = new Set<Identity>()
    for (const judged of judgeAll(spoken.parsed)) {
      if (judged.score < threshold - 1e-9) break
      if (broadcast !== null && !bindsAnnouncer(judged.frame)) continue
      if (judged.frame && spoken.signal.kind === 'email' && handsOver(spoken.parsed, judged.frame)) continue
      const by = doerOf(reading, spoken, judged)
      // one sentence may bind two people, and one person once
      if (!by || doers.has(by) || (judged.why === 'terms that stand' && spoken.author.side !== 'seller')) continue
      doers.add(by)
      mentions.push(mentionOf(reading, spoken, judged, by))
    }
  }
  return mentions
}

/** "Klar, mach ich. Die Rechnung haben Sie Montag.": one promise, the fuller one. */
export function withoutBareYes(reading: Reading, mentions: readonly CommitmentMention[]): CommitmentMention[] {
  const promised = new Set(mentions.map(({ sentences }) => sentences[0] ?? ''))
  const spoken = new Map(reading.spoken.map((one) => [one.sentence.id, one]))
  return mentions.filter(({ sentences }) => {
    const yes = spoken.get(sentences[0] ?? '')
    if (!yes || (!yes.parsed.cues.takesOn.test(yes.parsed.lower) && !yes.parsed.cues.accepts.test(yes.parsed.lower)))
      return true
    return !saidInFull(yes, reading.byItem.get(yes.sentence.item) ?? [], promised)
  })
}

function mentionOf(reading: Reading, spoken: Spoken, judged: Judged, by: Identity): CommitmentMention {
  const { parsed } = spoken
  // "if it is not live by the 1st, you pay nothing": the day is the condition's
  const asCondition = judged.frame === null && parsed.dates.every((hit) => parsed.conditional[hit.from])
  let due = asCondition ? null : dueOf(parsed, judged.frame)
  due ??= thatDay(reading, spoken)
  const implied = due === null ? impliedDay(reading, spoken, judged) : null
  due ??= implied
  // "Les comptes seront ouverts jeudi, je m'en occupe": the day is said of what is taken on
  if (due === null && parsed.cues.takesOn.test(parsed.lower)) due = dueOf(parsed, null)
  const before = isBare(spoken, judged) ? saidBefore(reading, spoken, by) : null
  const doer = before?.by ?? by
  const named = before ? null : namedObject(reading, spoken, judged)
  return {
    kind: 'commitment',
    by: partyOf(doer),
    to: addresseeOf(reading, spoken, doer),
    what: before ? whatOf(before.spoken.parsed, before.judged.frame) : (named?.what ?? whatOf(parsed, judged.frame)),
    due: due === null ? (before?.due ?? null) : isoOf(due),
    conditional: conditionOf(parsed),
    sentences: [spoken.sentence.id, ...(before ? [before.spoken.sentence.id] : named ? [named.sentence] : [])],
    why: before
      ? `${judged.why}, of what was said just before`
      : implied === null
        ? judged.why
        : `${judged.why}, due at the meeting`,
  }
}

const BEFORE_MEETING =
  /(?<!\p{L})(before|ahead of|for|at|in time for|vor|für|beim|im|zum|avant|pour|lors de|antes de|para|en) (the|our|that|your|next|dem|der|unserem|unserer|den|das|la|le|l'|notre|votre|el|nuestra|nuestro) ?(\p{L}+ )?(call|meeting|demo|workshop|kick-?off|session|visit|review|termin|gespräch|treffen|besprechung|vorführung|begehung|réunion|appel|rendez-vous|visite|comité|atelier|reunión|llamada|visita|comité|taller)(?!\p{L})/u
const BRINGS = new Set(['bring', 'mitbringen', 'bringen', 'apporter', 'traer', 'llevar'])
const MEETING_WITHIN_DAYS = 30

/** The day of the meeting that the promise is for: the invitation it stands in, or the next one after "before the call", "I'll bring". */
function impliedDay(reading: Reading, spoken: Spoken, judged: Judged): Day | null {
  const { signal, parsed, today } = spoken
  if (signal.kind === 'meeting')
    return spoken.sentence.start > signal.subject.length ? localDay(signal.startAt, 0) : null
  if (
    today === null ||
    !(BEFORE_MEETING.test(parsed.lower) || (judged.frame?.verb && BRINGS.has(judged.frame.verb.lemma)))
  )
    return null
  let next: Day | null = null
  for (const meeting of reading.corpus.signals) {
    if (meeting.kind !== 'meeting' || meeting.cancelled) continue
    const day = localDay(meeting.startAt, 0)
    if (day >= today && day <= today + MEETING_WITHIN_DAYS && (next === null || day < next)) next = day
  }
  return next
}

/** "I'll have that done by the nineteenth": a promise that does not say of what. */
function isBare(spoken: Spoken, judged: Judged): boolean {
  if (!judged.frame) return false
  return (
    !spoken.parsed.tokens.some(
      (token) => token.kind === 'word' && token.w.length > 3 && conceptOf(foldWord(token.w)) !== null,
    ) && BARE.test(spoken.parsed.lower)
  )
}

const BARE =
  /(?<!\p{L})(have|do|get|send|make sure|finish|sort|handle|bring|give|take) (you )?(have |get )?(it|that|this|them|those|both)(?!\p{L})|(?<!\p{L})(das|es|die|diese) (mache|schicke|erledige|liefere|bringe|kriegen|bekommen|haben) (ich|wir|sie|du)|(schicke|mache|sende|bringe|gebe) (ich )?(es|das|die|sie) (ihnen|dir|euch)|(je|nous) (vous |te )?(l'|la |le |les )(envoie|envoyons|fais|faisons|transmets|prépare)|(se|te|les|os) (lo|la|los|las) (envío|mando|paso|enviamos|mandamos|hago|doy|tengo)/u

/** What the same person, or a person of the same side, said just before that this promise is about. */
function saidBefore(
  reading: Reading,
  spoken: Spoken,
  by: Identity,
): { spoken: Spoken; judged: Judged; by: Identity; due: string | null } | null {
  const items = reading.byItem.get(spoken.sentence.item) ?? []
  const previous = items[spoken.position - 1]
  if (!previous || previous.author !== spoken.author || previous.parsed.question) return null
  const judged = judgeAll(previous.parsed)[0]
  if (!judged || judged.score < NEAR || judged.score >= THRESHOLD || !judged.frame) return null
  const doer = judged.frame.subject === 'named' ? (doerOf(reading, previous, judged) ?? by) : by
  const due = dueOf(previous.parsed, judged.frame)
  return { spoken: previous, judged, by: doer, due: due === null ? null : isoOf(due) }
}
