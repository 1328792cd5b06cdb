import type { Corpus } from '../signals/corpus.ts'
import type { EmailSignal, MeetingSignal, Party } from '../signals/signal.ts'
import { samePerson, type Entry, type Look, type Weight } from './commitments-match.ts'
import { gistOf, likeness } from './gist.ts'

const DAY_MS = 86_400_000
const INTRODUCED_WITHIN_DAYS = 30
const SUMMED_UP_WITHIN_DAYS = 4

/**
 * Keeps the promises whose keeping needs no words of its own: the mail that brings two people together, the mail that sums
 * up the talk, the meeting that took place on the promised day. A meeting called off takes its promise with it.
 */
export function keptByDeed(
  corpus: Corpus,
  entries: readonly Entry[],
  { look, weight, late }: { look: Look; weight: Weight; late: ReadonlySet<string> },
): void {
  const mails = corpus.signals.filter((signal) => signal.kind === 'email')
  const meetings = corpus.signals.filter((signal) => signal.kind === 'meeting')
  const firstOf = new Map<string, string>()
  for (const sentence of corpus.sentences) if (!firstOf.has(sentence.item)) firstOf.set(sentence.item, sentence.id)
  for (const entry of entries) {
    if (entry.commitment.status !== 'open' || entry.standing) continue
    const text = (look.sentence(entry.commitment.sentences[0])?.text ?? '').replaceAll('’', "'").toLowerCase()
    const mail = INTRODUCES.test(text)
      ? mails.find((one) => introduces(one, entry))
      : SUMS_UP.test(text)
        ? mails.find((one) => sumsUp(one, entry))
        : mails.find((one) => comesOnTheDay(one, entry, { text, late, look }))
    const met = mail ? undefined : meetingOf(meetings, entry, text, corpus.asOf, weight)
    const id = firstOf.get((mail ?? met)?.id ?? '')
    if (id === undefined) continue
    entry.commitment.status = met?.cancelled === true ? 'withdrawn' : 'done'
    entry.commitment.resolvedBy = [id]
  }
}

/** A day so far back that a promise still owed would have been asked for. */
const LONG_AGO_DAYS = 25
/** Sooner, where the customer is owed: they ask for what does not come, while a seller waits and colleagues speak elsewhere. */
const ASKED_FOR_DAYS = 10

/**
 * Takes for kept what was due long ago, where the two went on writing and neither asked for it nor owned to a delay: of such
 * promises four in five were kept without a word. No words say so, hence nothing is pointed at.
 */
export function keptInSilence(corpus: Corpus, entries: readonly Entry[], look: Look): void {
  const mails = corpus.signals.filter((signal) => signal.kind === 'email')
  const today = corpus.asOf.slice(0, 10)
  for (const { commitment, owed, side, standing } of entries) {
    const { due, status, conditional, to } = commitment
    if (status !== 'open' || standing || owed !== null || conditional !== null || due === null) continue
    const receiver = to === null ? null : look.sideOf(to)
    const isOwedToCustomer = side === 'seller' && receiver === 'customer'
    if ((daysBetween(due, today) ?? 0) < (isOwedToCustomer ? ASKED_FOR_DAYS : LONG_AGO_DAYS)) continue
    // said again once its day was over, it is not forgotten
    if (commitment.sentences.some((id) => (look.sentence(id)?.at ?? '').slice(0, 10) > due)) continue
    const wentOn = mails.some(
      ({ at, from }) =>
        at !== null &&
        at.slice(0, 10) > due &&
        (receiver === null || receiver === side ? samePerson(from, commitment.by) : look.sideOf(from) === receiver),
    )
    if (wentOn) commitment.status = 'done'
  }
}

/** From the one who promised, to the one it was promised to and somebody else, and it says who is who. */
function introduces(mail: EmailSignal, entry: Entry): boolean {
  const { by, to } = entry.commitment
  const reached = [...mail.to, ...mail.cc]
  const days = daysBetween(entry.at, mail.at)
  return (
    days !== null &&
    days > 0 &&
    days <= INTRODUCED_WITHIN_DAYS &&
    samePerson(mail.from, by) &&
    reached.length >= 2 &&
    reached.some((party) => samePerson(party, to)) &&
    (INTRODUCTION.test(mail.subject) || PRESENTS.test(mail.text.slice(0, 400).replaceAll('’', "'")))
  )
}

/** From the one who promised, soon after, to one who was there, and its subject or opening says that it sums up. */
function sumsUp(mail: EmailSignal, entry: Entry): boolean {
  const days = daysBetween(entry.at, mail.at)
  return (
    days !== null &&
    days > 0 &&
    days <= SUMMED_UP_WITHIN_DAYS &&
    mail.id !== entry.item &&
    samePerson(mail.from, entry.commitment.by) &&
    (entry.commitment.to === null ||
      [...mail.to, ...mail.cc].some((party) => samePerson(party, entry.commitment.to))) &&
    SUMMARY.test(`${mail.subject}\n${mail.text.slice(0, 300)}`.replaceAll('’', "'"))
  )
}

/**
 * From the one who promised to the other side, on the promised day or the day before: a message with a file, which speaks of
 * no delay. A promise to come, call or talk is not kept by mail.
 */
function comesOnTheDay(
  mail: EmailSignal,
  { commitment, item, at, side, owed }: Entry,
  { text, late, look }: { text: string; late: ReadonlySet<string>; look: Look },
): boolean {
  const { due, by, to } = commitment
  if (due === null || owed !== null || mail.id === item || at === null || mail.at === null || mail.at <= at)
    return false
  if (late.has(mail.id) || MEETS.test(text)) return false
  const day = localDate(mail)
  const early = (Date.parse(due) - Date.parse(day)) / DAY_MS
  if (early < 0 || early > 1 || mail.attachments.length === 0) return false
  // a colleague answers for him in the same conversation
  const forHim = mail.from !== null && look.sideOf(mail.from) === side && mail.thread === look.threadOf(item)
  if (!samePerson(mail.from, by) && !forHim) return false
  const reached = [...mail.to, ...mail.cc]
  return to !== null && look.sideOf(to) !== side
    ? reached.some((party) => look.sideOf(party) === look.sideOf(to))
    : reached.some((party) => (to === null ? look.sideOf(party) !== side : samePerson(party, to)))
}

/** The sender's own day. */
const localDate = ({ at, offsetMinutes }: EmailSignal): string =>
  new Date(Date.parse(at ?? '') + offsetMinutes * 60_000).toISOString().slice(0, 10)

/** The meeting of the promised day with the one who promised, once the day is over; called off where it shares the words. */
function meetingOf(
  meetings: readonly MeetingSignal[],
  { commitment, gist, at }: Entry,
  text: string,
  asOf: string,
  weight: Weight,
): MeetingSignal | undefined {
  const { due, by } = commitment
  if (due === null || !MEETS.test(text) || SENDS.test(text)) return undefined
  const ofDay = meetings.filter(
    (one) =>
      one.recurrence === null &&
      one.startAt.slice(0, 10) === due &&
      (at === null || one.startAt > at) &&
      invited(one).some((party) => samePerson(party, by)),
  )
  const held = ofDay.find((one) => !one.cancelled && one.startAt < asOf)
  if (held || ofDay.some((one) => !one.cancelled)) return held
  return ofDay.find((one) => likeness(gist, gistOf(one.subject), weight).shared > 0)
}

const invited = (meeting: MeetingSignal): Party[] => [
  ...(meeting.organizer ? [meeting.organizer] : []),
  ...meeting.attendees.filter(({ status }) => status !== 'declined'),
]

function daysBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : (Date.parse(to) - Date.parse(from)) / DAY_MS
}

const INTRODUCES =
  /(?<!\p{L})(introduc(e|tion)|put you in (touch|contact)|connect you (with|to)|bringe? (sie|dich|euch) .{0,40}zusammen|mache? .{0,40}bekannt|stelle? .{0,60} vor|mets? en (contact|relation)|présenterai|presentaré|pongo en contacto|pondré en contacto)(?!\p{L})/u
const INTRODUCTION = /^\s*(intro|introduc|introduktion|vorstellung|présentation|mise en relation|presentaci)/iu
const PRESENTS =
  /(?<!\p{L})(\p{Lu}\p{L}+,? (please )?meet \p{Lu}\p{L}+|this is \p{Lu}\p{L}+ (from|of|at|who)|introducing|you('re| are) now (connected|in touch)|(copying|copied|looping) in|das ist (frau |herr )?\p{Lu}\p{L}+|stelle ich (ihnen|dir|euch)|je (te|vous) présente|voici \p{Lu}\p{L}+, (de|notre|qui)|te presento|les? presento)(?!\p{L})/u
const SUMS_UP =
  /(?<!\p{L})(write (it|this|that|everything|things)( all)? (up|down)|(send|share|circulate|do|write)[\p{L} ]{0,20} (summary|recap|notes|minutes|write-up)|zusammenfassung|fasse .{0,30}zusammen|protokoll|compte[- ]rendu|récap\p{L}*|un résumé|resumen|acta|minuta)(?!\p{L})/u
const SUMMARY =
  /(?<!\p{L})(summary|recap|notes (from|of)|minutes|wrap-up|what (we|i) (said|agreed|discussed|took)|as discussed|action items|zusammenfassung|protokoll|besprochen|vereinbart|compte[- ]rendu|récap\p{L}*|résumé|convenu|resumen|acta|minuta|acordad[oa]s?|lo hablado)(?!\p{L})/iu
const MEETS =
  /(?<!\p{L})(come|visit|on[- ]site|session|workshop|training|re-?training|demo|walk-?through|kick-?off|komme|kommen|besuche?n?|vor ort|schulung|einweisung|vorführung|begehung|viens|venons|passe|passons|visite|formation|atelier|démonstration|sur place|voy|vamos|visita|formación|sesión|taller|demostración)(?!\p{L})/u
const SENDS =
  /(?<!\p{L})(send|share|deliver|draft|material|schick\p{L}*|send\p{L}*|liefer\p{L}*|envo\p{L}+|livr\p{L}+|transm\p{L}+|mand\p{L}+|enví\p{L}+|entreg\p{L}+|unterlagen|supports?)(?!\p{L})/u
