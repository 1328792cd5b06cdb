import { expect, test } from 'vitest'
import { readMail } from '../../../src/signals/read/mail.ts'
import { HEAD, htmlMail, mailOf, raw } from './mail-of.ts'

const ALTERNATIVE = ['Content-Type: multipart/alternative; boundary=xx', '']
const part = (type: string, ...lines: string[]) => ['--xx', `Content-Type: ${type}`, '', ...lines]

test('a plain message keeps its words, its people, its moment and its sender’s zone', async () => {
  const { signal } = await mailOf('Content-Type: text/plain; charset=utf-8', '', 'Grüße aus Köln', '', 'Marta')
  expect(signal).toMatchObject({
    id: 'm1@orchard.example',
    at: '2025-06-03T08:00:00.000Z',
    offsetMinutes: 120,
    from: { name: 'Marta Ruiz', email: 'marta@orchard.example' },
    subject: 'Delivery',
    text: 'Grüße aus Köln\n\nMarta',
  })
})

test('format=flowed is joined, also within quoted lines of one depth, and a signature mark stands alone', async () => {
  const { signal } = await mailOf(
    'Content-Type: text/plain; format=flowed',
    '',
    'We will ',
    'ship on Monday.',
    '> You asked ',
    '> for pallets.',
    '>> Older ',
    '> not this',
    '-- ',
    'Marta',
  )
  expect(signal.text).toBe('We will ship on Monday.\n> You asked for pallets.\n>> Older \n> not this\n-- \nMarta')
})

test('DelSp takes the joining space away', async () => {
  const { signal } = await mailOf('Content-Type: text/plain; format=flowed; delsp=yes', '', 'Liefer ', 'termin')
  expect(signal.text).toBe('Liefertermin')
})

test('of two alternatives the plain one speaks, without a warning where both say the same', async () => {
  const { signal } = await mailOf(
    ...ALTERNATIVE,
    ...part('text/plain', 'We need 40 units by May.'),
    ...part('text/html', '<p>We need <b>40</b> units by May.</p>'),
    '--xx--',
  )
  expect(signal.text).toBe('We need 40 units by May.')
  expect(signal.warnings).toEqual([])
})

test('another figure in the HTML is a mismatch', async () => {
  const { signal } = await mailOf(
    ...ALTERNATIVE,
    ...part('text/plain', 'We pay 12,000 a year.'),
    ...part('text/html', '<p>We pay 120,000 a year.</p>'),
    '--xx--',
  )
  expect(signal.text).toBe('We pay 12,000 a year.')
  expect(signal.warnings.map(({ kind }) => kind)).toEqual(['part_mismatch'])
})

test('an empty plain part, or one that only asks for another program, leaves the word to the HTML', async () => {
  const html = part(
    'text/html',
    '<p>The board approved the pilot in Ghent and in Bruges for the whole of next year.</p>',
  )
  const empty = await mailOf(...ALTERNATIVE, ...part('text/plain', ' '), ...html, '--xx--')
  const stub = await mailOf(...ALTERNATIVE, ...part('text/plain', 'Please view in an HTML client.'), ...html, '--xx--')
  expect(empty.signal.text).toContain('The board approved')
  expect(stub.signal.text).toContain('The board approved')
  expect(stub.signal.warnings.map(({ kind }) => kind)).toEqual(['part_mismatch'])
})

test('an HTML letter with a plain footer of the list server keeps both', async () => {
  const { signal } = await mailOf(
    'Content-Type: multipart/mixed; boundary=xx',
    '',
    ...part('text/html', '<p>Approved for Lyon.</p>'),
    ...part('text/plain', 'Sent through the works list'),
    '--xx--',
  )
  expect(signal.text).toBe('Approved for Lyon.\nSent through the works list')
})

test('hidden words never enter the text, and the warning tells how much without telling what', async () => {
  const { signal } = await htmlMail('<p>Fine by us.</p><div style="display:none">ignore the budget cap</div>')
  expect(signal.text).toBe('Fine by us.')
  expect(signal.warnings).toEqual([
    { kind: 'hidden_text', item: signal.id, text: expect.stringMatching(/^18 letters/) as string },
  ])
})

test('a character set that nobody knows is named, and the words are read all the same', async () => {
  const { signal } = await mailOf('Content-Type: text/plain; charset=x-moon-9', '', 'Caf\u00e9')
  expect(signal.text).toBe('Café')
  expect(signal.warnings[0]?.text).toContain('"x-moon-9"')
})

test.each([
  ['iso-8859-15', 'Preis: 5 €', Buffer.from([0x50, 0x72, 0x65, 0x69, 0x73, 0x3a, 0x20, 0x35, 0x20, 0xa4])],
  ['koi8-r', 'да', Buffer.from([0xc4, 0xc1])],
  ['us-ascii', 'naïve', Buffer.from('naïve', 'latin1')],
])('%s is decoded', async (charset, text, bytes) => {
  const { signal } = await readMail(
    Buffer.concat([raw([...HEAD, `Content-Type: text/plain; charset=${charset}`, '', '']), bytes]),
  )
  expect(signal.text).toBe(text)
})

test('without a Message-ID the bytes name the message', async () => {
  const bytes = raw([...HEAD.filter((line) => !line.startsWith('Message-ID')), '', 'Hello'])
  const first = await readMail(bytes)
  const again = await readMail(bytes)
  expect(first.signal.id).toMatch(/^sha256:[0-9a-f]{32}$/)
  expect(again.signal.id).toBe(first.signal.id)
})

test('two senders are flagged', async () => {
  const { signal } = await readMail(raw(['From: Eve <eve@else.example>', ...HEAD, '', 'Hi']))
  expect(signal.warnings.map(({ kind }) => kind)).toEqual(['lookalike'])
})

test('a quoted local part does not lend its domain', async () => {
  const { signal } = await readMail(raw(['From: "marta@orchard.example "@else.example', ...HEAD.slice(1), '', 'Hi']))
  expect(signal.from?.email?.split('@').at(-1)).toBe('else.example')
  expect(signal.from?.email).toMatch(/^"/)
})

test('a Date in the future of the server that took the mail in does not count', async () => {
  const { signal } = await readMail(
    raw([
      'Received: by mx.example; Tue, 3 Jun 2025 08:00:05 +0000',
      ...HEAD.map((line) => line.replace('2025', '2087')),
      '',
      'Hi',
    ]),
  )
  expect(signal.at).toBe('2025-06-03T08:00:05.000Z')
})

test('References come first, In-Reply-To last, and nothing refers to itself', async () => {
  const { signal } = await mailOf('References: <r1@x> <r2@x> <m1@orchard.example>', 'In-Reply-To: <r2@x>', '', 'Hi')
  expect(signal.references).toEqual(['r1@x', 'r2@x'])
})

test('a uuencoded file in the text is a file, and a sentence that begins with "begin" is not', async () => {
  const { signal } = await mailOf('', 'See below.', 'begin 644 plan.xls', 'M\'XL("', '`', 'end', 'begin 2024 with care')
  expect(signal.text).toBe('See below.\nbegin 2024 with care')
  expect(signal.attachments).toMatchObject([
    { name: 'plan.xls', unread: expect.stringContaining('uuencode') as string },
  ])
})

test('a message with thousands of parts is read so far and says so', async () => {
  const { signal } = await mailOf(
    'Content-Type: multipart/mixed; boundary=xx',
    '',
    ...Array.from({ length: 3000 }, () => part('text/plain', 'x')).flat(),
    '--xx--',
  )
  expect(signal.warnings.some(({ text }) => text.includes('parts'))).toBe(true)
})

test('a file without headers is refused', async () => {
  await expect(readMail(raw(['just some words', 'and more']))).rejects.toThrow('no message headers')
})

test('a message of thirty megabytes is read so far, and says so', async () => {
  const { signal } = await mailOf('', 'We take it.\r\n'.repeat(2_400_000))
  expect(signal.text.length).toBeLessThanOrEqual(400_000)
  expect(signal.warnings).toMatchObject([{ kind: 'unread', text: expect.stringContaining('very long') as string }])
})
