import { expect, test } from 'vitest'
import { processorTime } from '../bounds/processor-time.ts'
import { segmentMessage } from '../../src/signals/segment.ts'

const FRAME = {
  from: { name: 'Priya Raman', email: 'priya@buyer.example' },
  subject: 'Plan',
  at: '2026-01-02T09:14:00.000Z',
  offsetMinutes: 0,
  quotes: [],
}

/** Far more than a busy machine needs; what grew with the square of the length took minutes. */
const MOST_MILLISECONDS = 5000

test.each([
  ['short lines without a blank one between them', 'we need it by Friday and you are the addressee\n'.repeat(8000)],
  ['quote marks on one line', `${'>'.repeat(200_000)} deep\nI agree.\n`],
  [
    'quotes that go one deeper on every line',
    [...Array(600).keys()].map((n) => `${'>'.repeat(n)} line ${n}\n`).join(''),
  ],
  [
    'header blocks one after the other',
    'From: Ann Bee <ann@buyer.example>\nSent: 2025-01-01 10:00\nYes.\n'.repeat(6000),
  ],
  [
    'header blocks with quotes between',
    'From: Ann Bee <ann@buyer.example>\nSent: 2025-01-01 10:00\n> Yes.\n'.repeat(6000),
  ],
  [
    'attributions one after the other',
    'On Mon, 6 Jan 2025 at 10:00, Ann Bee <ann@buyer.example> wrote:\nyes\n'.repeat(5000),
  ],
  ['blank lines between quotes', `> yes\n${'\n'.repeat(100_000)}no\n`],
  [
    'questions under a header with answers announced',
    `Answers inline.\n\nFrom: Ann Bee <ann@buyer.example>\nSent: 2025-01-01 10:00\nTo: P\n\n${'When?\nIn May\n'.repeat(30_000)}`,
  ],
  [
    'short lines below a mark',
    '> we would need the plan of all the loading docks and all the gates and\nthe rest\n'.repeat(8000),
  ],
  ['dashes on lines of their own', '--\n\n'.repeat(30_000)],
  ['lines before a colon and a bar', 'so:\n\n| a | b |\n'.repeat(20_000)],
  ['names over titles', 'Hello.\n'.concat('\nPeter Smith\nSales Director\n'.repeat(10_000))],
])('%s are segmented in one go, with every character in one segment', (_, text) => {
  const began = processorTime()
  const { segments } = segmentMessage(text, FRAME)
  expect(processorTime() - began).toBeLessThan(MOST_MILLISECONDS)
  expect(segments.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
})

test('an HTML mail of many quotes asks for each line once', () => {
  const text = 'yes\n'.repeat(60_000)
  const quotes = [...Array(60_000).keys()].filter((n) => n % 2 === 0).map((n) => ({ start: n * 4, end: n * 4 + 3 }))
  const began = processorTime()
  const { segments } = segmentMessage(text, { ...FRAME, quotes })
  expect(processorTime() - began).toBeLessThan(MOST_MILLISECONDS)
  expect(segments.filter(({ role }) => role === 'quoted').length).toBeGreaterThan(10_000)
})

test('what stands under many quote marks is still quoted, and the answer below them is the sender’s', () => {
  const text = `${'>'.repeat(500)} Can you sign by May?\n\nYes, we sign by May.\n`
  const { segments } = segmentMessage(text, FRAME)
  const roleOf = (words: string) =>
    segments.find(({ start, end }) => start <= text.indexOf(words) && text.indexOf(words) < end)?.role
  expect([roleOf('Can you'), roleOf('Yes, we')]).toEqual(['quoted', 'authored'])
})
