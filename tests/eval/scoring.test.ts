import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readFolder } from '../../src/connectors/folder.ts'
import { namedFindings, wordsUnder } from '../../src/briefs/named-findings.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { draft } from '../../src/pipeline.ts'
import { smallFolder } from '../db/folder.ts'
import { readCorrections, scoreCorrections } from './corrections.ts'
import { accountsIn, EMPTY, readGold } from './gold.ts'
import { scoreBrief } from './scoring.ts'
import { scoreSentences } from './sentences.ts'
import { figuresOf } from './tally.ts'
import type { StoredCorrection } from '../../src/findings/correction-store.ts'
import type { Verdict } from '../../src/findings/corrections.ts'
import type { Brief } from '../../src/briefs/brief.ts'
import type { Signal } from '../../src/signals/signal.ts'
import type { Gold } from './gold.ts'

const PROMISE = {
  by: 'anna@seller.example',
  due: '2026-02-06',
  status: 'open',
  recorded_in_crm: false,
  quote: 'I will send the security paper by Friday.',
  source: 'offer@seller.example',
}

let folder: string
let brief: Brief
let signals: Signal[]
beforeAll(async () => {
  folder = smallFolder()
  const contents = await readFolder(folder)
  signals = contents.signals
  brief = (await draft(contents, localEngine)).brief
})

function figure(measure: string, gold: Partial<Gold>, of = brief) {
  const tally = scoreBrief('small', of, { ...EMPTY, ...gold }, signals)
  return { ...figuresOf(tally).find((one) => one.measure === measure), misses: tally.misses.map(({ what }) => what) }
}

describe('a brief is scored', () => {
  test('by the promises that it has', () => {
    expect(figure('commitments', { commitments: [PROMISE] })).toMatchObject({ precision: 1, recall: 1, value: 1 })
    expect(figure('commitment due', { commitments: [PROMISE] })).toMatchObject({ value: 1 })
    const other = { ...PROMISE, due: '2026-03-01' }
    expect(figure('commitment due', { commitments: [other] })).toMatchObject({ value: 0 })
    expect(figure('commitment due', { commitments: [{ ...other, due_alt: ['2026-02-06'] }] })).toMatchObject({
      value: 1,
    })
  })

  test('against what is not there, and not against what may be said or left out', () => {
    expect(figure('commitments', {})).toMatchObject({
      precision: 0,
      misses: expect.arrayContaining(['commitments: not there']),
    })
    expect(figure('commitments', { borderline: [PROMISE] })).toMatchObject({ precision: 0, of: 0 })
    expect(figure('commitments', { borderline: [PROMISE] }).misses).not.toContain('commitments: not there')
  })

  test('a promise shown a second time is no invention', () => {
    const twice = { ...brief, commitments: [...brief.commitments, ...structuredClone(brief.commitments)] }
    expect(figure('commitments', { commitments: [PROMISE] }, twice)).toMatchObject({ precision: 1 })
    expect(figure('commitments shown twice', { commitments: [PROMISE] }, twice)).toMatchObject({ value: 1 })
  })

  test('a trap is hit by what rests on it, unless the gold has it too', () => {
    const traps = [{ ...PROMISE, why: 'a joke' }]
    expect(figure('traps hit', { traps })).toMatchObject({ value: 1 })
    expect(figure('traps hit', { traps, commitments: [PROMISE] })).toMatchObject({ value: 0 })
  })

  test('a quote that is not at its place is not valid', () => {
    expect(figure('evidence valid', {})).toMatchObject({ value: 1 })
    const moved = structuredClone(brief)
    for (const evidence of Object.values(moved.evidence)) evidence.start += 1
    expect(figure('evidence valid', {}, moved)).toMatchObject({ value: 0 })
  })
})

test('an account is a folder that somebody wrote a gold.json for', () => {
  expect(accountsIn(folder)).toEqual([])
  expect(readGold(folder)).toBeNull()
  writeFileSync(join(folder, 'gold.json'), JSON.stringify({ commitments: [PROMISE] }))
  expect(accountsIn(folder)).toEqual([folder])
  expect(readGold(folder)).toMatchObject({ commitments: [PROMISE], traps: [] })
})

test('a correction counts as agreed where the engine alone says the same', async () => {
  const [promise] = brief.commitments
  const words = namedFindings(brief)
    .filter(({ id }) => id === promise?.id)
    .flatMap((one) => wordsUnder(brief, one))
  const said = (verdict: Verdict, value: string | null = null): StoredCorrection => ({
    id: 1,
    kind: 'commitment',
    verdict,
    value,
    about: null,
    deal: null,
    words,
    other: [],
    madeBy: 'anna@seller.example',
    account: { id: 'a', name: 'Buyer', domains: ['buyer.example'] },
    brief: brief.id,
    finding: 'c1',
    quotes: [],
    madeAt: '2026-02-06T17:00:00.000Z',
  })
  const all = [said('due', '2026-02-06'), said('not_a_promise'), said('done'), said('by', 'anna@seller.example')]
  const others = { ...said('done'), account: { id: 'b', name: 'Other', domains: ['other.example'] } }
  writeFileSync(
    join(folder, 'corrections.json'),
    JSON.stringify({ schema: 'baton.corrections/1', corrections: [...all, others] }),
  )
  const tally = scoreCorrections('small', brief, readCorrections(folder))
  expect(figuresOf(tally)).toEqual([{ measure: 'corrections agreed with', value: 0.5, of: 4 }])
  expect(tally.misses.map(({ what }) => what)).toEqual(['correction: not_a_promise', 'correction: done'])
})

test('held-back sentences are read only where they are asked for, and never shown', async () => {
  const rows = [
    { language: 'en', text: 'I will send the plan on Monday.', promise: true, heldBack: false },
    { language: 'en', text: 'The weather was fine.', promise: true, heldBack: true },
    { language: 'en', text: 'The weather was fine.', promise: true, heldBack: false },
  ]
  const sentences = mkdtempSync(join(tmpdir(), 'baton-rows-'))
  writeFileSync(join(sentences, 'rows.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'))
  const [closed] = await scoreSentences(sentences)
  expect(figuresOf(closed!.tuned)).toMatchObject([{ measure: 'promise', precision: 1, recall: 0.5 }])
  expect(closed!.tuned.misses).toHaveLength(1)
  expect(closed!.held.found.size).toBe(0)
  const [open] = await scoreSentences(sentences, { held: true })
  expect(figuresOf(open!.held)).toMatchObject([{ measure: 'promise', recall: 0 }])
  expect(open!.held.misses).toEqual([])
})
