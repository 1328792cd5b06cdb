import { expect, test } from 'vitest'
import { segmentMessage } from '../../src/signals/segment.ts'

const frame = {
  from: { name: 'Mara Lindqvist', email: 'mara@harbour.example' },
  subject: 'Re: Cold store',
  at: '2025-03-04T10:00:00.000Z',
  offsetMinutes: 60,
  quotes: [],
}

function roles(text: string, over: Partial<typeof frame> = {}) {
  const { segments } = segmentMessage(text, { ...frame, ...over })
  return segments.map((segment) => [
    segment.role,
    segment.by?.name ?? segment.by?.email ?? null,
    text.slice(segment.start, segment.end).trim(),
  ])
}

test('an attribution wrapped over two lines gives the quoted words to their author', () => {
  const text =
    'Friday works.\n\nAm Mo., 3. März 2025 um 09:10 Uhr schrieb Jonas Bergwald\n<jonas@seller.example>:\n\n> Geht Freitag?\n'
  expect(roles(text)).toEqual([
    ['authored', 'Mara Lindqvist', 'Friday works.'],
    [
      'quoted',
      'Jonas Bergwald',
      'Am Mo., 3. März 2025 um 09:10 Uhr schrieb Jonas Bergwald\n<jonas@seller.example>:\n\n> Geht Freitag?',
    ],
  ])
})

test('segments cover the text without a gap', () => {
  const text =
    'Hi,\r\n\r\nok.\r\n\r\n-- \r\nMara Lindqvist\r\nHead of Cold Chain\r\n\r\nLe lun. 3 mars 2025 à 09:10, Jonas Bergwald <jonas@seller.example> a écrit :\r\n> Vendredi ?\r\n'
  const { segments } = segmentMessage(text, frame)
  expect(segments[0]!.start).toBe(0)
  expect(segments.at(-1)!.end).toBe(text.length)
  for (let i = 1; i < segments.length; i++) expect(segments[i]!.start).toBe(segments[i - 1]!.end)
})
