import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { visibleHtml } from '../../src/signals/read/visible-html.ts'
import { segmentMessage } from '../../src/signals/segment.ts'

const folder = resolve(import.meta.dirname, '../../../shared/reading')
const absent = !existsSync(folder)
if (absent) console.warn(`SKIPPED: the public reply and signature cases are not at ${folder}; nothing was measured.`)

type ReplyCase = { id: string; policy: 'quotes' | 'quotes+signature'; raw: string; expected: string }
type SignatureCase = { id: string; raw: string; sender: string; signature: string | null }

function rows<Row>(name: string): Row[] {
  return readFileSync(resolve(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
}

const same = (text: string): string => text.replace(/\s+/g, ' ').trim()

function frame(name: string | null, quotes: { start: number; end: number }[] = []) {
  const email = name?.includes('@') ? name : null
  return { from: { name: email === null ? name : null, email }, subject: '', at: null, offsetMinutes: 0, quotes }
}

/** What is left of a message when other people's words go, and its closing too where the case asks for that. */
function kept(raw: string, policy: ReplyCase['policy'], quotes: { start: number; end: number }[] = []): string {
  const text = raw.replaceAll('\r\n', '\n')
  const message = frame(null, quotes)
  const { segments } = segmentMessage(text, message)
  const quoted = segments.findIndex((segment) => segment.role === 'quoted')
  return segments
    .filter((segment, index) =>
      segment.by === message.from
        ? policy === 'quotes' || segment.role === 'authored'
        : policy === 'quotes' && segment.role === 'forwarded' && (quoted === -1 || index < quoted),
    )
    .map((segment) => text.slice(segment.start, segment.end))
    .join('\n')
}

describe.skipIf(absent)('public cases of reply and signature parsers', () => {
  test('at least four replies in five are cut exactly', () => {
    const cases = rows<ReplyCase>('reply_text_cases.jsonl')
    const wrong = cases.filter((one) => same(kept(one.raw, one.policy)) !== same(one.expected))
    const rate = 1 - wrong.length / cases.length
    console.info(`replies cut exactly: ${(rate * 100).toFixed(1)} % of ${cases.length}`)
    if (process.env['SHOW_MISSES'])
      for (const one of wrong)
        console.info(
          `--- ${one.id} ${one.policy}\n${one.raw.slice(0, 1500)}\n=> ${JSON.stringify(same(kept(one.raw, one.policy)).slice(0, 600))}\nwant ${JSON.stringify(same(one.expected).slice(0, 600))}`,
        )
    expect(rate).toBeGreaterThanOrEqual(0.8)
  })

  test('at least seven HTML replies in ten are cut exactly', () => {
    const cases = rows<ReplyCase & { expected_text: string }>('reply_html_cases.jsonl')
    const left = (one: ReplyCase): string => {
      const seen = visibleHtml(one.raw)
      return kept(seen.text, one.policy, seen.quotes)
    }
    // The expected texts were joined without the breaks between blocks.
    const bare = (text: string): string => text.replace(/\s+/g, '')
    const wrong = cases.filter((one) => bare(left(one)) !== bare(one.expected_text))
    const rate = 1 - wrong.length / cases.length
    console.info(`HTML replies cut exactly: ${(rate * 100).toFixed(1)} % of ${cases.length}`)
    if (process.env['SHOW_MISSES'])
      for (const one of wrong)
        console.info(`--- ${one.id}\n${visibleHtml(one.raw).text}\n=> ${left(one)}\nwant ${one.expected_text}`)
    expect(rate).toBeGreaterThanOrEqual(0.7)
  })

  test('signatures are found at least in seven cases of ten', () => {
    const cases = rows<SignatureCase>('signature_cases.jsonl')
    const wrong = cases.filter((one) => same(signatureOf(one)) !== same(one.signature ?? ''))
    const rate = 1 - wrong.length / cases.length
    console.info(`signatures found exactly: ${(rate * 100).toFixed(1)} % of ${cases.length}`)
    if (process.env['SHOW_MISSES'])
      for (const one of wrong)
        console.info(`--- ${one.id} ${one.sender}\n${one.raw}\n=> ${JSON.stringify(signatureOf(one))}`)
    expect(rate).toBeGreaterThanOrEqual(0.7)
  })
})

function signatureOf(one: SignatureCase): string {
  const text = one.raw.replaceAll('#sig#', '').replaceAll('\r\n', '\n')
  const { segments } = segmentMessage(text, frame(one.sender === '' ? null : one.sender))
  return segments
    .filter((segment) => segment.role === 'signature')
    .map((segment) => text.slice(segment.start, segment.end))
    .join('\n')
}
