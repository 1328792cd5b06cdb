import { scoreFragment, scoreTerms, scoreVisit } from './commitment-bare.ts'
import { conditionOf } from './commitment-parts.ts'
import { dueIn, germanIdiom, hasObject, hasRecipient, hasThing, isNegated, isQuestion } from './commitment-signs.ts'
import { framesOf } from './frames.ts'
import type { Frame } from './frame.ts'
import { UNPROMISED_CUES } from './lexica/unpromised-cues.ts'
import type { Language } from './language.ts'
import type { Parsed } from './parse.ts'
import { bindsNobody } from './unbound.ts'
import { unboundInEnglish } from './unbound-english.ts'
import { offersIt } from './undertaken-english.ts'
import { scoreUndertaking } from './undertakings.ts'

/** A sentence promises when its best clause reaches this. */
export const THRESHOLD = 0.9

export type Judged = { frame: Frame | null; score: number; why: string }

/** What one sentence promises, without its conversation; null where nothing comes near a promise. */
export function judge(parsed: Parsed): Judged | null {
  return judgeAll(parsed)[0] ?? null
}

/** Every reading of a sentence as a promise, the strongest first. */
export function judgeAll(parsed: Parsed): Judged[] {
  const frames = framesOf(parsed)
  const all: Judged[] = []
  let best: Judged | null = null
  for (const frame of frames) {
    const judged = scoreFrame(parsed, frame)
    if (!judged) continue
    all.push(judged)
    if (best === null || judged.score > best.score) best = judged
  }
  const terms = scoreTerms(parsed)
  if (terms) all.push(terms)
  if (terms && (best === null || terms.score > best.score)) best = terms
  const undertaking = scoreUndertaking(parsed)
  if (undertaking) all.push(undertaking)
  if (undertaking && (best === null || undertaking.score > best.score)) best = undertaking
  const visit = scoreVisit(parsed)
  if (visit && (best === null || best.score < THRESHOLD)) {
    all.push(visit)
    best = visit
  }
  const fragment = best === null || best.score < THRESHOLD ? scoreFragment(parsed, frames) : null
  if (fragment) all.push(fragment)
  return all.sort((a, b) => b.score - a.score)
}

const MANNER: Record<Frame['manner'], number> = {
  will: 0.6,
  present: 0.3,
  progressive: 0.35,
  can: 0.2,
  passive: 0.5,
  ready: 0.55,
  receive: 0.75,
  let: 0.1,
  going: 0.4,
}

const PRONOUN_OBJECT = /^(it|that|this|them|those)$/

/** going there with a date is a promise of a visit; joining a call is not */
const VISITS = new Set([
  'come',
  'visit',
  'travel',
  'kommen',
  'besuchen',
  'reisen',
  'venir',
  'ir',
  'visitar',
  'viajar',
  'passer',
])

export const BY_THEN =
  /(?<!\p{L})(by then|bis dahin|d'ici là|para entonces|a tiempo|rechtzeitig|à temps|in time|(on )?the first day|am ersten tag|le premier jour|el primer día)(?!\p{L})/u

function scoreFrame(parsed: Parsed, frame: Frame): Judged | null {
  const { cues, lower } = parsed
  if (frame.subject === 'theirs' || frame.subject === 'outside' || parsed.conditional[frame.at]) return null
  if (bindsNobody(parsed, frame)) return null
  const reasons: string[] = [frame.manner, frame.subject]
  let score = MANNER[frame.manner]
  const due = dueIn(parsed, frame)
  const recipient = hasRecipient(parsed, frame)
  const thing = hasThing(parsed, frame)
  const object = thing || hasObject(parsed, frame)
  if (parsed.language === 'en' && unboundInEnglish(parsed, frame, { due, recipient, thing, object })) return null
  // what kind of deed
  if (
    frame.manner === 'will' ||
    frame.manner === 'present' ||
    frame.manner === 'progressive' ||
    frame.manner === 'can' ||
    frame.manner === 'let' ||
    frame.manner === 'passive'
  ) {
    const classes = frame.verb?.classes
    const idiom = parsed.language === 'de' && frame.verb ? germanIdiom(parsed, frame) : null
    if (cues.takesOn.test(lower)) score += 0.6
    else if (idiom !== null) score += idiom
    else if (!classes) score += frame.verb === null && frame.manner !== 'present' ? 0.2 : 0
    else if (classes.includes('transfer') && (recipient || thing || classes[0] === 'transfer'))
      score += recipient || thing || due !== null ? 0.5 : 0.3
    else if (classes.includes('grant') && (thing || cues.terms.test(lower))) score += 0.5
    else if (classes.includes('make')) score += 0.35
    else if (classes.includes('contact')) score += 0.3
    else if (classes.includes('grant')) score += 0.4
    else if (
      frame.verb &&
      VISITS.has(frame.verb.lemma) &&
      due !== null &&
      (recipient || frame.future || parsed.language !== 'en')
    )
      score += 0.05
    else if (classes.includes('attend')) score -= 0.5
    else if (classes.includes('state')) score -= 0.6
    else if (classes.includes('weak')) score -= 0.05
    if (classes) reasons.push(classes[0] ?? 'verb')
  }
  if (recipient) score += 0.3
  if (due !== null) score += 0.45
  else if (BY_THEN.test(lower)) score += 0.35
  if (thing) score += 0.25
  else if (object) score += 0.12
  if (cues.accepts.test(lower) && (frame.subject === 'first' || frame.subject === 'plural')) score += 0.15
  if (frame.subject === 'ours' || frame.subject === 'named') score -= frame.manner === 'will' ? 0.05 : 0.1
  if (frame.subject === 'pronoun') score -= 0.25
  if (frame.subject === 'thing' && frame.manner !== 'receive') {
    // things that happen by themselves: only with a date, or to you
    if (due === null && !recipient) score -= 0.4
    if (!thing) score -= due === null ? 0.15 : 0.05
    if (frame.manner === 'will' && !recipient) score -= 0.5
  }
  if (frame.manner === 'receive' && due === null && !thing) score -= object || BY_THEN.test(lower) ? -0.05 : 0.4
  if (frame.subject === 'elided' && frame.manner === 'present' && due === null && !recipient) score -= 0.3
  // "tiene usted razón": what somebody has is no promise without a day
  // "probamos", "que les mandamos": past or present, the form does not say
  if (
    AMBIGUOUS.test(parsed.tokens[frame.at]?.w ?? '') &&
    parsed.language === 'es' &&
    frame.manner === 'present' &&
    due === null
  )
    score -= relative(parsed, frame) ? 0.6 : recipient ? 0 : 0.3
  if (
    AMBIGUOUS.test(parsed.tokens[frame.at]?.w ?? '') &&
    parsed.language === 'es' &&
    !frame.future &&
    parsed.tokens[frame.at - 1]?.w === 'ya'
  )
    return null
  if (
    frame.manner === 'receive' &&
    !frame.future &&
    HAS[parsed.language]?.test(parsed.tokens[frame.at]?.w ?? '') &&
    due === null &&
    !BY_THEN.test(lower)
  )
    score -= 0.6
  // "die geht am 2. Juni raus": sent, whatever it is
  if (frame.manner === 'going' && due !== null && !thing && /(?<!\p{L})(raus|hinaus)\P{L}*$/u.test(lower)) score += 0.15
  // "it goes to the owners" goes to somebody else
  if (frame.manner === 'going' && frame.verb?.lemma === 'go' && !recipient)
    score += mine(parsed, frame) && due !== null ? 0.15 : -0.3
  if (frame.manner === 'ready' && !frame.future && due === null) score -= 0.5
  if (frame.manner === 'present' && parsed.language === 'en' && due === null && frame.verb?.classes[0] !== 'transfer')
    score -= 0.4
  if (
    !object &&
    due === null &&
    conditionOf(parsed) === null &&
    PRONOUN_OBJECT.test(parsed.tokens[frame.at + 1]?.w ?? '')
  )
    score -= 0.1
  if (frame.verb?.lemma === 'halten' && / für /.test(lower)) score -= 0.5
  // a condition stands where a day would: "I'm sending it back as soon as I'm off the train"
  const open = due === null && conditionOf(parsed) !== null
  if (frame.manner === 'progressive' && due === null) score -= open ? 0.1 : 0.35
  if (
    frame.manner === 'present' &&
    parsed.language === 'en' &&
    (frame.subject === 'first' || frame.subject === 'plural') &&
    due === null &&
    !recipient
  )
    score -= open && frame.verb?.classes.includes('grant') === true ? -0.3 : 0.4
  if (frame.manner === 'present' && frame.subject === 'named' && due === null && !recipient) score -= 0.35
  if (
    frame.manner === 'present' &&
    (parsed.language === 'es' || parsed.language === 'fr') &&
    frame.verb?.classes[0] !== 'transfer' &&
    !cues.takesOn.test(lower) &&
    due === null &&
    !(open && parsed.language === 'fr')
  )
    score -= 0.15
  if (frame.manner === 'present' && due === null && cues.past.test(lower)) score -= 0.5
  const negative = isNegated(parsed, frame)
  if (negative) return null
  if (isQuestion(parsed, frame)) return null
  if (cues.courtesy.test(lower)) score -= due !== null && (recipient || thing) ? 0.4 : 0.9
  if (cues.offer.test(lower)) score -= 0.8
  if (cues.hedge.test(parsed.main)) score -= 0.5
  // what would be in the if-clause says nothing of what hangs on it
  if (cues.unreal.test(parsed.main) && !frame.future) score -= 0.4
  if (frame.manner !== 'passive' && frame.manner !== 'ready' && cues.past.test(lower) && due === null) score -= 0.3
  // what can merely be done is near a promise, and none by itself
  if (
    frame.manner === 'can' &&
    (parsed.language === 'en'
      ? !offersIt(parsed, frame, { due, recipient, thing, object })
      : parsed.language !== 'es' && due === null)
  )
    score = Math.min(score, THRESHOLD - 0.1)
  return { frame, score, why: reasons.join(' ') }
}

/** Having is no promise without a day; getting is. */
const HAS: Partial<Record<Language, RegExp>> = { es: /./, de: /^(haben|hast|habt)$/, fr: /^(avez|as|disposez)$/ }

const AMBIGUOUS = /[ai]mos$/

/** "My report goes to Ana on Friday": the speaker's own thing. */
const mine = ({ tokens, cues }: Parsed, { from }: Frame): boolean => cues.own.has(tokens[from]?.w ?? '')

/** "los enlaces que les mandamos" */
function relative(parsed: Parsed, frame: Frame): boolean {
  return [1, 2, 3].some((back) => parsed.tokens[frame.at - back]?.w === 'que')
}

/** What the speaker does where the other side fails: "Otherwise the pallets go back on Friday." */
export function threatens(parsed: Parsed): boolean {
  return UNPROMISED_CUES[parsed.language].threatens.test(parsed.lower)
}
