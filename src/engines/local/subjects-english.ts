import type { Frame, Subject } from './frame.ts'
import { clauseStart, type Parsed } from './parse.ts'

const OUTSIDERS = new Set(
  'competitor competitors customer customers client clients bank landlord neighbour neighbours neighbor rival rivals investor investors government industry market'.split(
    ' ',
  ),
)

/** Parts of a company that business mail names without an article: the speaker's own. */
const DEPARTMENTS = new Set(
  'finance legal treasury procurement purchasing facilities engineering operations ops accounts accounting hr it marketing payroll support management compliance security logistics dispatch maintenance production billing product qa warehouse admin'.split(
    ' ',
  ),
)

/** "Treasury", "IT": the whole of the subject is a department. */
export function isOwnDepartment(parsed: Parsed, head: number, from: number): boolean {
  const { tokens } = parsed
  const word = tokens[head]
  return head === from && word?.upper === true && DEPARTMENTS.has(word.w)
}

/** What may stand before a verb without being its subject: "ok will chase them". */
const INTERJECTIONS = new Set('ok okay yes yep yeah yup sure right thanks thx np fine great'.split(' '))

export function isSubject(parsed: Parsed, at: number): boolean {
  const word = parsed.tokens[at]?.w ?? ''
  const { cues } = parsed
  return (
    cues.i.has(word) ||
    cues.we.has(word) ||
    cues.you.has(word) ||
    cues.third.has(word) ||
    word === 'it' ||
    word === 'there' ||
    word === 'this' ||
    word === 'that' ||
    cues.determiner.has(word) ||
    parsed.people[at] != null
  )
}

export function isDoer(parsed: Parsed, at: number): boolean {
  const word = parsed.tokens[at]?.w ?? ''
  return parsed.cues.i.has(word) || parsed.cues.we.has(word)
}

/** Who stands before the modal: a pronoun, a name, "our X", or a thing. */
export function subjectBefore(
  parsed: Parsed,
  modal: number,
): { subject: Subject; person: Frame['person']; from: number } | null {
  const { tokens, cues, people } = parsed
  let at = modal - 1
  while (at >= 0 && parsed.clause[at] === parsed.clause[modal] && cues.adverb.has(tokens[at]?.w ?? '') && !people[at])
    at -= 1
  if (at < 0 || parsed.clause[at] !== parsed.clause[modal] || tokens[at]?.kind === 'mark') {
    // "Noor (our counsel, cc) will": the subject stands before the brackets
    if (tokens[at]?.w === ')' || tokens[modal - 1]?.w === ')') {
      let open = modal - 1
      while (open > 0 && tokens[open]?.w !== '(') open -= 1
      const person = people[open - 1]
      if (person) return { subject: 'named', person, from: open - 1 }
    }
    const earlier = appositive(parsed, at)
    return earlier ?? { subject: 'elided', person: null, from: modal }
  }
  const word = tokens[at]?.w ?? ''
  if (word === 'and' || word === 'but' || word === 'then' || word === 'so' || INTERJECTIONS.has(word))
    return { subject: 'elided', person: null, from: modal }
  if (cues.i.has(word)) return { subject: 'first', person: null, from: at }
  // "Myself and Ana from accounts will"
  const opening = clauseStart(parsed, modal)
  if (tokens[opening]?.w === 'myself' && tokens[opening + 1]?.w === 'and')
    return { subject: 'first', person: null, from: opening }
  if (cues.we.has(word)) return { subject: 'plural', person: null, from: at }
  if (cues.you.has(word)) return { subject: 'you', person: null, from: at }
  if (cues.third.has(word)) return { subject: 'pronoun', person: null, from: at }
  if (cues.thing.has(word)) return { subject: 'thing', person: null, from: at }
  const start = clauseStart(parsed, modal)
  for (let back = at; back >= start; back -= 1) {
    const person = people[back]
    if (person && (back === at || back === at - 1 || back === start)) return { subject: 'named', person, from: start }
  }
  if (isOwnDepartment(parsed, at, start)) return { subject: 'ours', person: null, from: start }
  const head = tokens[start]?.w ?? ''
  for (let back = at; back >= start; back -= 1) {
    if (OUTSIDERS.has(tokens[back + 1]?.w ?? '')) return { subject: 'theirs', person: null, from: start }
    if (cues.own.has(tokens[back]?.w ?? '')) return { subject: 'ours', person: null, from: start }
    if (cues.foreign.has(tokens[back]?.w ?? '')) return { subject: 'theirs', person: null, from: start }
  }
  if (tokens[at]?.upper && at !== start && !cues.determiner.has(head))
    return { subject: 'outside', person: null, from: start }
  return { subject: 'thing', person: null, from: start }
}

/** "Joris, our architect, will": a name just before the comma. */
function appositive(parsed: Parsed, comma: number): { subject: Subject; person: Frame['person']; from: number } | null {
  if (parsed.tokens[comma]?.w !== ',') return null
  for (let back = comma - 1; back >= Math.max(0, comma - 8); back -= 1) {
    const person = parsed.people[back]
    if (person && parsed.tokens[back + 1]?.w === ',')
      return back + 1 === comma ? null : { subject: 'named', person, from: back }
  }
  return null
}
