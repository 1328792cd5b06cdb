import { conceptOf, foldWord } from '../../lib/business-words.ts'
import { dueOf } from './commitment-parts.ts'
import type { Frame } from './frame.ts'
import { separatedPrefix } from './frames-german.ts'
import type { Parsed } from './parse.ts'

/** An object of its own after the verb: an article or a number and a noun. */
export function hasObject(parsed: Parsed, frame: Frame): boolean {
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
export function dueIn(parsed: Parsed, frame: Frame): number | null {
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

export function hasRecipient(parsed: Parsed, frame: Frame): boolean {
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

export function hasThing(parsed: Parsed, frame: Frame): boolean {
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

export function isNegated(parsed: Parsed, frame: Frame): boolean {
  const { tokens, cues, clause, lower } = parsed
  let low = Math.max(0, Math.min(frame.from, frame.at) - 1)
  // "no se lo voy a enseñar": pronouns stand between
  while (low > 0 && parsed.language === 'es' && ENCLITIC.test(tokens[low]?.w ?? '')) low -= 1
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

const ENCLITIC = /^(me|te|se|nos|os|les?|l[oa]s?|ya)$/

const TAG =
  /\b(ok|okay|alright|right|yes|deal|fair enough|d'accord|oui|in ordnung|passt|gut|vale|de acuerdo|sí)\s*\?\W*$/

export function isQuestion(parsed: Parsed, frame: Frame): boolean {
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
export function germanIdiom(parsed: Parsed, frame: Frame): number | null {
  if (/(?<!\p{L})(gebe|geben|gibt) .{0,30}bescheid/u.test(parsed.lower)) return 0.3
  if (frame.verb?.lemma === 'melden') return 0.35
  return null
}
