import { nameFinder } from '../../src/engines/local/names.ts'
import { readRoles } from '../../src/engines/local/roles.ts'
import { standingOf } from '../../src/engines/local/sentiment.ts'
import { readStance } from '../../src/engines/local/stance.ts'
import type { Passages } from '../../src/engines/local/passages.ts'
import type { Gold } from './gold.ts'
import type { Graded } from './levels.ts'

const LEVELS: readonly unknown[] = ['negative', 'neutral', 'positive']

/** The people of an account whom its gold names, what tells how they stand, and every answer that a careful reader accepts. */
export function readStandings(gold: Gold, passages: Passages, rivals: ReadonlySet<string>): Graded[] {
  const namesIn = nameFinder(passages.corpus)
  const stances = readStance(passages, namesIn, rivals)
  const held = new Map<string, Set<string>>()
  for (const { identity, role } of readRoles(passages, namesIn, stances))
    held.set(identity, new Set([...(held.get(identity) ?? []), role]))
  return gold.stakeholders.flatMap(({ email, name, sentiment, sentiment_alt }): Graded[] => {
    const person = passages.corpus.identities.find(
      ({ side, emails, names }) =>
        side !== 'seller' &&
        ((email !== null && emails.includes(email.toLowerCase())) ||
          names.some((one) => one.toLowerCase() === name.toLowerCase())),
    )
    const levels = [sentiment, sentiment_alt].flat().map((answer) => LEVELS.indexOf(answer))
    return person
      ? [
          {
            signs: standingOf(person, stances, held.get(person.id) ?? new Set()),
            levels: levels.filter((level) => level >= 0),
          },
        ]
      : []
  })
}
