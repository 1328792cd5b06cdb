import { conceptOf, foldWord } from '../../lib/business-words.ts'
import type { AskMention, CommitmentMention } from '../../findings/finding.ts'
import { dueOf, shorten } from './commitment-parts.ts'
import { addresseeOf } from './commitment-people.ts'
import { isoOf } from './days.ts'
import { UNDERTAKING_CUES } from './lexica/undertaking-cues.ts'
import { partyOf, type Reading, type Spoken } from './reading.ts'
import { requestIn } from './requests.ts'

/** How many sentences of an answer may carry the yes, and how far back in a call the request may lie. */
const ANSWER_WITHIN = 3
const DAYS_TO_ANSWER = 14
const DAY_MS = 86_400_000

/** Whatever anybody asked for; `wanted` where the customer asks the seller for a thing or a deed. */
export function readAsks(reading: Reading): AskMention[] {
  return reading.spoken.flatMap((spoken): AskMention[] => {
    if (spoken.signal.kind === 'meeting') return []
    const wanted =
      spoken.author.side !== 'seller' && isRequest(spoken) && reachesSeller(reading, spoken) && !callsOwn(spoken)
    const why = wanted ? 'request' : requestIn(spoken.parsed)
    if (why === null) return []
    const what = shorten(spoken.parsed.text, 22)
    return [{ kind: 'ask', by: partyOf(spoken.author), what, wanted, sentences: [spoken.sentence.id], why }]
  })
}

/**
 * A request that the other side says yes to is that side's promise: "Can you send X?" … "Sure, tomorrow."
 * `promised` holds the sentences that promise by themselves already.
 */
export function acceptedRequests(reading: Reading, promised: ReadonlySet<string>): CommitmentMention[] {
  const accepted: CommitmentMention[] = []
  const taken = new Set<string>()
  for (const items of reading.byItem.values()) {
    for (const spoken of items) {
      if (promised.has(spoken.sentence.id) || !saysYes(spoken)) continue
      if (saidInFull(spoken, items, promised)) continue
      const request = requestBefore(reading, spoken, items)
      if (!request || taken.has(request.sentence.id)) continue
      taken.add(request.sentence.id)
      const due = dueOf(spoken.parsed, null) ?? dueOf(request.parsed, null)
      accepted.push({
        kind: 'commitment',
        by: partyOf(spoken.author),
        to: partyOf(request.author),
        what: shorten(request.parsed.text, 18),
        due: due === null ? null : isoOf(due),
        conditional: null,
        sentences: [spoken.sentence.id, request.sentence.id],
        why: 'request accepted',
      })
    }
  }
  return accepted
}

/** "Sure, I can. You'll have it Monday.": the yes adds nothing to the promise that follows. */
export function saidInFull(yes: Spoken, items: readonly Spoken[], promised: ReadonlySet<string>): boolean {
  if (yes.parsed.tokens.length > BARE_YES || yes.parsed.dates.length > 0) return false
  return [1, 2].some((ahead) => {
    const next = items[yes.position + ahead]
    return next?.author === yes.author && promised.has(next.sentence.id)
  })
}

/** words and marks of a yes that says no more */
const BARE_YES = 7

const SCREEN =
  /\b(hear me|see me|see my screen|let me know|make it|join|meet|do (monday|tuesday|wednesday|thursday|friday)|stay on|bear with|repeat|say that again|believe|imagine|tell me (more )?(about|how|what|why)|explain|imagine|a minute|give me a (second|moment|sec)|like to (add|say|mention|thank|point out|stress|note))\b|(möchte .{0,20}(anmerken|hinzufügen|hinweisen|erwähnen|sagen))|((voudrais|souhaite) (ajouter|dire|préciser|signaler))|((quisiera|quiero|me gustaría) (añadir|decir|señalar|comentar))|(hören sie mich|sehen sie|bescheid geben|melden sie sich)|(m'entend|me voi|tenez-moi|dites-moi si)|(me escucha|me oye|avíse(n)?me si|dígame si)/u

/** Asks the other side to do or give something, not to come, wait or hear. */
export function isRequest({ parsed }: Spoken): boolean {
  const { lower, cues } = parsed
  const asked = cues.requests.exec(lower)
  if (!asked || SCREEN.test(lower) || cues.offer.test(lower)) return false
  // "I don't need", "eso no puede volver a pasar"
  const before = lower.slice(Math.max(0, asked.index - 12), asked.index).split(/[^\p{L}']+/u)
  if (before.some((word) => cues.negation.has(word))) return false
  const deed = parsed.verbs.some(
    (verb) =>
      verb !== undefined &&
      (verb.classes[0] === 'transfer' ||
        verb.classes[0] === 'make' ||
        verb.classes[0] === 'grant' ||
        verb.classes[0] === 'contact'),
  )
  const thing = parsed.tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
  return thing || (deed && parsed.tokens.length >= 5)
}

/** "Oda, could you take those over?": asked of a colleague. */
const callsOwn = ({ parsed, author }: Spoken): boolean =>
  parsed.people.some(
    (person, index) =>
      person?.side === author.side && index < 3 && parsed.tokens[index + 1]?.w === ',' && person !== author,
  )

function reachesSeller(reading: Reading, { signal }: Spoken): boolean {
  if (signal.kind !== 'email') return true
  return [...signal.to, ...signal.cc].some((party) => reading.people.of(party)?.side === 'seller')
}

/** A short yes that promises: "Sure, tomorrow.", "Leave it with me", "Mache ich." */
function saysYes({ parsed, signal }: Spoken): boolean {
  const { cues, lower, tokens } = parsed
  if (parsed.question || tokens.length > 14 || signal.kind === 'meeting') return false
  if (cues.declines.test(lower) && !cues.takesOn.test(lower)) return false
  if (
    tokens.some((token) => cues.negation.has(token.w)) &&
    !cues.takesOn.test(lower) &&
    lower.replaceAll(cues.harmless, '') === lower
  )
    return false
  if (cues.takesOn.test(lower) || UNDERTAKING_CUES[parsed.language].mine.test(lower)) return true
  return cues.accepts.test(lower) && (parsed.dates.length > 0 || DOES.test(lower) || NAMES.test(lower))
}

/** "Ja, das macht Herr Özdemir", "Entendu, ce sera Kévin": a yes that says who. */
const NAMES =
  /(?<!\p{L})(das (macht|übernimmt|erledigt)|ce sera|s'en (charge|occupe)|se encarga|lo (hace|lleva|ve)|(is|'s) (on it|doing it|down for it)|(will|'ll) do it|ab (der|dem) nächsten|from the next|dès (le|la) prochaine?)(?!\p{L})/u

const DOES =
  /\b(will do|can do|consider it done|no problem|of course|happy to|gladly|i will|we will|absolutely)\b|(?<!\p{L})(mache? ich|machen wir|wird gemacht|gerne|natürlich|selbstverständlich|erledige ich|kein problem|avec plaisir|bien sûr|volontiers|bien entendu|c'est noté|sans problème|con gusto|claro|por supuesto|cuente con ello|cuenta con ello|sin problema)(?!\p{L})/u

/** The request that a yes answers: in a call just before, in mail the one in the message that it replies to. */
export function requestBefore(reading: Reading, yes: Spoken, items: readonly Spoken[]): Spoken | null {
  if (yes.signal.kind === 'call') {
    for (let back = yes.position - 1; back >= Math.max(0, yes.position - ANSWER_WITHIN); back -= 1) {
      const earlier = items[back]
      if (earlier && earlier.author !== yes.author && isRequest(earlier)) return earlier
    }
    return null
  }
  const { signal } = yes
  if (signal.kind !== 'email' || items.indexOf(yes) >= ANSWER_WITHIN || signal.at === null) return null
  const parent = signal.references.at(-1)
  const asked = parent === undefined ? undefined : reading.byItem.get(parent)
  const requests = (asked ?? []).filter((spoken) => spoken.author !== yes.author && isRequest(spoken))
  const [only] = requests
  if (!only || requests.length > 1 || only.signal.at === null) return null
  if (Date.parse(signal.at) - Date.parse(only.signal.at) > DAYS_TO_ANSWER * DAY_MS) return null
  const to = addresseeOf(reading, only, only.author)
  const asks =
    only.signal.kind === 'email' &&
    [...only.signal.to, ...only.signal.cc].some((party) => reading.people.of(party) === yes.author)
  return asks || (to !== null && reading.people.of(to) === yes.author) ? only : null
}
