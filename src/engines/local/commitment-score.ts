import { conceptOf, foldWord } from '../../lib/business-words.ts'
import { dueOf } from './commitment-parts.ts'
import { framesOf, type Frame } from './frame.ts'
import { separatedPrefix } from './frames-german.ts'
import type { Parsed } from './parse.ts'
import { FORM } from './verb-forms.ts'

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
const TAG =
  /\b(ok|okay|alright|right|yes|deal|fair enough|d'accord|oui|in ordnung|passt|gut|vale|de acuerdo|sí)\s*\?\W*$/

const PRONOUN_OBJECT = /^(it|that|this|them|those)$/

function scoreFrame(parsed: Parsed, frame: Frame): Judged | null {
  const { cues, lower } = parsed
  if (frame.subject === 'theirs' || frame.subject === 'outside' || parsed.conditional[frame.at]) return null
  const reasons: string[] = [frame.manner, frame.subject]
  let score = MANNER[frame.manner]
  const due = dueIn(parsed, frame)
  const recipient = hasRecipient(parsed, frame)
  const thing = hasThing(parsed, frame)
  const object = thing || hasObject(parsed, frame)
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
    if (cues.takesOn.test(lower)) score += 0.5
    else if (idiom !== null) score += idiom
    else if (!classes) score += frame.verb === null && frame.manner !== 'present' ? 0.2 : 0
    else if (classes.includes('transfer') && (recipient || thing || classes[0] === 'transfer'))
      score += recipient || thing || due !== null ? 0.5 : 0.3
    else if (classes.includes('grant') && (thing || cues.terms.test(lower))) score += 0.5
    else if (classes.includes('make')) score += 0.35
    else if (classes.includes('contact')) score += 0.3
    else if (classes.includes('grant')) score += 0.4
    else if (classes.includes('attend')) score -= 0.5
    else if (classes.includes('state')) score -= 0.6
    else if (classes.includes('weak')) score -= 0.05
    if (classes) reasons.push(classes[0] ?? 'verb')
  }
  if (recipient) score += 0.3
  if (due !== null) score += 0.45
  if (thing) score += 0.25
  else if (object) score += 0.12
  if (cues.accepts.test(lower) && (frame.subject === 'first' || frame.subject === 'plural')) score += 0.15
  if (frame.subject === 'ours' || frame.subject === 'named') score -= frame.manner === 'will' ? 0.05 : 0.1
  if (frame.subject === 'pronoun') score -= 0.25
  if (frame.subject === 'thing' && frame.manner !== 'receive') {
    // things that happen by themselves: only with a date, or to you
    if (due === null && !recipient) score -= 0.4
    if (!thing) score -= 0.15
    if (frame.manner === 'will' && !recipient) score -= 0.5
  }
  if (frame.manner === 'receive' && due === null && !thing) score -= object ? 0 : 0.4
  if (frame.subject === 'elided' && frame.manner === 'present' && due === null && !recipient) score -= 0.3
  if (frame.manner === 'ready' && !frame.future && due === null) score -= 0.5
  if (frame.manner === 'present' && parsed.language === 'en' && due === null && frame.verb?.classes[0] !== 'transfer')
    score -= 0.4
  if (!object && due === null && PRONOUN_OBJECT.test(parsed.tokens[frame.at + 1]?.w ?? '')) score -= 0.1
  if (frame.verb?.lemma === 'halten' && / für /.test(lower)) score -= 0.5
  if (frame.verb?.lemma === 'adjuntar' && !frame.future) score -= 0.5
  if (frame.manner === 'progressive' && due === null) score -= 0.35
  if (
    frame.manner === 'present' &&
    parsed.language === 'en' &&
    (frame.subject === 'first' || frame.subject === 'plural') &&
    due === null &&
    !recipient
  )
    score -= 0.4
  if (frame.manner === 'present' && frame.subject === 'named' && due === null && !recipient) score -= 0.35
  if (
    frame.manner === 'present' &&
    (parsed.language === 'es' || parsed.language === 'fr') &&
    frame.verb?.classes[0] !== 'transfer' &&
    !cues.takesOn.test(lower) &&
    due === null
  )
    score -= 0.15
  if (frame.manner === 'present' && due === null && cues.past.test(lower)) score -= 0.5
  const negative = isNegated(parsed, frame)
  if (negative) return null
  if (isQuestion(parsed, frame)) return null
  if (cues.courtesy.test(lower)) score -= due !== null && (recipient || thing) ? 0.4 : 0.9
  if (cues.offer.test(lower)) score -= 0.8
  if (cues.hedge.test(lower)) score -= 0.5
  if (cues.unreal.test(lower) && !frame.future) score -= 0.4
  if (frame.manner !== 'passive' && frame.manner !== 'ready' && cues.past.test(lower) && due === null) score -= 0.3
  return { frame, score, why: reasons.join(' ') }
}

/** "Price held until", "free of charge", "you may terminate": terms that stand once offered in writing. */
function scoreTerms(parsed: Parsed): Judged | null {
  const { cues, lower } = parsed
  if (parsed.question || !cues.terms.test(lower)) return null
  if (cues.offer.test(lower) || cues.hedge.test(lower) || cues.unreal.test(lower)) return null
  const plain = lower.replaceAll(cues.harmless, ' ')
  if (
    parsed.tokens.some((token) => cues.negation.has(token.w)) &&
    plain.split(' ').some((word) => cues.negation.has(word))
  )
    return null
  const thing = parsed.tokens.some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
  const figure = parsed.tokens.some((token) => token.kind === 'number')
  const due = parsed.dates.length > 0
  return {
    frame: null,
    score: 0.85 + (thing ? 0.15 : 0) + (figure ? 0.1 : 0) + (due ? 0.2 : 0),
    why: 'terms that stand',
  }
}

/** "Feedback from us by week 11", "Revised quote, flat, by 12 November (Andre)": a thing and a date without a verb. */
function scoreFragment(parsed: Parsed, frames: readonly Frame[]): Judged | null {
  const { tokens, verbs, dates } = parsed
  if (parsed.question || tokens.length > 22 || frames.some((frame) => frame.subject !== 'thing')) return null
  const date = dates.find((hit) => hit.preposition === 'by')
  if (!date) return null
  // a subject or a finite verb makes it a sentence, and that was judged already
  const finite = tokens.some(
    (token, index) =>
      parsed.cues.i.has(token.w) ||
      parsed.cues.we.has(token.w) ||
      parsed.cues.you.has(token.w) ||
      FINITE.test(token.w) ||
      (parsed.language !== 'en' &&
        verbs[index] !== undefined &&
        !token.upper &&
        ((verbs[index]?.forms ?? 0) & (FORM.third | FORM.thirdPlural)) !== 0 &&
        ((verbs[index]?.forms ?? 0) & (FORM.participle | FORM.infinitive)) === 0),
  )
  if (finite || parsed.cues.unreal.test(parsed.lower) || parsed.cues.requests.test(parsed.lower)) return null
  if (tokens.some((token) => parsed.cues.negation.has(token.w))) return null
  const thing = tokens.slice(0, 6).some((token) => token.kind === 'word' && conceptOf(foldWord(token.w)) !== null)
  if (
    !thing ||
    /^(please|bitte|merci|por favor|deadline|frist|agenda|where|when)/.test(parsed.lower) ||
    ORDER.test(parsed.lower)
  )
    return null
  return { frame: null, score: 1, why: 'thing and date' }
}

const ORDER = /(^|:)\W*(pick|choose|select|sign|decide|buy|get|have|go|plan|migrate|wählen|choisir|elegir)\s/
const FINITE =
  /^(is|are|was|were|have|has|had|do|does|did|need|needs|want|wants|must|ist|sind|war|hat|haben|muss|müssen|est|sont|était|doit|devez|faut|es|son|fue|debe|deben|tiene|tienen|hay)$/

/** An object of its own after the verb: an article or a number and a noun. */
function hasObject(parsed: Parsed, frame: Frame): boolean {
  const { tokens, cues, verbs } = parsed
  const from = parsed.language === 'en' ? frame.at + 1 : Math.max(0, frame.from - 5)
  for (let index = from; index + 1 < tokens.length; index += 1) {
    const word = tokens[index]?.w ?? ''
    const next = tokens[index + 1]
    if (index > frame.at + 8) break
    if (!(cues.determiner.has(word) || NUMERAL.has(word)) || next?.kind !== 'word' || next.w.length < 4) continue
    if (parsed.dates.some((hit) => index + 1 >= hit.from - 1 && index < hit.to)) continue
    if (parsed.language === 'en' ? !(verbs[index + 1]?.classes[0] === 'state') : !verbs[index + 1] || next.upper)
      return true
  }
  return false
}

const NUMERAL = new Set(
  'two three four five six ten zwei drei vier fünf sechs zehn deux trois quatre cinq six dix dos tres cuatro cinco seis diez'.split(
    ' ',
  ),
)

/** The due date as far as it speaks for a promise: present tenses need it in their own clause. */
function dueIn(parsed: Parsed, frame: Frame): number | null {
  const due = dueOf(parsed, frame)
  if (due === null || frame.future || frame.manner === 'receive') return due
  const near = parsed.dates.some(
    (hit) =>
      hit.day === due &&
      (parsed.clause[hit.from] === parsed.clause[frame.at] || hit.preposition === 'by' || afterComma(parsed, hit.from)),
  )
  return near ? due : null
}

/** "a training with the supervisors, on the 22nd": a clause that begins with its date. */
function afterComma(parsed: Parsed, at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 4); index -= 1)
    if (parsed.tokens[index]?.kind === 'mark') return parsed.tokens[index]?.w === ','
  return false
}

const ASIDE = /^(with|from|of|about|than|mit|von|bei|als|über|avec|chez|con|sobre|like|wie)$/

function hasRecipient(parsed: Parsed, frame: Frame): boolean {
  const { tokens, cues, clause, people } = parsed
  for (let index = Math.max(0, frame.from - 4); index < tokens.length; index += 1) {
    if (index > frame.at + 14) break
    if (index === frame.from && frame.subject === 'you') continue
    if (clause[index] !== clause[frame.at] && index < frame.from) continue
    const token = tokens[index]
    if (!token || token.kind !== 'word' || ASIDE.test(tokens[index - 1]?.w ?? '')) continue
    if (frame.manner === 'present' && token.w === 'your') continue
    if (
      cues.toYou.has(token.w) &&
      !(parsed.language === 'de' && token.w === 'ihr') &&
      !(frame.subject === 'you' && index <= frame.at)
    )
      return true
    if (
      parsed.language === 'de' &&
      /(zu|nach|vor|weiter|bei|mit)$/.test(token.w) &&
      index > frame.at &&
      separatedPrefix(parsed, frame.at) === token.w &&
      frame.verb?.classes[0] === 'transfer'
    )
      return true
    if (
      people[index] &&
      index > frame.at &&
      clause[index] === clause[frame.at] &&
      (frame.verb?.classes[0] === 'transfer' || frame.verb?.classes[0] === 'contact')
    )
      return true
    if (cues.toMe.has(token.w) && frame.subject === 'named') return true
  }
  return false
}

function hasThing(parsed: Parsed, frame: Frame): boolean {
  const { tokens } = parsed
  const until = frame.manner === 'going' ? frame.at : tokens.length
  const from = frame.subject === 'thing' || frame.manner === 'passive' || parsed.language !== 'en' ? 0 : frame.at + 1
  for (let index = from; index < until; index += 1) {
    const token = tokens[index]
    if (!token || token.kind !== 'word' || index === frame.at || token.w.length < 3) continue
    if (parsed.verbs[index] && parsed.language !== 'en' && !token.upper && parsed.language === 'de') continue
    if (parsed.dates.some((hit) => index >= hit.from && index < hit.to)) continue
    if (conceptOf(foldWord(token.w)) !== null) return true
  }
  return false
}

function isNegated(parsed: Parsed, frame: Frame): boolean {
  const { tokens, cues, clause, lower } = parsed
  const low = Math.max(0, Math.min(frame.from, frame.at) - 1)
  const high = Math.min(tokens.length, frame.at + (parsed.language === 'de' ? 12 : 6))
  for (let index = low; index < high; index += 1) {
    const word = tokens[index]?.w ?? ''
    if (clause[index] !== clause[frame.at] || !cues.negation.has(word)) continue
    cues.harmless.lastIndex = 0
    const cleaned = lower.replaceAll(cues.harmless, ' ')
    if (
      cleaned.length === lower.length ||
      new RegExp(`(^|[\\s'])${word.replace("n't", "n't")}(?![\\p{L}])`, 'u').test(cleaned)
    )
      return true
  }
  return false
}

function isQuestion(parsed: Parsed, frame: Frame): boolean {
  if (!parsed.question) return false
  if (TAG.test(parsed.lower) && frame.manner === 'will') return false
  // "the export comes Monday, is xlsx fine?": only the last clause asks
  const last = parsed.clause.at(-1) ?? 0
  const asked = parsed.clause.indexOf(last - 1)
  return !(parsed.clause[frame.at] !== last - 1 && asked > frame.at && ASKS.test(parsed.tokens[asked + 1]?.w ?? ''))
}

const ASKS =
  /^(is|are|can|could|do|does|will|would|may|ok|okay|any|right|passt|ist|sind|kann|geht|darf|est-ce|peux|pouvez|ça|es|está|puede|puedes|le|te)$/

/** melde mich (bis), gebe Bescheid, kümmere mich: reflexive idioms whose plain verb says little. */
function germanIdiom(parsed: Parsed, frame: Frame): number | null {
  if (/(?<!\p{L})(gebe|geben|gibt) .{0,30}bescheid/u.test(parsed.lower)) return 0.3
  if (frame.verb?.lemma === 'melden') return 0.35
  return null
}
