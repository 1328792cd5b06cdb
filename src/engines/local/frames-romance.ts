import type { Frame, Subject } from './frame.ts'
import type { Parsed } from './parse.ts'
import { FORM } from './verb-forms.ts'

/** What is done to a thing, or is ready, right after the verb of being: `sera livré`, `estará listo`. */
export function passive(parsed: Parsed, index: number, start: number): Frame | null {
  for (let at = index + 1; at < Math.min(index + 4, parsed.tokens.length); at += 1) {
    const verb = parsed.verbs[at]
    if (parsed.cues.ready.has(parsed.tokens[at]?.w ?? ''))
      return { subject: 'thing', person: null, manner: 'ready', future: true, verb: null, at, from: start }
    if (verb && verb.forms & FORM.participle)
      return { subject: 'thing', person: null, manner: 'passive', future: true, verb, at, from: start }
  }
  return null
}

export function readyIn(parsed: Parsed, index: number): boolean {
  for (let at = index + 1; at < Math.min(parsed.tokens.length, index + 4); at += 1)
    if (parsed.cues.ready.has(parsed.tokens[at]?.w ?? '')) return true
  return false
}

/** What somebody is going to do, or can: the infinitive behind a finite verb. */
export function infinitiveAfter(
  parsed: Parsed,
  index: number,
  subject: { subject: Subject; person: Frame['person']; from: number },
  manner: 'will' | 'can',
): Frame | null {
  for (let at = index + 1; at < Math.min(parsed.tokens.length, index + 6); at += 1) {
    const verb = parsed.verbs[at]
    if (verb && verb.forms & FORM.infinitive) {
      if (verb.lemma === 'tener' || verb.lemma === 'haber') return null
      // "on va se faire gronder"
      if (verb.lemma === 'faire' && /^(se|s'|me)$/.test(parsed.tokens[at - 1]?.w ?? '')) return null
      return { ...subject, manner, future: true, verb, at }
    }
  }
  return null
}
