import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderBrief } from '../../src/briefs/render.ts'
import { localEngine } from '../../src/engines/local/index.ts'
import { draft } from '../../src/pipeline.ts'
import { readItem } from '../../src/signals/read/item.ts'

type Row = {
  id: string
  never?: string[]
  ics?: string
  message?: {
    from?: string
    to?: string[]
    cc?: string[]
    date?: string
    subject?: string
    text?: string | null
    html?: string | null
    headers?: Record<string, string>
    reply_to?: string | string[]
  }
}

const HOSTILE = resolve('../shared/hostile/injection')
const present = existsSync(HOSTILE)
if (!present) console.warn(`SKIPPED: the hostile messages are not at ${HOSTILE}`)
const all = process.env['BATON_HOSTILE'] === 'all'
const SEED = 20_26

const FORMATS = ['text', 'json', 'md', 'html'] as const
/** One message through all of it; alone it takes a twentieth of this. */
const MOST_MILLISECONDS = 5000

describe.skipIf(!present)('hostile messages, from bytes to all four forms of the brief', () => {
  const files = present ? readdirSync(HOSTILE).filter((name) => name.endsWith('.jsonl')) : []
  test.each(files)(
    '%s: nothing that may appear nowhere appears',
    async (name) => {
      const rows = readFileSync(join(HOSTILE, name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Row)
        .filter((row) => row.message !== undefined || row.ics !== undefined)
      const chosen = all ? rows : rows.filter((_, index) => (index * 7919 + SEED) % 10 === 0)
      const failures: string[] = []
      let words = 0
      for (const row of chosen) {
        const began = performance.now()
        try {
          const shown = await shownOf(row)
          words += row.never?.length ?? 0
          for (const word of row.never ?? []) {
            for (const [index, text] of shown.entries())
              if (text.includes(word)) failures.push(`${row.id}: ${word} in ${FORMATS[index]}`)
          }
        } catch (error) {
          failures.push(`${row.id}: ${error instanceof Error ? error.message : String(error)}`)
        }
        if (performance.now() - began > MOST_MILLISECONDS) failures.push(`${row.id}: took too long`)
      }
      console.info(
        `${name}: ${chosen.length} of ${rows.length} rows, ${words} forbidden words, ${failures.length} failures`,
      )
      expect(failures).toEqual([])
    },
    280_000,
  )
})

async function shownOf(row: Row): Promise<string[]> {
  const bytes = Buffer.from(row.ics ?? rawOf(row), 'utf8')
  const { signals, unread, warnings } = await readItem(bytes, row.ics === undefined ? 'one.eml' : 'one.ics')
  const { brief } = await draft(
    {
      workspace: {
        seller: { name: 'Vendor', domains: ['vendor.example'] },
        account: { name: 'Customer', domains: [domainOf(row)] },
        as_of: '2026-12-31T00:00:00Z',
        handoff: 'sdr-to-ae',
      },
      signals,
      coverage: [],
      unread,
      warnings: [...warnings, ...signals.flatMap((signal) => signal.warnings)],
    },
    localEngine,
  )
  return FORMATS.map((format) => renderBrief(brief, format, { ansi: false, width: 92 }))
}

function domainOf({ message }: Row): string {
  const domain = /@([\w.-]+)/.exec(message?.from ?? '')?.[1] ?? ''
  return domain === '' || domain === 'vendor.example' ? 'customer.example' : domain.toLowerCase()
}

/** A row's message as the bytes that a server would hand over. */
function rawOf({ id, message = {} }: Row): string {
  const line = (name: string, value: string | undefined) =>
    value === undefined || value === ''
      ? []
      : [`${name}: ${/[^\t\r\n -~]/.test(value) ? encoded(value) : value.replace(/[\r\n]+/g, ' ')}`]
  const parts = [
    ...(message.text == null ? [] : [['text/plain', message.text]]),
    ...(message.html == null ? [] : [['text/html', message.html]]),
  ]
  return [
    `Message-ID: <${id.replace(/[^\w.-]/g, '-')}@hostile.example>`,
    ...line('From', message.from ?? 'Someone <someone@customer.example>'),
    ...line('To', (message.to ?? []).join(', ')),
    ...line('Cc', (message.cc ?? []).join(', ')),
    ...line('Reply-To', [message.reply_to ?? []].flat().join(', ')),
    ...line('Subject', message.subject),
    `Date: ${new Date(message.date ?? '2026-01-05T09:00:00Z').toUTCString()}`,
    ...Object.entries(message.headers ?? {}).flatMap(([name, value]) => line(name, value)),
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=part-of-the-row',
    '',
    ...parts.flatMap(([type = '', text = '']) => [
      '--part-of-the-row',
      `Content-Type: ${type}; charset=utf-8`,
      'Content-Transfer-Encoding: base64',
      '',
      ...(Buffer.from(text, 'utf8')
        .toString('base64')
        .match(/.{1,76}/g) ?? []),
    ]),
    '--part-of-the-row--',
    '',
  ].join('\r\n')
}

/** A header value outside ASCII, its address left as it stands. */
function encoded(value: string): string {
  const address = /^(.*?)\s*(<[^<>]*>)$/.exec(value)
  const word = (text: string) => `=?utf-8?B?${Buffer.from(text.replace(/^"|"$/g, ''), 'utf8').toString('base64')}?=`
  return address ? `${word(address[1] ?? '')} ${address[2]}` : word(value)
}
