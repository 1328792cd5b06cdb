import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { namedFindings, wordsUnder } from '../../src/briefs/named-findings.ts'
import { sameWords } from '../../src/findings/corrections.ts'
import { Tally } from './tally.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { StoredCorrection } from '../../src/findings/correction-store.ts'
import type { Words } from '../../src/findings/corrections.ts'

/** What people said of the account's findings: `baton dismiss --list --json` in a file beside its mail. */
export const CORRECTIONS = 'corrections.json'

export function readCorrections(folder: string): StoredCorrection[] {
  const file = join(folder, CORRECTIONS)
  if (!existsSync(file)) return []
  const { schema, corrections } = JSON.parse(readFileSync(file, 'utf8')) as {
    schema?: string
    corrections?: StoredCorrection[]
  }
  if (schema !== 'baton.corrections/1' || !Array.isArray(corrections))
    throw new Error(`${CORRECTIONS} is not what baton dismiss --list --json prints`)
  return corrections
}

/** In how many of its corrections the engine alone, which was not told of them, says what the person said. */
export function scoreCorrections(account: string, brief: Brief, corrections: readonly StoredCorrection[]): Tally {
  const tally = new Tally()
  const own = corrections.filter(({ account }) => account.domains.some((one) => brief.account.domains.includes(one)))
  for (const correction of own) {
    const right = agrees(brief, correction)
    tally.share('corrections agreed with', right)
    if (!right)
      tally.misses.push({
        account,
        what: `correction: ${correction.verdict} ${correction.value ?? ''}`.trim(),
        where: correction.words[0]?.item ?? '',
        words: correction.quotes[0] ?? '',
      })
  }
  return tally
}

function agrees(brief: Brief, { kind, verdict, value, about, deal, words, other }: StoredCorrection): boolean {
  const on = (rests: readonly Words[]) => {
    const found = namedFindings(brief).filter((one) => one.kind === kind && (about === null || one.about === about))
    return found.filter((one) => {
      const [carrying] = wordsUnder(brief, one)
      return carrying !== undefined && rests.some((said) => sameWords(said, carrying))
    })
  }
  const found = on(words)
  const isFound = (id: string) => found.some((one) => one.id === id)
  const promises = brief.commitments.filter(({ id }) => isFound(id))
  switch (verdict) {
    case 'done':
      // A step that is done is none; whether a question was answered stands with it.
      if (kind === 'next_step') return found.length === 0
      if (kind === 'ask') return brief.asks.every(({ answered }, index) => answered || !isFound(`a${index + 1}`))
      return promises.length > 0 && promises.every(({ status }) => status === 'done')
    case 'by':
      return found.length > 0 && found.every(({ by }) => by === value)
    case 'due':
      return found.length > 0 && found.every(({ due }) => due === value)
    case 'duplicate':
      return new Set([...found, ...on(other)].map(({ id }) => id)).size <= 1
    case 'not_this_deal':
      return found.length === 0 || (brief.deal?.id ?? null) !== deal
    case 'not_a_promise':
    case 'wrong':
    default:
      return found.length === 0
  }
}
