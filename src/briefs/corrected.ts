import type { Verdict } from '../findings/corrections.ts'
import type { Line } from './brief.ts'
import type { Material, Promise as Owed } from './material.ts'
import { listed } from './words.ts'

/** Who said of an open promise something else than the mails do, by the shortest name. */
export function correctorsOf(material: Material, { commitment }: Owed): string[] {
  const people = new Set((commitment.corrected ?? []).map(({ by }) => by))
  return [...people].map((email) => nameOf(material, email))
}

/** ", corrected by Anna", or nothing. */
export function correctedNote(material: Material, owed: Owed): string {
  const names = correctorsOf(material, owed)
  return names.length === 0 ? '' : `, corrected by ${listed(names)}`
}

/** Below the list, a line for each person: what of it rests on their word, and what they took out. */
export function correctedLines(material: Material): Line[] {
  const said = Map.groupBy(material.understanding.corrections ?? [], ({ by }) => by)
  return [...said].map(([by, all]): Line => {
    const parts = VERDICTS.flatMap(([verdict, words]) => {
      const count = all.filter((one) => one.verdict === verdict).length
      return count === 0 ? [] : [`${count} ${words}`]
    })
    const shows = material.promises
      .filter(({ commitment }) => commitment.corrected?.some((one) => one.by === by))
      .map(({ key }) => key)
    return { kind: 'human', text: `Corrected: ${listed(parts)}.`, evidence: [], shows, by }
  })
}

const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['done', 'done'],
  ['by', 'for somebody else'],
  ['due', 'with another day'],
  ['duplicate', 'said twice'],
  ['not_a_promise', 'not promised'],
  ['wrong', 'not so'],
  ['not_this_deal', 'of another deal'],
]

function nameOf(material: Material, email: string): string {
  const identity = material.people.find(email)
  if (identity) return material.people.first(identity)
  return material.corpus.seller.people.find((one) => one.email.toLowerCase() === email)?.name ?? email
}
