import type { Resolution } from '../../findings/finding.ts'
import type { Identity } from '../../signals/corpus.ts'
import type { Party } from '../../signals/signal.ts'
import { dueOf } from './commitment-parts.ts'
import { judge, THRESHOLD } from './commitment-score.ts'
import { isoOf } from './days.ts'
import type { Language } from './language.ts'
import { RESOLUTION_CUES } from './lexica/resolution-cues.ts'
import type { Parsed } from './parse.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'
import { FORM } from './verb-forms.ts'

const PAPER = /\.(pdf|docx?|xlsx?|pptx?|csv|zip|odt|ods|txt|vsdx?|dwg|dxf|md|rtf)$/i

const ANSWERS = /^\s*(re|aw|sv|antw|fw|fwd|wg|tr|rv|réf)\s*:/i

/** Words that say a promise was kept, moved or taken back, and attachments that keep one. Which promise is the ledger's to tell. */
export function readResolutions(reading: Reading): Resolution[] {
  const found: Resolution[] = []
  for (const [item, sentences] of reading.byItem) {
    const first = sentences[0]
    if (!first || first.signal.kind === 'meeting') continue
    for (const spoken of sentences) found.push(...resolutionsOf(reading, spoken))
    if (first.signal.kind !== 'email' || first.sentence.role !== 'authored') continue
    const { attachments, subject } = first.signal
    const carrier = sentences.find(({ parsed }) => RESOLUTION_CUES[parsed.language].hands.test(parsed.lower)) ?? first
    for (const { name } of attachments) {
      if (PAPER.test(name)) found.push(sentWith(first, spaced(name), carrier, 'attachment of that name'))
    }
    if (attachments.some(({ name }) => PAPER.test(name)) && !ANSWERS.test(subject)) {
      found.push(sentWith(first, subject, carrier, 'attachment under that subject'))
    }
    // a message that starts a thread under the thing's name, as notes of a call do
    if (!ANSWERS.test(subject) && sentences.length >= 3 && item !== '') {
      found.push(sentWith(first, subject, first, 'subject of a new message'))
    }
  }
  return found
}

/** What a message brings along counts as done by whoever sent it. */
function sentWith(first: Spoken, what: string, carrier: Spoken, why: string): Resolution {
  const sentences = [carrier.sentence.id]
  return { kind: 'resolution', how: 'done', by: partyOf(first.author), what, due: null, sentences, why }
}

function resolutionsOf(reading: Reading, spoken: Spoken): Resolution[] {
  const { parsed, author } = spoken
  const { lower } = parsed
  const cues = RESOLUTION_CUES[parsed.language]
  if (parsed.question || parsed.tokens.length > 60) return []
  const make = (
    how: Resolution['how'],
    by: Party | null,
    why: string,
    due: string | null = null,
    sentences = withContext(reading, spoken),
  ): Resolution[] => [
    { kind: 'resolution', how, by, what: parsed.text.replaceAll(/\s+/g, ' ').slice(0, 160), due, sentences, why },
  ]
  const firm = judge(parsed)
  const promises = firm !== null && firm.score >= THRESHOLD - 1e-9
  const received = receivedIn(parsed)
  const owes = (cues.owes.test(lower) && !received) || deniesDay(parsed)
  if (cues.withdraws.test(lower) && !promises && !owes) return make('withdrawn', partyOf(author), 'takes it back')
  if (cues.moves.test(lower) && spoken.today !== null) {
    const due = dueOf(parsed, firm?.frame ?? null)
    if (due !== null && due > spoken.today) return make('superseded', partyOf(author), 'another date', isoOf(due))
    const next = due === null ? nextDated(reading, spoken) : null
    if (next) return make('superseded', partyOf(author), 'another date', next.due, [next.sentence, spoken.sentence.id])
  }
  if (owes) return make('owed', partyOf(author), 'it is owed')
  if (promises && !cues.hands.test(lower)) return []
  if (cues.hands.test(lower) && !received) return make('done', partyOf(author), 'comes with the message')
  const did = cues.did.exec(lower)
  const yet = did ? isNoDeed(parsed, clauseAt(lower, did)) : cues.notDone.test(lower)
  if (received) {
    if (NOT_UNTIL.test(clauseAt(lower, received).slice(0, -received[0].length))) return []
    if (tellsOfReceiver(spoken)) return make('done', partyOf(author), 'it is said to be done')
    return make('done', giverOf(reading, spoken), 'the other side has it')
  }
  if (!yet && (did || hasDone(parsed))) {
    const own = /(^|[^\p{L}])(i|we|ich|wir|je|j'|nous|on|he|hemos)([^\p{L}]|$)/u.test(lower)
    if (isDenied(reading, spoken)) return make('owed', partyOf(author), 'it is said to be done and is not')
    const named = own ? null : namedIn(spoken)
    return make('done', partyOf(named ?? author), own ? 'says it is done' : 'it is said to be done')
  }
  const day = promises || spoken.today === null ? null : dueOf(parsed, firm?.frame ?? null)
  if (day !== null && spoken.today !== null && day > spoken.today && !parsed.conditional.includes(true))
    return make('superseded', partyOf(author), NAMES_A_DAY, isoOf(day), [spoken.sentence.id])
  return []
}

/** "The letter is coming to you on the 25th": no promise by its words, and a new day for what somebody misses. */
const NAMES_A_DAY = 'names a day'

/** "The list is delayed, Ms Brown has comments. You will have it on 1 December.": the day stands in the sentence after. */
function nextDated(reading: Reading, spoken: Spoken): { sentence: string; due: string } | null {
  const next = reading.byItem.get(spoken.sentence.item)?.[spoken.position + 1]
  if (!next || next.author !== spoken.author || next.parsed.question || next.today === null) return null
  const due = dueOf(next.parsed, judge(next.parsed)?.frame ?? null)
  return due !== null && due > next.today ? { sentence: next.sentence.id, due: isoOf(due) } : null
}

const HAVE: Record<Language, RegExp> = {
  en: /^(have|has|had|'ve|'s|was|were|been|got|is|are)$/,
  de: /^(habe?|hast|hat|haben|habt|ist|sind|wurden?|war|waren|worden)$/,
  fr: /^(ai|as|a|avons|avez|ont|est|sont|été|était|étaient|j'ai|suis)$/,
  es: /^(he|has|ha|hemos|habéis|han|fue|fueron|está|están|quedó|quedaron|ya)$/,
}

const PRETERITE = /(?<!\p{L})\p{L}{2,}([^r][éó]|aron|ieron|aste|iste|isteis|asteis)(?!\p{L})/u

/** "como usted pidió" is no deed */
const AS_ASKED = /(?<!\p{L})(como|según|que) (\p{L}+ ){0,2}\p{L}+[éó](?!\p{L})/gu

/** A deed in the past or the perfect: "has uploaded", "wurde geliefert", "a transmis", "entregó". */
function hasDone({ tokens, verbs, people, language, lower, conditional }: Parsed): boolean {
  if (REPORTED.test(lower)) return false
  const deed = verbs.some((verb, index) => {
    if (!verb || conditional[index] || !verb.classes.some((kind) => DEEDS.has(kind))) return false
    const word = tokens[index]?.w ?? ''
    const before = tokens.slice(Math.max(0, index - 4), index).some((token) => HAVE[language].test(token.w))
    if ((verb.forms & FORM.participle) !== 0 && word !== verb.lemma) {
      if (language === 'de' ? tokens.some((token) => HAVE.de.test(token.w)) : before) return true
    }
    const doer = [1, 2].some((back) => people[index - back] || SUBJECT.test(tokens[index - back]?.w ?? ''))
    return language === 'en' && doer && (verb.forms & FORM.past) !== 0 && word !== verb.lemma && !NOT_YET.test(lower)
  })
  return deed || (language === 'es' && PRETERITE.test(lower.replace(AS_ASKED, ' ')))
}

const DEEDS: ReadonlySet<string> = new Set(['transfer', 'make'])
const SUBJECT = /^(i|we|he|she|they|you|it)$/
/** "I wrote to her that we keep it off" says it again and does nothing. */
const REPORTED =
  /(?<!\p{L})(wrote|written|told|said|schrieb|geschrieben|gesagt|écrit|dit|dijo|dicho|escrito) .{0,40}(?<!\p{L})(that|dass|que)(?!\p{L})/u
const NOT_YET = /\b(will|would|could|should|can|to) be\b/

/** A bare "Done." or "New date is Friday." is about what the sentence before speaks of. */
function withContext(reading: Reading, spoken: Spoken): string[] {
  const ids = [spoken.sentence.id]
  const previous = reading.byItem.get(spoken.sentence.item)?.[spoken.position - 1]
  if (!previous || spoken.parsed.tokens.length > 7 || previous.author !== spoken.author) return ids
  // words of another between the two, as in an answer in line
  const between = spoken.signal.text.slice(previous.sentence.end, spoken.sentence.start)
  return spoken.signal.kind === 'email' && between.trim() !== '' ? ids : [...ids, previous.sentence.id]
}

/** "It won't be there on 1 June": what is denied is the day, not the deed. */
function deniesDay({ lower, language, dates }: Parsed): boolean {
  return dates.length > 0 && WILL_NOT[language].test(lower)
}

const WILL_NOT: Record<Language, RegExp> = {
  en: /\b(won['’]t|will not|cannot|can['’]t|(not|n['’]t) going to) (\w+ ){0,2}?(be (there|ready|done|finished|live|in|out|on time|with)|make it|happen|reach|arrive|land|go (out|live))\b/,
  de: /(?<!\p{L})(wird|werden|kommt|kommen|klappt|reicht) .{0,50}nicht (mehr )?(fertig|rechtzeitig|pünktlich|da|bis|am|im|zum|vor)(?!\p{L})/u,
  fr: /(?<!\p{L})(ne |n['’])(ser(a|ont|ai)|pourr(a|ont|ai)|arriver(a|ont)|aur(a|ez|ons|ai)) (\p{L}+ )?pas (être )?(prête?s?|là|finie?s?|terminée?s?|livrée?s?|en ligne|disponibles?|avant|pour|le|à temps)(?!\p{L})/u,
  es: /(?<!\p{L})no (estar[áé]n?|llegar[áé]n?|saldrán?|tendr(é|emos|ás|á)|(va|van) a (estar|llegar|salir))(?!\p{L})/u,
}

/** Words that it is there, unless the same clause denies them: "we still have not received it". */
function receivedIn({ lower, language, cues }: Parsed): RegExpExecArray | null {
  const found = RESOLUTION_CUES[language].received.exec(lower)
  if (!found) return null
  return isNegated(clauseAt(lower, found), cues.negation) ? null : found
}

const isNegated = (clause: string, negation: ReadonlySet<string>): boolean =>
  clause.split(/[^\p{L}'’]+/u).some((word) => negation.has(word) || /n['’]t$/.test(word))

/** "I have never spoken to him", "until they have run for a week", "I wrote to her that we keep it off". */
const isNoDeed = ({ lower, language, cues }: Parsed, clause: string): boolean =>
  RESOLUTION_CUES[language].notDone.test(clause) ||
  isNegated(clause, cues.negation) ||
  NOT_UNTIL.test(clause) ||
  REPORTED.test(lower)

/** From the last comma to the end of what was found. */
function clauseAt(lower: string, found: RegExpExecArray): string {
  const end = found.index + found[0].length
  const start = Math.max(lower.lastIndexOf(',', found.index), lower.lastIndexOf(';', found.index)) + 1
  return lower.slice(start, end)
}

const NOT_UNTIL =
  /(?<!\p{L})(before|until|till|once|when|if|as soon as|bevor|bis|sobald|wenn|falls|avant|dès|quand|si|antes de|cuando|en cuanto|hasta)(?!\p{L})/u

/** "The task is ticked off as done. It isn't." */
function isDenied(reading: Reading, spoken: Spoken): boolean {
  const next = reading.byItem.get(spoken.sentence.item)?.[spoken.position + 1]
  return next?.author === spoken.author && DENIAL.test(next.parsed.lower)
}

const DENIAL =
  /^\W*(it|that|this|which)('s| is| was)?(n't| not)(?! only)(?!\p{L})|^\W*(das |es |was )?(stimmt|ist es|ist) (aber |leider )?nicht|^\W*(c'est faux|ce n'est pas|or ce n'est)|^\W*(no es (así|cierto|verdad)|no lo (está|es)|pero no)/u

/** The one whose deed it is said to be: named early on, neither called upon ("Piet, it went out") nor an owner ("Oda's list is in"). */
function namedIn({ parsed, author }: Spoken): Identity | null {
  const { people, tokens } = parsed
  const at = people.findIndex((person, index) => {
    const next = tokens[index + 1]?.w ?? ''
    return person !== null && person !== author && index < 6 && next !== ',' && !/^['’]s$/.test(next)
  })
  return people[at] ?? null
}

/** "Tom got it", "it is with her since Monday": told by a third person, and not by the one who has it. */
function tellsOfReceiver({ parsed, author }: Spoken): boolean {
  const { people, tokens, lower } = parsed
  const subject = people.findIndex((person, index) => person !== null && person.side !== author.side && index < 2)
  return (subject >= 0 && tokens[subject + 1]?.w !== ',') || WITH_HIM.test(lower)
}

const WITH_HIM =
  /(?<!\p{L})(with (him|her|them)|bei (ihm|ihr|ihnen|denen)|chez (lui|elle|eux)|(él|ella|ellos|ellas) ya)(?!\p{L})/u

/** Who gave what is acknowledged: the one called upon, the writer of what is answered, else the first of the other side. */
function giverOf(reading: Reading, { signal, author, parsed, position }: Spoken): Party | null {
  const other = (identity: Identity | null | undefined): identity is Identity =>
    identity !== null && identity !== undefined && identity !== author && identity.side !== author.side
  const called = parsed.people.find((person, index) => index < 8 && other(person))
  if (called) return partyOf(called)
  if (signal.kind === 'email') {
    const parent = reading.byItem.get(signal.references.at(-1) ?? '')?.[0]?.author
    if (other(parent)) return partyOf(parent)
    const first = [...signal.to, ...signal.cc].map((party) => reading.people.of(party)).find(other)
    return first ? partyOf(first) : null
  }
  const items = reading.byItem.get(signal.id) ?? []
  for (let back = position - 1; back >= 0; back -= 1) {
    const before = items[back]?.author
    if (other(before)) return partyOf(before)
  }
  return null
}

const spaced = (name: string): string =>
  name
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replaceAll(/[_\-.]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
