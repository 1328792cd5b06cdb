import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { kindOfItem, readItem } from '../../../src/signals/read/item.ts'
import { readMbox } from '../../../src/signals/read/mbox.ts'
import { visibleHtml } from '../../../src/signals/read/visible-html.ts'

const HOSTILE = resolve('../shared/hostile')
const present = existsSync(HOSTILE)
if (!present) console.warn(`SKIPPED: the hostile inputs are not at ${HOSTILE}`)

/** Far above what any of them takes alone: the machine may be busy. */
const MOST_MILLISECONDS = 8000

describe.skipIf(!present)('hostile inputs', () => {
  test.each(['mime', 'ics'])(
    'every file under %s ends in items or in one line that says why not',
    async (folder) => {
      const files = readdirSync(join(HOSTILE, folder), { recursive: true, encoding: 'utf8' })
        .sort()
        .filter((name) => statSync(join(HOSTILE, folder, name)).isFile())
      expect(files.length).toBeGreaterThan(300)
      for (const name of files) {
        const bytes = readFileSync(join(HOSTILE, folder, name))
        const began = performance.now()
        if (kindOfItem(bytes, name) === 'mbox') {
          for await (const { raw } of readMbox(join(HOSTILE, folder, name), 64e6)) await readItem(raw, name)
        } else {
          const { signals, unread } = await readItem(bytes, name)
          expect(signals.length + unread.length, name).toBeGreaterThan(0)
          for (const { text } of unread) expect(text, name).not.toMatch(/\n/)
          for (const signal of signals)
            expect(signal.text.isWellFormed() && !signal.text.includes('\0'), name).toBe(true)
        }
        expect(performance.now() - began, name).toBeLessThan(MOST_MILLISECONDS)
      }
    },
    120_000,
  )

  test('hidden HTML does not leak, and visible controls are kept', () => {
    const rows = readFileSync(join(HOSTILE, 'injection', 'hidden-html.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(
        (line) =>
          JSON.parse(line) as {
            id: string
            visibility: string
            never?: string[]
            injected_text: string
            message: { html: string }
          },
      )
    const leaks = rows.filter(
      ({ visibility, never, message }) =>
        visibility === 'hidden' && (never ?? []).some((word) => visibleHtml(message.html).text.includes(word)),
    )
    const lost = rows.filter(
      ({ visibility, injected_text, message }) =>
        visibility === 'visible' && !visibleHtml(message.html).text.includes(injected_text),
    )
    expect(leaks.map(({ id }) => id)).toEqual([])
    expect(lost.map(({ id }) => id)).toEqual([])
  })
})
