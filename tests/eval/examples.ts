import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readFolder } from '../../src/connectors/folder.ts'
import { readCompetitors } from '../../src/engines/local/competitors.ts'
import { isCustomers, readPassages } from '../../src/engines/local/passages.ts'
import { signsOf } from '../../src/engines/local/weigh.ts'
import { assembleCorpus } from '../../src/signals/assemble.ts'
import { CUSTOMER, SELLER, corpusOf } from '../findings/corpus-of.ts'
import { readGold, saidIn } from './gold.ts'
import { isFrom, likeness } from './match.ts'
import type { Passage, Passages } from '../../src/engines/local/passages.ts'
import type { RiskKind } from '../../src/findings/finding.ts'
import type { Gold, GoldItem, Said } from './gold.ts'

/** A passage with what a careful reader made of it; `kinds` are the kinds of the risks it speaks of, the surest first. */
export type Judged = {
  account: string
  signs: ReadonlySet<string>
  customer: boolean
  seller: boolean
  pain: boolean | null
  risk: boolean | null
  kinds: RiskKind[]
}
export type Account = { name: string; gold: Gold; passages: Passages; rivals: ReadonlySet<string>; judged: Judged[] }

/** A sentence of the project's own; null labels say nothing for or against. */
type Row = {
  label: string
  side?: 'seller' | 'customer'
  text: string
  kind?: RiskKind
  also?: string[]
  held?: boolean
}

export async function readAccount(folder: string): Promise<Account | null> {
  const gold = readGold(folder)
  if (!gold) return null
  const name = basename(folder)
  const passages = readPassages(assembleCorpus(await readFolder(folder, { asOf: null }), {}))
  const rivals = readCompetitors(passages)
  const judged = passages.all.map((passage): Judged => {
    const speaksOf = (item: GoldItem): boolean => saidIn(item).some((said) => isFrom(quoteOf(passage), said))
    const pain = gold.pains.some(speaksOf)
    const risks = gold.risks.filter(speaksOf)
    const open = [...gold.borderline, ...gold.neutral].some((said) => likeness(quoteOf(passage), said) > 0)
    return {
      account: name,
      ...sidesOf(passage),
      signs: signsOf(passage, rivals),
      pain: pain || !open ? pain : null,
      risk: risks.length > 0 || !open ? risks.length > 0 : null,
      kinds: risks.map((risk) => risk.kind as RiskKind),
    }
  })
  return { name, gold, passages, rivals, judged }
}

/** Sentences that stand alone, from the rows that are not held back. */
export async function readRows(file: URL): Promise<Judged[]> {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .filter((row) => row.held !== true)
  const all: Judged[] = []
  for (const side of ['customer', 'seller'] as const) {
    const mine = rows.filter((row) => (row.side ?? 'customer') === side)
    const passages = readPassages(
      await corpusOf([
        { from: SELLER, text: 'Hello Anna, shall we begin?', at: '2025-03-01T09:00:00Z' },
        ...mine.map(({ text }) => ({ from: side === 'seller' ? SELLER : CUSTOMER, text, at: '2025-04-15T09:00:00Z' })),
        { from: SELLER, text: 'Thank you, Anna.', at: '2025-05-30T09:00:00Z' },
      ]),
    )
    for (const passage of passages.all) {
      const row = mine.find(({ text }) => text.includes(passage.sentence.text.trim()))
      if (row) all.push(judgedRow(row, passage))
    }
  }
  return all
}

function judgedRow({ label, kind, also = [] }: Row, passage: Passage): Judged {
  const [what, of] = label.split(':')
  // a limit, a date that presses and a rival named are dangers in one account and plain facts in another
  const open = ['budget', 'timeline', 'competition', 'decision'].includes(label)
  const told = (want: string, unsure: boolean): boolean | null =>
    what === want ? true : open || unsure || also.includes(want) ? null : false
  const risk = told('risk', what === 'pain')
  return {
    account: '',
    ...sidesOf(passage),
    signs: new Set([...signsOf(passage, new Set())].filter((sign) => !PLACE.test(sign))),
    pain: told('pain', false),
    risk,
    kinds: risk === true ? [(kind ?? of) as RiskKind] : [],
  }
}

/** A sentence that stands alone has no place in an account. */
const PLACE = /^(?:beside .*|seldom .*|first|opening|last|.* item|closing|echoed.*|early|late_on)$/

function sidesOf(passage: Passage): Pick<Judged, 'customer' | 'seller'> {
  return { customer: isCustomers(passage), seller: passage.side === 'seller' }
}

function quoteOf({ sentence }: Passage): Said {
  return { quote: sentence.text, source: sentence.item }
}
